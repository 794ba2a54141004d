"""What a file is, by its bytes and never by its name; whatever is not wanted is refused with the reason.

Nothing is unpacked here but two small parts of a package, after its central directory has said how large they are.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from defusedxml import DefusedXmlException, ElementTree
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.core.refusals import Refused

LARGEST = 20_000_000
"""Bytes of a document."""
MOST_PARTS = 2_000
"""Files inside a package."""
MOST_UNPACKED = 100_000_000
"""Bytes of all of them, as the central directory says."""

_PDF, _ZIP, _ZIP_END, _OLE = b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_SIZE = 22
_DIRECTORY_BYTES = 1_000_000
_SMALL_PART = 500_000
_ENCRYPTED = 0x1
_DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODT_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_MACROS = re.compile(r"(^|/)vba[^/]*\.(bin|xml)$|^(basic|scripts)/.", re.IGNORECASE)
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, OverflowError, NotImplementedError, RuntimeError,
    SyntaxError, DefusedXmlException,
)  # fmt: skip
_LONGEST_NAME = 120


class Format(TextChoices):
    """What is kept."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    ODT = "odt", "ODT"


CONTENT_TYPES: Mapping[str, str] = MappingProxyType(
    {
        Format.PDF: "application/pdf",
        Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format.ODT: "application/vnd.oasis.opendocument.text",
    }
)

_OTHERS: tuple[tuple[bytes, str | Promise], ...] = (
    (b"MZ", gettext_lazy("This is a program, not a document. Choose a PDF, DOCX or ODT file.")),
    (b"\x7fELF", gettext_lazy("This is a program, not a document. Choose a PDF, DOCX or ODT file.")),
    (
        _OLE,
        gettext_lazy(
            "This is an old Word file, or one with a password. Save it as PDF or DOCX, without a password."
        ),
    ),
    (b"{\\rtf", gettext_lazy("This is an RTF file. Save it as PDF, DOCX or ODT.")),
)


def format_of(data: bytes) -> Format:
    """Return what ``data`` is. Raises Refused, in words for whoever sent it, for all that is not kept."""
    if not data:
        raise Refused(_("This file is empty. Save the document again and choose it once more."))
    if len(data) > LARGEST:
        raise Refused(too_large())
    if data.startswith(_PDF):
        if zipfile.is_zipfile(io.BytesIO(data)):
            raise Refused(_two_kinds())
        return Format.PDF
    if data.startswith(_ZIP):
        return _package_format(data)
    for start, words in _OTHERS:
        if data.startswith(start):
            raise Refused(str(words))
    if b"<svg" in data[:4096].lower():
        raise Refused(_("This is a picture (SVG), not a document. Choose a PDF, DOCX or ODT file."))
    raise Refused(_("This is not a PDF, DOCX or ODT file. Save the document as one of these."))


def too_large() -> str:
    """Return the sentence for a file that is too large."""
    return _("This file is larger than 20 MB. Save it with smaller pictures, or as a PDF for the screen.")


def tidy_name(given: str, kind: Format) -> str:
    """Return ``given`` as a name that is text and nothing else, with the ending of what the file is.

    No folders, no control characters, no marks that turn the direction of writing.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    visible = "".join(
        " " if unicodedata.category(one) in {"Zl", "Zp", "Zs"} else one
        for one in last
        if not unicodedata.category(one).startswith("C") and one not in '<>:"|?*%'
    )
    stem = " ".join(visible.split())
    if stem.lower().endswith(f".{kind.value}"):
        stem = stem[: -len(kind.value) - 1]
    return f"{stem.strip('. ')[:_LONGEST_NAME].strip('. ') or 'document'}.{kind.value}"


def _package_format(data: bytes) -> Format:
    _check_ends(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            _check_directory(archive.infolist())
            kind = _kind(archive, parts)
    except _DAMAGED as problem:
        raise Refused(_damaged()) from problem
    if kind is None:
        raise Refused(_("This package is no DOCX or ODT document. Save the document as PDF, DOCX or ODT."))
    return kind


def _check_ends(data: bytes) -> None:
    """Refuse a package that something else stands before, after or around, and one with a huge directory."""
    end = data[-_END_SIZE:]
    if _PDF in data[:1024] or not end.startswith(_ZIP_END) or end[-2:] != b"\0\0":
        raise Refused(_two_kinds())
    size, offset = (int.from_bytes(end[at : at + 4], "little") for at in (12, 16))
    if offset + size + _END_SIZE != len(data):
        raise Refused(_two_kinds())
    if size > _DIRECTORY_BYTES:
        raise Refused(_bomb())


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the central directory says, before anything is unpacked."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(_bomb())
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refused(_locked())
    if any(_MACROS.search(part.filename) for part in parts):
        raise Refused(_macros())


def _kind(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> Format | None:
    if "[Content_Types].xml" in parts and "word/document.xml" in parts:
        types = _small_part(archive, parts["[Content_Types].xml"])
        said = {one.get("ContentType", "") for one in ElementTree.fromstring(types).iter()}
        if any("macroenabled" in one.lower() for one in said):
            raise Refused(_macros())
        return Format.DOCX if _DOCX_MAIN in said else None
    if "mimetype" in parts and "content.xml" in parts:
        manifest = parts.get("META-INF/manifest.xml")
        if manifest and b"encryption-data" in _small_part(archive, manifest):
            raise Refused(_locked())
        return Format.ODT if _small_part(archive, parts["mimetype"]).strip() == _ODT_MIMETYPE else None
    return None


def _small_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as file:
        data = file.read(_SMALL_PART + 1)
    if len(data) > _SMALL_PART:
        raise Refused(_bomb())
    return data


def _damaged() -> str:
    return _("This document is damaged and cannot be opened. Save it again and choose it once more.")


def _bomb() -> str:
    return _("This document would unpack to far more than a document needs, so it was not opened.")


def _locked() -> str:
    return _("This document is locked with a password. Save a copy without a password and choose that one.")


def _macros() -> str:
    return _("This document contains macros. Save it as PDF, or as DOCX or ODT without macros.")


def _two_kinds() -> str:
    return _(
        "This file is two kinds of file in one, or damaged. Save the document again as PDF, DOCX or ODT."
    )


def refusal(code: str) -> str:
    """Return the sentence for what the reader found and a document may not be."""
    if code == "locked":
        return _locked()
    if code == "bomb":
        return _bomb()
    if code == "pages":
        return _("This document has more than 200 pages. Choose only the pages that matter.")
    return _damaged()
