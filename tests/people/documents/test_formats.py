"""What a file is, by its bytes: good ones are kept, and each bad one is refused with the reason."""

import unicodedata
from email.message import Message

import pytest
from django.utils import translation
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import strategies as st

from parcours.core.refusals import Refused
from parcours.people.documents.formats import LARGEST, Format, format_of, tidy_name
from tests.people.documents import corpus


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (corpus.pdf("Hello"), Format.PDF),
        (corpus.docx("Hello"), Format.DOCX),
        (corpus.odt("Hello"), Format.ODT),
    ],
    ids=["pdf", "docx", "odt"],
)
def test_a_document_is_known_by_its_bytes(data: bytes, kind: Format) -> None:
    assert format_of(data) == kind


BAD = {
    "empty": (b"", "This file is empty."),
    "21 MB": (corpus.pdf() + bytes(LARGEST), "This file is larger than 20 MB."),
    "renamed exe": (b"MZ\x90\x00" + bytes(100), "This is a program, not a document."),
    "renamed program": (b"\x7fELF" + bytes(100), "This is a program, not a document."),
    "SVG": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "This is a picture (SVG)"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "This is an old Word file"),
    "RTF": (b"{\\rtf1 Hello}", "This is an RTF file."),
    "text": (b"Hello", "This is not a PDF, DOCX or ODT file."),
    "PDF and ZIP": (corpus.pdf("Hello") + corpus.docx("Hello"), "This file is two kinds of file in one"),
    "ZIP and more": (corpus.docx("Hello") + b"MZ", "This file is two kinds of file in one"),
    "ZIP with a PDF before": (
        corpus.package({"a": b"%PDF-1.7", **corpus.docx_parts("Hello")}, stored=True),
        "This file is two kinds of file in one",
    ),
    "macros": (corpus.macro_docm(), "This document contains macros."),
    "macros by type only": (
        corpus.docx("Hello", main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "This document contains macros.",
    ),
    "macros of ODT": (
        corpus.odt("Hello", **{"Basic/Standard/Module1.xml": "<m/>"}),
        "This document contains macros.",
    ),
    "locked ODT": (
        corpus.odt("Hello", **{"META-INF/manifest.xml": "<m:encryption-data/>"}),
        "This document is locked with a password.",
    ),
    "bomb": (corpus.bomb(), "This document would unpack to far more"),
    "workbook": (corpus.docx("Hello", main="application/xlsx"), "This package is no DOCX or ODT document."),
    "spreadsheet": (
        corpus.odt("1", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "This package is no DOCX or ODT document.",
    ),
    "any package": (corpus.package({"a.txt": "Hello"}), "This package is no DOCX or ODT document."),
    "many parts": (
        corpus.package({**corpus.docx_parts(), **{f"p{n}": b"" for n in range(2001)}}),
        "This document would unpack to far more",
    ),
    "large manifest": (
        corpus.odt("Hello", **{"META-INF/manifest.xml": " " * 600_000}),
        "This document would unpack to far more",
    ),
    "entity bomb in a manifest": (
        corpus.package({**corpus.docx_parts(), "[Content_Types].xml": corpus.ENTITY_BOMB}),
        "This document is damaged",
    ),
    "damaged": (
        corpus.docx("Hello")[:52] + b"damaged" + corpus.docx("Hello")[59:],
        "This document is damaged",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_v5_0_0_5_2_2_t28_t29_what_is_not_a_document_is_refused(what: str) -> None:
    data, start = BAD[what]
    with pytest.raises(Refused) as refused:
        format_of(data)
    assert str(refused.value)[: len(start)] == start


def test_t28_a_refusal_is_said_in_french() -> None:
    with translation.override("fr-ca"), pytest.raises(Refused) as refused:
        format_of(b"")
    assert (
        str(refused.value)
        == "Ce fichier est vide. Enregistrez le document de nouveau et choisissez-le encore une fois."
    )


def test_t29_a_huge_directory_is_not_read() -> None:
    good = corpus.docx("Hello")
    directory = good.index(b"PK\x01\x02")
    padded = good[:directory] + bytes(1_000_001) + good[directory:]
    size = int.from_bytes(padded[-10:-6], "little") + 1_000_001
    with pytest.raises(Refused, match="unpack to far more"):
        format_of(padded[:-10] + size.to_bytes(4, "little") + padded[-6:])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ana\\CV Ana.PDF", "CV Ana.pdf"),
        ("cv\u202efdp.exe", "cvfdp.exe.pdf"),
        ("cv\r\nSet-Cookie: a=b.pdf", "cvSet-Cookie a=b.pdf"),
        ("", "document.pdf"),
        (".pdf", "document.pdf"),
        ("Re\u0301sume\u0301.pdf", "Résumé.pdf"),
        ("a" * 300, "a" * 120 + ".pdf"),
    ],
)
def test_t31_a_name_is_text_only(given: str, kept: str) -> None:
    assert tidy_name(given, Format.PDF) == kept


@given(st.text())
def test_v5_0_0_5_4_1_t31_any_name_makes_a_header_that_says_no_more(given: str) -> None:
    name = tidy_name(given, Format.PDF)
    header = content_disposition_header(as_attachment=True, filename=name)
    message = Message()
    message["Content-Disposition"] = header or ""
    marks = {one for one in name if unicodedata.category(one).startswith("C") or one in "/\\"}
    assert (message.get_filename(), name[-4:], marks) == (name, ".pdf", set())
