from pathlib import Path

import pytest

from parcours.tables.delimited import open_text
from parcours.tables.findings import Unreadable
from parcours.tables.grid import Row
from parcours.tables.limits import COHORT
from tests.tables.made import said

KNOWN = {"id", "nom", "name", "profession", "occupation", "langues", "languages", "années d’expérience"}


def rows(tmp_path: Path, text: str | bytes) -> list[Row]:
    path = tmp_path / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = open_text(path, "people.csv", lambda cell: cell.strip().lower() in KNOWN)
    return [row for _number, row in found.rows(COHORT)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "id,name,languages\n1,Ana,English; French\n2,Bob,English; French; Urdu\n",
            ["1", "Ana", "English; French"],
        ),
        ('id,name,languages\n1,Ana,"English; French"\n', ["1", "Ana", "English; French"]),
        ("id;années d’expérience;profession\n1;12,5;21300\n2;3,5;a, b\n", ["1", "12,5", "21300"]),
        ("id\tnom\tlangues\n1\tO, A\tfr; en\n", ["1", "O, A", "fr; en"]),
        ("id|nom|langues\n1|A;B;C|fr,en\n", ["1", "A;B;C", "fr,en"]),
        ("Cohorte 2026, automne, Montréal\n\nid;nom;profession\n1;Ana;2\n", []),
        ("x;y;z\n1;0,5;0,7\n2;1,5;3,25\n", ["1", "0,5", "0,7"]),
        ("nom\nAna\n", ["Ana"]),
        ("a,b\n1,2\n", ["1", "2"]),
    ],
)
def test_the_delimiter_is_found(tmp_path: Path, text: str, second: list[str]) -> None:
    assert rows(tmp_path, text)[1] == second


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;;;", "\ufeffsep=;"])
def test_a_first_line_may_name_the_delimiter(tmp_path: Path, first: str) -> None:
    text = f"{first}\r\na,b;c,d\r\n1,2;3,4\r\n"
    assert rows(tmp_path, text) == [["a,b", "c,d"], ["1,2", "3,4"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_quotation_marks_and_blank_rows(tmp_path: Path, end: str) -> None:
    text = f'id,name{end}{end}1,"Ana ""la"" Silva,{end}ing."{end}2'
    assert rows(tmp_path, text) == [["id", "name"], [], ["1", f'Ana "la" Silva,{end}ing.'], ["2"]]


def test_our_own_apostrophes_go(tmp_path: Path) -> None:
    assert rows(tmp_path, "id,name\n'=1+1,'twas\n\"' +5\",''@x\n") == [
        ["id", "name"],
        ["=1+1", "'twas"],
        [" +5", "'@x"],
    ]


def test_nul_goes(tmp_path: Path) -> None:
    assert rows(tmp_path, b"id,name\n1,A\0na\n") == [["id", "name"], ["1", "Ana"]]


def test_half_written_signs_are_whole_again(tmp_path: Path) -> None:
    # LibreOffice keeps the lower byte of U+2019 when it is told to write in an encoding that it does not know.
    half = "id;nom\n1;O’Neil – « Zoé »\n".encode("utf-16-le")[0::2]
    assert half == b"id;nom\n1;O\x19Neil \x13 \xab Zo\xe9 \xbb\n"
    assert rows(tmp_path, half) == [["id", "nom"], ["1", "O’Neil – « Zoé »"]]


@pytest.mark.parametrize(
    ("text", "row", "what"),
    [
        (
            'id,name\n1,Ana\n2,"Bob\n3,Eve\n',
            3,
            "A quotation mark is opened in this row and never closed.",
        ),
        (
            "id,name\n1," + "x" * 32_768 + "\n",
            2,
            "A cell has more than 32,767 characters; perhaps a quotation mark is opened and never closed.",
        ),
        (
            'id,name\n1,"' + "x\n" * 200_000 + '"\n',
            2,
            "A cell has more than 32,767 characters; perhaps a quotation mark is opened and never closed.",
        ),
        (
            "id,name\n" + "x" * 1_000_001,
            None,
            "Line 2 has more than 1,000,000 characters: this is not a table.",
        ),
        ("id,name\n" + "x," * 600 + "\n", 2, "There are more than 512 columns."),
        (
            "id,name\n".encode("utf-16-le") * 40_000 + b"\n\xd8",
            40_001,
            "Some letters are not in the encoding of the rest of the file (utf-16-le).",
        ),
    ],
)
def test_what_cannot_be_read_says_where(
    tmp_path: Path, text: str | bytes, row: int | None, what: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        rows(tmp_path, text)
    assert said(refused.value.findings) == [(row, None, what)]


def test_blank_columns_at_the_right_do_no_harm(tmp_path: Path) -> None:
    assert len(rows(tmp_path, "id,name" + "," * 600 + "\n1,Ana\n")) == 2
