import datetime as dt
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcours.core.language import speak
from parcours.reporting.findings import what_and_fix
from parcours.tables.findings import Findings, Unreadable
from parcours.tables.pairs import Pairs, read_pairs
from tests.tables.made import an_xlsx, said, text

type Scored = list[tuple[str, str, int]]


def pairs(path: Path) -> tuple[Pairs, Findings]:
    findings = Findings("scores.csv")
    return read_pairs(path, findings, rounding=True), findings


def read(tmp_path: Path, content: str) -> Scored:
    """The pairs with their scores in millionths; none of the cells is wrong."""
    path = tmp_path / "scores.csv"
    path.write_text(content, encoding="utf-8")
    found, findings = pairs(path)
    assert findings.errors == []
    return scored(found)


def scored(found: Pairs) -> Scored:
    left, right = list(found.left_ids), list(found.right_ids)
    scores = found.scores().tolist()
    return [(left[i], right[j], score) for i, j, score in zip(found.left, found.right, scores, strict=True)]


def wrong(tmp_path: Path, content: str) -> list[tuple[int | None, str | None, str]]:
    path = tmp_path / "scores.csv"
    path.write_text(content, encoding="utf-8")
    return said(pairs(path)[1].errors)


LONG = [("a", "x", 500_000), ("b", "y", -1_000_000)]


@pytest.mark.parametrize(
    "content",
    [
        "left,right,score\na,x,0.5\nb,y,-1\n",
        "sep=;\nScore;Note libre;Droite;Gauche\n0,5;z;x;a\n-1;;y;b\n",
        "Mentoré\tMentor\tPointage\na\tx\t0,5\nb\ty\t-1\n",
        "\n a , x ,.5\n\n b , y ,-1.\n",
        "stagiaire,milieu,ordre\na,x,0.5\nb,y,-1\n",
        "Résultats\n\nleft,right,score\na,x,0.5\nb,y,-1\n".removeprefix("Résultats\n\n"),
        "a;x;0,5;\nb;y;-1;\n",
    ],
)
def test_a_list(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == LONG


@pytest.mark.parametrize(
    "content",
    [
        ",x,y\na,0.5,\nb,,-1\n",
        "id,x,y\na,0.5,\nb,,-1\n",
        "whatever,x,y\na,0.5,\nb, ,-1\n",
        ";x;y\na;0,5;\nb;;-1\n",
        "\tx\ty\t\na\t0,5\t\t\n\nb\t\t-1\t\n",
    ],
)
def test_a_matrix(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == LONG


def test_ids_that_are_numbers(tmp_path: Path) -> None:
    as_list = [("1", "2", 500_000), ("1", "3", 4_000_000)]
    assert read(tmp_path, "1,2,0.5\n1,3,4\n") == as_list
    assert read(tmp_path, "1,2,0.5\n") == as_list[:1]
    as_matrix = [("5", "1", 500_000), ("5", "2", 4_000_000)]
    assert read(tmp_path, ",1,2\n5,0.5,4\n") == as_matrix
    assert read(tmp_path, "id,1,2\n5,0.5,4\n") == as_matrix


@pytest.mark.parametrize(
    "content",
    [
        "0.1,0.2\n0.3,0.4\n",
        "0.1,0.25,0.9\n0.3,0.4,0.5\n",
        "1,2,3,4\n5,6,7,8\n",
        "1,2,0,75\n1,3,0,80\n",
    ],
)
def test_numbers_without_identifiers_are_refused(tmp_path: Path, content: str) -> None:
    assert wrong(tmp_path, content) == [
        (1, None, "The first row holds only numbers, so that identifiers and scores cannot be told apart.")
    ]


def test_a_list_of_numbers_without_a_header_is_told(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("1,2,0.5\n1,3,4\n", encoding="utf-8")
    warnings = pairs(tmp_path / "scores.csv")[1].warnings
    assert said(warnings) == [
        (1, None, "There is no header; the columns were taken for left, right and score.")
    ]


def test_a_wide_matrix(tmp_path: Path) -> None:
    content = "," + ",".join(f"R{n}" for n in range(600)) + "\nL," + ",".join("1" for _ in range(600)) + "\n"
    assert read(tmp_path, content) == [("L", f"R{n}", 1_000_000) for n in range(600)]


@pytest.mark.parametrize(
    ("written", "millionths"),
    [
        ("0.0000005", 0), ("0.0000015", 2), ("-0.0000025", -2), ("1e-6", 1), ("1E3", 1_000_000_000), ("+2", 2_000_000),
        ("1 234,5", 1_234_500_000), ("1\u00a0234,5", 1_234_500_000), ("1,234.5", 1_234_500_000),
        ("0.1234564999", 123_456),
        ("1000000000", 10**15), ("-999999999.999999", -999_999_999_999_999), ("1,5", 1_500_000),
        ("0.12345650", 123_456),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(tmp_path: Path, written: str, millionths: int) -> None:
    assert read(tmp_path, f'left,right,score\na,x,"{written}"\n') == [("a", "x", millionths)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.lists(st.decimals(-(10**9), 10**9, places=7), min_size=1, max_size=20))
def test_scores_are_rounded_half_to_even(tmp_path: Path, scores: list[Decimal]) -> None:
    rows = "".join(f"a,x{n},{score:f}\n" for n, score in enumerate(scores))
    found = read(tmp_path, "left,right,score\n" + rows)
    exact = [int((score * 10**6).to_integral_value(ROUND_HALF_EVEN)) for score in scores]
    assert [score for _left, _right, score in found] == exact


def test_more_decimals_than_are_kept_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    for written, rounded in (("0.123456", False), ("123456789.123456", False), ("0.1234567", True)):
        path.write_text(f"left,right,score\na,x,{written}\n", encoding="utf-8")
        assert pairs(path)[0].rounded is rounded


def test_what_is_wrong_in_a_list(tmp_path: Path) -> None:
    content = (
        'Left,Right,Note\na,x,abc\n,y,3\nb,,3\nb,y,\nc,x,nan\nc,y,inf\nd,x,1e12\nd,y,1_0\ne,x,"1,2,3"\ne\n'
    )
    assert wrong(tmp_path, content) == [
        (3, "Left", "The identifier is missing."),
        (4, "Right", "The identifier is missing."),
        (11, "Right", "The identifier is missing."),
        (2, "Note", "The score “abc” is not a number."),
        (5, "Note", "The score is missing."),
        (6, "Note", "The score “nan” is not a number."),
        (7, "Note", "The score “inf” is not a number."),
        (9, "Note", "The score “1_0” is not a number."),
        (10, "Note", "The score “1,2,3” is not a number."),
        (8, "Note", "The score 1e12 is too large."),
    ]


def test_what_is_wrong_in_a_matrix(tmp_path: Path) -> None:
    assert wrong(tmp_path, "id,x,,x,z\na,1,2,3,zut\n,1,,,\na,1,,,\nb,,,,-\n") == [
        (1, "x", "The identifier “x” stands twice."),
        (2, "C", "There is a score, but no identifier above it."),
        (2, "x", "There is a score, but no identifier above it."),
        (3, "id", "The identifier is missing."),
        (4, "id", "The identifier “a” stands twice."),
        (2, "z", "The score “zut” is not a number."),
        (5, "z", "The score “-” is not a number."),
    ]


TOO_LONG = "The row has more cells than the header; too many: {}."


@pytest.mark.parametrize(
    ("content", "row", "extra"),
    [
        ("left,right,score\na,x,0,75\nb,x,0.5\n", 2, "75"),
        ("left,right,score,\na,x,1 234,5\n", 2, "5"),
        ("left,right,score\na,x,0.5,good, \n", 2, "good"),
        ("a,x,0,75\nb,y,0,5\n", 1, "75"),
        ("stagiaire,milieu,ordre\na,x,0,75\nb,x,1\n", 2, "75"),
        (",x,y\na,0,75,0,80\nb,1,2\n", 2, "0 and 80"),
    ],
)
def test_a_decimal_comma_between_commas_is_refused(
    tmp_path: Path, content: str, row: int, extra: str
) -> None:
    assert wrong(tmp_path, content)[0] == (row, None, TOO_LONG.format(extra))


@pytest.mark.parametrize("content", ["a,0,75\nb,1,5\n", "a,-0,75,\nb,0,5\n", "a,0,75\n"])
def test_a_score_for_each_of_one_side_cut_at_its_comma_is_refused(tmp_path: Path, content: str) -> None:
    first = content.partition("\n")[0].rstrip(",")
    sentence = (
        "There is no header, and each row may be an identifier with a score that its decimal comma cut in two:"
        f" “{first}”."
    )
    assert wrong(tmp_path, content) == [(1, None, sentence)]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("a,0,75\na,1,5\n", [("a", "0", 75_000_000), ("a", "1", 5_000_000)]),
        ("a,0,7.5\nb,1,5\n", [("a", "0", 7_500_000), ("b", "1", 5_000_000)]),
        ("left,right,score\na,0,75\nb,1,5\n", [("a", "0", 75_000_000), ("b", "1", 5_000_000)]),
    ],
)
def test_lists_that_no_comma_can_have_cut_are_read(
    tmp_path: Path, content: str, found: list[tuple[str, str, int]]
) -> None:
    assert read(tmp_path, content) == found


def test_the_sentence_about_a_decimal_comma_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("left,right,score\na,x,0,75\n", encoding="utf-8")
    [finding] = pairs(tmp_path / "scores.csv")[1].errors
    assert what_and_fix(finding, speak("en"))[1].startswith(
        "If a comma stands before decimals, write 0.75, or separate the columns with semicolons."
    )
    assert "écrivez 0.75 ou séparez les colonnes par des points-virgules" in " ".join(
        what_and_fix(finding, speak("fr"))
    )


def test_a_remark_beside_a_list_in_a_workbook_is_passed_over(tmp_path: Path) -> None:
    rows = f"<row>{text('a')}{text('x')}<c><v>1</v></c>{text('good')}</row>"
    head = f"<row>{text('left')}{text('right')}{text('score')}</row>"
    assert scored(pairs(an_xlsx(tmp_path / "a.xlsx", head + rows))[0]) == [("a", "x", 1_000_000)]


@pytest.mark.parametrize("content", ["left,right,score\n", ",x,y\na,,\n"])
def test_no_score_at_all(tmp_path: Path, content: str) -> None:
    with pytest.raises(Unreadable, match="no score"):
        read(tmp_path, content)


def test_workbooks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["left", "right", "score"],
        [1, "x", 0.5],
        [dt.date(2026, 5, 1), "x", "=1+1"],
        ["b", "y", "zut"],
    ):
        book.worksheets[0].append(row)
    book.worksheets[0]["C5"] = dt.date(2026, 5, 1)
    book.save(tmp_path / "scores.xlsx")
    found, findings = pairs(tmp_path / "scores.xlsx")
    assert list(found.left_ids) == ["1", "2026-05-01", "b"]
    assert said(findings.errors) == [
        (5, "left", "The identifier is missing."),
        (4, "score", "The score “zut” is not a number."),
        (3, "score", "The cell holds a formula, and formulas are not run."),
    ]


def test_blank_sheets_are_passed_over(tmp_path: Path) -> None:
    rows = f"<row>{text('a')}{text('x')}<c><v>1</v></c></row>"
    assert scored(pairs(an_xlsx(tmp_path / "a.xlsx", rows))[0]) == [("a", "x", 1_000_000)]
    with pytest.raises(Unreadable, match="no score"):
        pairs(an_xlsx(tmp_path / "b.xlsx", ""))


def test_more_pairs_than_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parcours.tables.pairs.MOST_IDS", 2)
    with pytest.raises(Unreadable, match="too large"):
        read(tmp_path, "left,right,score\na,x,1\nb,x,1\nc,x,1\n")
