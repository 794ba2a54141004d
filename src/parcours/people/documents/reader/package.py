"""The text of a DOCX or ODT document, read within bounds; no entity is expanded and nothing is fetched."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from parcours.people.documents.reader.outcome import Outcome, Unwanted

MOST_CHARACTERS = 200_000
_LARGEST_PART = 50_000_000
_CHUNK = 1 << 16
_PARAGRAPHS = frozenset({"p", "h"})
_BREAKS = frozenset({"br", "cr", "tab", "line-break", "s"})
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError, ParseError,
    DefusedXmlException,
)  # fmt: skip


def read_package(data: bytes, main: str) -> Outcome:
    """Return what the part ``main`` of a package says. Raises Unwanted for one that is damaged or far too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = ElementTree.fromstring(_part(archive, main), forbid_dtd=True)
            text = "\n".join(_paragraphs(root))[:MOST_CHARACTERS]
            return Outcome(text, _remarks(archive))
    except _DAMAGED as problem:
        raise Unwanted("damaged") from problem


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part, unpacked piece by piece: its header may lie about its size."""
    pieces, left = [], _LARGEST_PART
    with archive.open(name) as file:
        while piece := file.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise Unwanted("bomb")
            pieces.append(piece)
    return b"".join(pieces)


def _paragraphs(root: Element) -> Iterator[str]:
    """Give the paragraphs in order; one inside another, as in a text box, is a paragraph of its own."""
    words: list[str] = []
    for event, one in _walk(root):
        name = one.tag.rpartition("}")[2]
        if name in _PARAGRAPHS and words:
            yield "".join(words)
            words = []
        if event == "start":
            words += [" "] if name in _BREAKS else []
            words += [one.text] if one.text and one.text.strip() else []
        elif one.tail and one.tail.strip():
            words.append(one.tail)
    if words:
        yield "".join(words)


def _walk(root: Element) -> Iterator[tuple[str, Element]]:
    """Give each element as it starts and as it ends, however deep they stand."""
    open_ = [(root, iter(root))]
    yield "start", root
    while open_:
        one, inside = open_[-1]
        child = next(inside, None)
        if child is None:
            open_.pop()
            yield "end", one
        else:
            yield "start", child
            open_.append((child, iter(child)))


def _remarks(archive: zipfile.ZipFile) -> list[str]:
    names = archive.namelist()
    relations = [name for name in names if name.endswith(".rels")]
    found = []
    if any(name.startswith(("word/embeddings/", "Object ")) for name in names):
        found.append("attachment")
    if any(_leads_outside(_part(archive, name)) for name in relations):
        found.append("outside")
    return found


def _leads_outside(relations: bytes) -> bool:
    """Return whether opening the document fetches something from elsewhere, in whichever encoding that is said."""
    found = ElementTree.fromstring(relations, forbid_dtd=True).iter()
    outside = (one for one in found if one.get("TargetMode") == "External")
    return any(not one.get("Type", "").endswith("/hyperlink") for one in outside)
