"""A log line is JSON, and holds nothing of what a person wrote."""

import json
import logging
import sys

from parcours.core.logs import JsonFormatter


def line(record: logging.LogRecord) -> dict[str, str]:
    read: dict[str, str] = json.loads(JsonFormatter().format(record))
    return read


def test_a_line_is_one_json_object() -> None:
    record = logging.LogRecord("parcours", logging.INFO, "", 0, "started %s", ("worker",), None)
    record.request_id = "abc"
    written = line(record)
    assert {name: written[name] for name in ("level", "logger", "message", "request")} == {
        "level": "info",
        "logger": "parcours",
        "message": "started worker",
        "request": "abc",
    }


def test_an_exception_is_named_without_its_message() -> None:
    try:
        int("Amara Nwosu, 555-0199")
    except ValueError:
        record = logging.LogRecord("parcours", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    written = line(record)
    assert (written["error"], "Amara" in json.dumps(written)) == ("ValueError", False)
    assert written["trace"].endswith("test_an_exception_is_named_without_its_message")
