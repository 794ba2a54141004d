"""Having the text of a document read by a child, within bounds; a child that dies is an answer too."""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import BoundedSemaphore, Thread, Timer
from typing import IO

from django.conf import settings

from parcours.people.documents.formats import Format
from parcours.people.documents.reader.outcome import Outcome

DEAD = Outcome(is_dead=True)
_LONGEST_ANSWER = 2_000_000
_AT_ONCE = BoundedSemaphore(2)
"""Children of one process at a time: each may take much memory, so whoever comes third waits."""

_CHILD = (sys.executable, "-I", "-B", "-m", "parcours.people.documents.reader.child")


def read_apart(data: bytes, kind: Format, command: Sequence[str] = _CHILD) -> Outcome:
    """Return what a child reads in ``data``; `DEAD` where it dies, takes too long, or answers nothing sensible."""
    seconds = settings.DOCUMENT_READER_SECONDS
    bounds = (kind.value, str(settings.DOCUMENT_READER_MEMORY), str(seconds))
    with (
        _AT_ONCE,
        subprocess.Popen(  # noqa: S603 - our own program, with numbers of ours
            [*command, *bounds],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            close_fds=True,
        ) as child,
    ):
        assert child.stdin is not None  # noqa: S101 - asked for above
        assert child.stdout is not None  # noqa: S101 - the same
        limit = Timer(seconds * 2, child.kill)
        feeding = Thread(target=_feed, args=(child.stdin, data), daemon=True)
        limit.start()
        feeding.start()
        said = child.stdout.read(_LONGEST_ANSWER)
        if len(said) == _LONGEST_ANSWER:
            child.kill()
        child.wait()
        limit.cancel()
        feeding.join()
    return _understood(said) if child.returncode == 0 else DEAD


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(OSError):  # the child is gone
        pipe.write(data)
    with suppress(OSError):
        pipe.close()


def _understood(said: bytes) -> Outcome:
    try:
        return Outcome(**json.loads(said))
    except (ValueError, TypeError):
        return DEAD
