from pathlib import Path

import pytest

from parcours.tables import kinds
from parcours.tables.findings import Unreadable
from parcours.tables.kinds import is_package
from tests.tables.made import packed, sentence

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def wide(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7\n", "This is a PDF file, not a spreadsheet."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture, not a spreadsheet."),
        (b"\xff\xd8\xff\xe0", "This is a picture, not a spreadsheet."),
        (b"{\\rtf1", "This is a text document, not a spreadsheet."),
        (b"\x1f\x8b\x08", "This is a compressed file, not a spreadsheet."),
        (b"PK\x05\x06" + b"\0" * 18, "This is an empty ZIP file, not a spreadsheet."),
        (wide("EncryptedPackage"), "The file is protected by a password."),
        (wide("Workbook"), "This is an XLS workbook, the format of before 2007."),
        (wide("WordDocument"), "This is an old Office document, not a spreadsheet."),
        (
            b"\xef\xbb\xbf <HTML><table>",
            "This is a web page saved under a spreadsheet’s name, not a spreadsheet.",
        ),
        (
            "\ufeff<!DOCTYPE html>".encode("utf-16-le"),
            "This is a web page saved under a spreadsheet’s name, not a spreadsheet.",
        ),
        (b'\xef\xbb\xbf{\n  "left": "a"}', "This is a JSON file, not a spreadsheet."),
        (b'[{"left": "a", "right": "x", "score": 1}]', "This is a JSON file, not a spreadsheet."),
        (b"[[1, 2], [3, 4]]", "This is a JSON file, not a spreadsheet."),
        (b'<?xml version="1.0"?><a/>', "This is an XML file, not a spreadsheet that can be read here."),
    ],
)
def test_what_is_no_spreadsheet_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        is_package(path, "people.xlsx")
    assert sentence(refused).startswith(what)
    assert refused.value.findings[0].file == "people.xlsx"


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    text = tmp_path / "people.xlsx"
    text.write_text("id,name\n", encoding="utf-8")
    archive = packed(tmp_path / "people.csv", {"a": "b"})
    assert (is_package(text, "a"), is_package(archive, "b")) == (False, True)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        is_package(tmp_path / "none.csv", "none.csv")
    with pytest.raises(Unreadable, match="a folder"):
        is_package(tmp_path, "folder")
    with pytest.raises(Unreadable, match="not a file"):
        is_package(Path("/dev/null"), "null")


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "FILE_BYTES", 1_000_000)
    path = tmp_path / "a.csv"
    path.write_bytes(b"a" * 1_000_001)
    with pytest.raises(Unreadable) as refused:
        is_package(path, "a.csv")
    assert sentence(refused).startswith("The file is larger than 1 MB.")
