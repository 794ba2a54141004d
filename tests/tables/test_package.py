import io
import struct
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from parcours.tables import package
from parcours.tables.findings import Unreadable
from parcours.tables.package import Handler, Package, run
from tests.tables.made import packed

BOMB = "The workbook would unpack to far more than a list of people needs; it is not opened."
DAMAGED = "The workbook is damaged and cannot be read."


def refusal(path: Path, part: str = "a.xml") -> str:
    """Parse a part that must be refused, and return why."""
    with pytest.raises(Unreadable) as refused, closing(Package(path, "people.xlsx")) as opened:
        run(opened, part, Handler())
    return refused.value.findings[0].what


def test_elements_and_names(tmp_path: Path) -> None:
    opened = Package(packed(tmp_path / "a.zip", {"X\\A.xml": "<a><b/><b/></a>"}), "a.xlsx")
    handler = Handler()
    run(opened, "x/a.XML", handler)
    opened.close()
    assert ("X/a.xml" in opened, "y" in opened, handler.started, handler.ended) == (True, False, 3, 3)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.xml": " " * 30_000_000})
    assert path.stat().st_size < 40_000
    assert refusal(path) == BOMB


def test_more_than_memory_allows_is_refused_by_its_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "INFLATED_BYTES", 1000)
    assert refusal(packed(tmp_path / "a.zip", {"a.xml": "<a>" + "x" * 1000}, zipfile.ZIP_STORED)) == BOMB


@pytest.mark.parametrize("forged", [1000, 0])
def test_a_directory_that_lies_about_a_size_does_not_help(tmp_path: Path, forged: int) -> None:
    path = packed(tmp_path / "a.zip", {"a.xml": "<a>" + " " * 20_000_000})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<I", 20_000_003), struct.pack("<I", forged)))
    assert refusal(path) == DAMAGED


def test_a_huge_directory_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number:040}", "")
    assert refusal(path) == DAMAGED


def test_a_forged_size_of_the_directory_is_not_believed(tmp_path: Path) -> None:
    content = packed(tmp_path / "a.zip", {"a.xml": "<a/>"}).read_bytes()
    end = content.rindex(b"PK\x05\x06")
    forged = content[: end + 12] + struct.pack("<I", 0xFFFFFFF0) + content[end + 16 :]
    (tmp_path / "a.zip").write_bytes(forged)
    assert refusal(tmp_path / "a.zip") == DAMAGED


def test_too_many_parts(tmp_path: Path) -> None:
    assert refusal(packed(tmp_path / "a.zip", {str(n): "" for n in range(5001)})) == BOMB


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_not_a_workbooks(tmp_path: Path, method: int) -> None:
    assert refusal(packed(tmp_path / "a.zip", {"a.xml": "<a/>"}, method)) == DAMAGED


def test_an_encrypted_part(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.xml": "<a/>"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert refusal(path) == "The file is protected by a password."


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "http://x.ca/a.dtd"><a/>',
    ],
)
def test_entities_are_refused_where_they_are_declared(tmp_path: Path, xml: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        path = packed(tmp_path / "a.zip", {"a.xml": xml.encode(encoding)})
        assert refusal(path).startswith("The workbook declares a document type")


@pytest.mark.parametrize(
    "xml",
    [
        "<a>" * 100_000,
        "<a " + "".join(f'b{n}="" ' for n in range(300_000)) + "/>",
        '<a b="' + "x" * 3_000_000 + '"/>',
    ],
)
def test_what_a_parser_would_keep_in_memory_is_refused(tmp_path: Path, xml: str) -> None:
    assert refusal(packed(tmp_path / "a.zip", {"a.xml": xml}, zipfile.ZIP_STORED)) == BOMB


@pytest.mark.parametrize("xml", ["", "<a>", "<a></b>", "<x:a/>", "not xml", b"<a>\xff</a>"])
def test_broken_xml(tmp_path: Path, xml: str | bytes) -> None:
    assert refusal(packed(tmp_path / "a.zip", {"a.xml": xml})) == DAMAGED


def test_a_file_cut_short(tmp_path: Path) -> None:
    content = io.BytesIO(packed(tmp_path / "a.zip", {"a.xml": "<a/>" * 1000}).read_bytes()).getvalue()
    (tmp_path / "a.zip").write_bytes(content[: len(content) // 2])
    assert refusal(tmp_path / "a.zip") == DAMAGED
