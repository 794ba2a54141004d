from pathlib import Path

import pytest

from parcours.tables.findings import Refused
from parcours.tables.scores import DECIMALS, Scores, read_scores
from tests.tables.made import said

SCORES = "left,right,score\nb,y,0.25\na,x,1\nb,x,-3\n"


def read(tmp_path: Path, scores: str = SCORES, left: str = "", right: str = "") -> Scores:
    for name, content in (("scores", scores), ("left", left), ("right", right)):
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return read_scores(
        tmp_path / "scores.csv",
        tmp_path / "left.csv" if left else None,
        tmp_path / "right.csv" if right else None,
    )


def refusal(tmp_path: Path, scores: str = SCORES, left: str = "", right: str = "") -> list[object]:
    with pytest.raises(Refused) as refused:
        read(tmp_path, scores, left, right)
    files = [Path(finding.file).name for finding in refused.value.findings]
    return [(file, *place) for file, place in zip(files, said(refused.value.findings), strict=True)]


def test_sorted_by_ids_with_defaults(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert (found.left_ids, found.right_ids, DECIMALS) == (["a", "b"], ["x", "y"], 6)
    assert found.left.tolist() == [0, 1, 1]
    assert found.right.tolist() == [0, 0, 1]
    assert found.score.tolist() == [1_000_000, -3_000_000, 250_000]
    bounds = (found.left_min, found.left_max, found.right_min, found.right_max)
    assert [bound.tolist() for bound in bounds] == [[0, 0], [1, 1], [0, 0], [1, 1]]
    assert found.warnings == []


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    head, *rows = SCORES.splitlines(keepends=True)
    one, two = read(tmp_path), read(tmp_path, "".join([head, *rows[::-1]]))
    assert [array.tolist() for array in (one.left, one.right, one.score)] == [
        array.tolist() for array in (two.left, two.right, two.score)
    ]


def test_minimums_and_maximums(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        left="Maximum;Identifiant;Minimum\n2;a;1\n;b;\n3;zz;2\n",
        right="mentor,capacity\nx,2.0\n",
    )
    assert found.left_ids == ["a", "b", "zz"]
    assert (found.left_min.tolist(), found.left_max.tolist()) == ([1, 0, 2], [2, 1, 3])
    assert (found.right_min.tolist(), found.right_max.tolist()) == ([0, 0], [2, 1])
    assert said(found.warnings) == [
        (None, None, "Identifiers without any score: 1, such as “zz”."),
        (
            None,
            None,
            "Identifiers with scores but without a row here: 1, such as “y”. Each may have one pair.",
        ),
    ]


def test_more_than_six_decimals_are_refused(tmp_path: Path) -> None:
    assert refusal(
        tmp_path, "left,right,score\na,x,0.1234567\nb,y,0.30000000000000004\nb,z,0.12345600\n"
    ) == [("scores.csv", 2, "score", "The score 0.1234567 has more than 6 decimals.")]


def test_rounding_is_asked_for_and_remarked(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("a,x,0.1234567\nb,y,1\n", encoding="utf-8")
    found = read_scores(path, rounding=True)
    assert found.score.tolist() == [123_457, 1_000_000]
    assert said(found.warnings) == [(None, None, "Some scores have more than 6 decimals; they were rounded.")]


def test_one_row_holds_for_everybody_else(tmp_path: Path) -> None:
    found = read(tmp_path, left="id,min,max\na,0,1\n*,2,3\n")
    assert (found.left_ids, found.left_min.tolist(), found.left_max.tolist()) == (["a", "b"], [0, 2], [1, 3])
    assert found.warnings == []


def test_the_problems_of_all_files_come_together(tmp_path: Path) -> None:
    assert refusal(
        tmp_path,
        "left,right,score\na,x,1\na,x,2\na,y,zut\na,x,3\n",
        "id,min,max\na,0,2\na,1,1\nb,3,2\nc,-1,1\nd,0,2.5\n,1,1\ne,2,\n",
        "x,1,2\ny,2,3\n",
    ) == [
        ("scores.csv", 3, None, "“a” and “x” already have a score in row 2."),
        ("scores.csv", 4, "score", "The score “zut” is not a number."),
        ("scores.csv", 5, None, "“a” and “x” already have a score in row 3."),
        ("left.csv", 3, "id", "The identifier “a” is already that of row 2."),
        ("left.csv", 4, "min", "The minimum, 3, is more than the maximum, 2."),
        ("left.csv", 5, "min", "-1 is less than zero."),
        ("left.csv", 6, "max", "2.5 is not a whole number."),
        ("left.csv", 7, "id", "The identifier is missing."),
        ("left.csv", 8, "min", "The minimum, 2, is more than the maximum, 1."),
        ("right.csv", 1, None, "There is no column for the identifiers (seen: x, 1 and 2)."),
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert refusal(tmp_path, "%PDF-", "\n", "id,max\nx,#N/A\n") == [
        ("scores.csv", None, None, "This is a PDF file, not a spreadsheet."),
        ("left.csv", None, None, "The file has no filled cell."),
        ("right.csv", 2, "max", "The cell holds the error #N/A."),
    ]


def test_a_minimum_without_its_column(tmp_path: Path) -> None:
    assert refusal(tmp_path, left="id,min\na,2\n") == [
        ("left.csv", 2, "min", "The minimum, 2, is more than the maximum, 1."),
    ]
    assert read(tmp_path, left="id,max\na,0\n").left_max.tolist() == [0, 1]


def test_many_duplicates_are_counted(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, "left,right,score\n" + "a,x,1\n" * 1503)
    assert (len(refused.value.findings), refused.value.more) == (1000, 502)


@pytest.mark.slow  # it writes and reads a million rows
def test_a_million_pairs(tmp_path: Path) -> None:
    found = read(
        tmp_path, "left,right,score\n" + "".join(f"L{n // 50},R{n % 50},0.5\n" for n in range(1_000_000))
    )
    assert (len(found.left_ids), len(found.right_ids), len(found.score)) == (20_000, 50, 1_000_000)
