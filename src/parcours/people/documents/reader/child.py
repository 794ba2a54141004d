"""The process that reads a document: ``python -m parcours.people.documents.reader.child pdf 500000000 10``.

The document comes in on standard input; one line of JSON goes out. Bounds are set before the first byte is read.
"""

import contextlib
import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial

from parcours.people.documents.reader.outcome import Outcome, Unwanted
from parcours.people.documents.reader.package import read_package
from parcours.people.documents.reader.pdf import read_pdf

if sys.platform != "win32":
    import resource

READERS: Mapping[str, Callable[[bytes], Outcome]] = {
    "pdf": read_pdf,
    "docx": partial(read_package, main="word/document.xml"),
    "odt": partial(read_package, main="content.xml"),
}

_REFUSED = re.compile(
    r"socket\.|subprocess\.|os\.(exec|fork|forkpty|posix_spawn|spawn|system|remove|rename|truncate|mkdir|rmdir)"
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def answer(kind: str, data: bytes) -> str:
    """Return the answer, in JSON."""
    try:
        outcome = READERS[kind](data)
    except Unwanted as unwanted:
        outcome = Outcome(refusal=unwanted.args[0])
    return json.dumps(asdict(outcome) | {"text": _UNPRINTABLE.sub(" ", outcome.text)})


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what a reader of text has no need of: the network, other programs, files to write. An audit hook."""
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or _REFUSED.match(event):
        raise PermissionError(f"a reader of documents does no {event}")


def confine(memory: int, seconds: int) -> None:
    """Take from this process what it does not need: memory above ``memory`` bytes, time, files, the network."""
    if sys.platform != "win32":
        for what, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):  # a system may know no such bound
                resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a system may allow it to nobody; the hook stands either way
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    sys.addaudithook(refuse)


def main() -> None:
    """Read one document."""
    kind, memory, seconds = sys.argv[1:]
    confine(int(memory), int(seconds))
    sys.stdout.write(answer(kind, sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
