"""The text of a PDF, and what it would do when it is opened."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from parcours.people.documents.reader.outcome import Outcome, Unwanted

MOST_PAGES = 200
MOST_CHARACTERS = 200_000
_DEPTH = 12


def read_pdf(data: bytes) -> Outcome:
    """Return what the PDF says. Raises Unwanted for one that is locked, damaged, or has too many pages."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unwanted("locked")
        if len(reader.pages) > MOST_PAGES:
            raise Unwanted("pages")
        if not reader.pages:
            raise Unwanted("damaged")
        return Outcome("\n".join(_texts(reader)), _remarks(reader))
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
    ) as problem:
        raise Unwanted("damaged") from problem


def _texts(reader: PdfReader) -> Iterator[str]:
    left = MOST_CHARACTERS
    for page in reader.pages:
        text = page.extract_text()[:left]
        left -= len(text)
        yield text
        if left <= 0:
            return


def _remarks(reader: PdfReader) -> list[str]:
    root = _resolved(reader.trailer.get("/Root"))
    names = _resolved(root.get("/Names")) if isinstance(root, DictionaryObject) else None
    here: list[Any] = (
        [root.get(key) for key in ("/OpenAction", "/AA")] if isinstance(root, DictionaryObject) else []
    )
    for page in reader.pages:
        here.append(page.get("/AA"))
        here += [
            _resolved(one).get(key)
            for one in _resolved(page.get("/Annots")) or ()
            if isinstance(_resolved(one), DictionaryObject)
            for key in ("/A", "/AA")
        ]
    held = names if isinstance(names, DictionaryObject) else {}
    found = []
    if "/JavaScript" in held or any(_has_script(one, _DEPTH) for one in here):
        found.append("script")
    if "/EmbeddedFiles" in held:
        found.append("attachment")
    return found


def _has_script(value: Any, depth: int) -> bool:  # noqa: ANN401 - whatever stands in the file
    """Return whether an action, or one that follows it, is JavaScript."""
    value = _resolved(value)
    if depth == 0:
        return False
    if isinstance(value, ArrayObject):
        return any(_has_script(one, depth - 1) for one in value)
    if not isinstance(value, DictionaryObject):
        return False
    if value.get("/S") == "/JavaScript" or "/JS" in value:
        return True
    return any(
        _has_script(one, depth - 1)
        for key, one in value.items()
        if key not in {"/P", "/Parent", "/Dest", "/D"}
    )


def _resolved(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    return value.get_object() if isinstance(value, IndirectObject) else value
