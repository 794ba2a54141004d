"""Reading the text of a document: what it says, what it would do, and why some are refused."""

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from parcours.people.documents.formats import format_of
from parcours.people.documents.reader.child import answer, refuse
from parcours.people.documents.reader.outcome import Outcome, Unwanted
from parcours.people.documents.reader.package import read_package
from parcours.people.documents.reader.pdf import read_pdf
from tests.people.documents import corpus

DOCX = "word/document.xml"


def test_the_text_of_a_pdf_is_read() -> None:
    assert read_pdf(corpus.pdf("Ana Roy", "Welder")).text.splitlines() == ["Ana Roy", "Welder"]


def test_the_text_of_a_docx_is_read() -> None:
    assert read_package(corpus.docx("Ana Roy", "Soudeuse &amp; plus"), DOCX) == Outcome(
        "Ana Roy\nSoudeuse & plus"
    )


def test_the_text_of_an_odt_is_read() -> None:
    assert read_package(corpus.odt("Ana <t:s/>Roy", "Welder"), "content.xml") == Outcome("Ana  Roy\nWelder")


def test_t30_javascript_in_a_pdf_is_noted() -> None:
    assert read_pdf(corpus.pdf("Ana", script=True)).remarks == ["script"]


def test_a_file_inside_a_pdf_is_noted() -> None:
    assert read_pdf(corpus.pdf("Ana", attachment=True)).remarks == ["attachment"]


def test_a_template_from_elsewhere_is_noted_and_a_link_is_not() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    template = (
        f'<Relationship Type="{kind}/attachedTemplate" Target="https://a.example" TargetMode="External"/>'
    )
    link = f'<Relationship Type="{kind}/hyperlink" Target="https://a.example" TargetMode="External"/>'
    hidden: list[str | bytes] = [
        f'<?xml version="1.0" encoding="UTF-16"?>{template}'.encode("utf-16"),
        template.replace('"External"', '"&#69;xternal"'),
    ]
    rels = "word/_rels/settings.xml.rels"
    said = (template, *hidden, link)
    files = [corpus.package({**corpus.docx_parts("Ana"), rels: one}) for one in said]
    remarks = [read_package(one, DOCX).remarks for one in files]
    assert remarks == [["outside"], ["outside"], ["outside"], []]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (corpus.pdf("Ana", password="x" * 8), "locked"),
        (corpus.long_pdf(10_000), "pages"),
        (corpus.pdf(pages=0), "damaged"),
        (b"%PDF-1.7 nothing", "damaged"),
    ],
    ids=["locked", "pages", "no page", "damaged"],
)
def test_t28_a_pdf_that_is_not_kept(data: bytes, code: str) -> None:
    assert json.loads(answer("pdf", data))["refusal"] == code


@pytest.mark.parametrize(
    "body", [corpus.ENTITY_BOMB, corpus.OUTSIDE_ENTITY, "<w", ""], ids=["bomb", "xxe", "cut", "no"]
)
def test_v5_0_0_1_5_1_t30_entities_are_neither_expanded_nor_fetched(body: str) -> None:
    data = corpus.package({**corpus.docx_parts(), DOCX: body})
    assert json.loads(answer("docx", data)) == {
        "text": "",
        "remarks": [],
        "refusal": "damaged",
        "is_dead": False,
    }


def test_t29_a_header_that_lies_is_found_out() -> None:
    with pytest.raises(Unwanted, match="damaged"):
        read_package(corpus.lying_bomb(), DOCX)


def test_t29_a_part_is_unpacked_within_bounds() -> None:
    with pytest.raises(Unwanted, match="bomb"):
        read_package(corpus.docx(body="<w>" + " " * 51_000_000 + "</w>"), DOCX)


def test_control_characters_do_not_reach_the_text() -> None:
    assert json.loads(answer("pdf", corpus.pdf("A\x07B")))["text"].strip() == "A B"


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", ()),
        ("subprocess.Popen", ()),
        ("os.system", ()),
        ("os.fork", ()),
        ("open", ("/tmp/a", "wb", 0)),  # noqa: S108 - opened by nobody
    ],
)
def test_v5_0_0_5_3_2_t30_a_reader_does_nothing_but_read(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(PermissionError):
        refuse(event, arguments)


@pytest.mark.parametrize(("event", "arguments"), [("open", ("/etc/hostname", "r", 0)), ("import", ("zlib",))])
def test_a_reader_may_read(event: str, arguments: tuple[object, ...]) -> None:
    refuse(event, arguments)


def test_t30_javascript_behind_an_annotation_is_noted() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(corpus.pdf("Ana")))
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    )
    first = DictionaryObject(
        {NameObject("/S"): NameObject("/GoTo"), NameObject("/Next"): ArrayObject([action])}
    )
    annotation = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): first})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([annotation])
    made = io.BytesIO()
    writer.write(made)
    assert read_pdf(made.getvalue()).remarks == ["script"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.slow  # LibreOffice starts
@pytest.mark.parametrize(("ending", "kind"), [("odt", "odt"), ("docx", "docx"), ("pdf", "pdf")])
def test_documents_of_libreoffice_are_read(tmp_path: Path, ending: str, kind: str) -> None:
    (tmp_path / "cv.html").write_text("<p>Ana Roy</p><p>Welder</p>", encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--writer"]
    subprocess.run([*command, "--convert-to", ending, "--outdir", tmp_path, tmp_path / "cv.html"], check=True)
    data = (tmp_path / f"cv.{ending}").read_bytes()
    assert (format_of(data), json.loads(answer(kind, data))["text"].split()) == (
        kind,
        ["Ana", "Roy", "Welder"],
    )
