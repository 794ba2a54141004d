"""Logs as one JSON object a line, without anything a person could be known by."""

import json
import logging
import re
from datetime import UTC, datetime
from types import TracebackType

_TOKEN = re.compile(r"[\w-]{40,}|(?<=/link/)[^/\s\"']+")  # what opens a link; no word of ours is that long


class JsonFormatter(logging.Formatter):
    """Writes a record as JSON: when, how grave, which part, what, and the id of the request it belongs to.

    Only what our own code chose to say is written: never a request's body, cookies, query or address, and of an
    exception the type and the places it went through, not its message, which may quote a person. The framework quotes
    paths, and a path may open something: the page's own pattern stands for it.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for ``record``."""
        line = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        request_id = getattr(record, "request_id", None) or getattr(
            getattr(record, "request", None), "id", None
        )
        if request_id:
            line["request"] = request_id
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Return the message with the request's path replaced by the pattern it matched, and any token by an ellipsis."""
    message = record.getMessage()
    request = getattr(record, "request", None)
    path = getattr(request, "path", "")
    if len(path) > 1:
        match = getattr(request, "resolver_match", None)
        message = message.replace(path, f"/{match.route}" if match else "…")
    return _TOKEN.sub("…", message)


def places(at: TracebackType | None) -> str:
    """Return the way of an exception as ``file:line function`` from the outermost call to the one that failed."""
    way = []
    while at is not None:
        code = at.tb_frame.f_code
        way.append(f"{code.co_filename.rpartition('site-packages/')[2]}:{at.tb_lineno} {code.co_name}")
        at = at.tb_next
    return " > ".join(way)
