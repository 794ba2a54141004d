from pathlib import Path

import pytest

from parcours.tables.findings import Refused
from parcours.tables.scores import Scores, read_ranks
from tests.tables.made import said


def read(tmp_path: Path, left: str, right: str | None = None, most: tuple[int, int] | None = None) -> Scores:
    for name, content in (("left", left), ("right", right or "")):
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    return read_ranks(tmp_path / "left.txt", tmp_path / "right.txt" if right else None, None, most)


def listed(scores: Scores) -> list[tuple[str, str, int, int]]:
    assert scores.left_rank is not None
    assert scores.right_rank is not None
    columns = (scores.left, scores.right, scores.left_rank, scores.right_rank)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [(scores.left_ids[i], scores.right_ids[j], mine, theirs) for i, j, mine, theirs in rows]


@pytest.mark.parametrize(
    "line",
    ["a: x (y z) w", "a, x, (y z), w", "a,x,y=z,w", "a: x > y ~ z > w", "a; x; {y;z}; w", "a: x [y, z] w"],
)
def test_lists_as_people_write_them(tmp_path: Path, line: str) -> None:
    assert listed(read(tmp_path, f"# whom each prefers\n\n{line}\nb: x\n")) == [
        ("a", "w", 3, 1),
        ("a", "x", 1, 1),
        ("a", "y", 2, 1),
        ("a", "z", 2, 1),
        ("b", "x", 1, 1),
    ]


def test_names_may_hold_blanks_where_commas_stand_between(tmp_path: Path) -> None:
    found = read(tmp_path, "Ana Li: North Clinic, South Clinic\n")
    assert (found.left_ids, found.right_ids) == (["Ana Li"], ["North Clinic", "South Clinic"])


def test_a_pair_stands_on_both_lists(tmp_path: Path) -> None:
    found = read(tmp_path, "a: x y\nb: x\n", "x: 2: (a b)\ny: 1: b\nz: 3:\n")
    assert listed(found) == [("a", "x", 1, 1), ("b", "x", 1, 1)]
    assert found.score.tolist() == [-2_000_000, -2_000_000]
    assert (found.right_ids, found.right_max.tolist()) == (["x", "y", "z"], [2, 1, 3])
    assert [what for _, _, what in said(found.warnings)] == [
        "Listed by one side only, and so not allowed: 1, such as “a” and “y”.",
        "Listed by one side only, and so not allowed: 1, such as “y” and “b”.",
    ]


def test_all_may_have_as_many_as_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, "a: x y\n", None, (1, 4))
    assert (found.right_min.tolist(), found.right_max.tolist()) == ([1, 1], [4, 4])


def test_a_row_with_nothing_but_an_identifier_is_an_empty_list(tmp_path: Path) -> None:
    found = read(tmp_path, "a, x\nb\n")
    assert (found.left_ids, listed(found)) == (["a", "b"], [("a", "x", 1, 1)])


def test_limits_that_differ_from_a_list_are_told(tmp_path: Path) -> None:
    for name, content in (
        ("left", "a: x y z\n"),
        ("right", "x: 2: a\ny: 3: a\nz: 1: a\n"),
        ("limits", "id,max\nx,5\ny,3\n"),
    ):
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    found = read_ranks(tmp_path / "left.csv", tmp_path / "right.csv", None, tmp_path / "limits.csv")
    assert found.right_max.tolist() == [5, 3, 1]
    assert [what for _, _, what in said(found.warnings)] == [
        "Lines that say another number than the limits given, which hold: 1, such as that of “x”, 5 instead of 2."
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a: x\na: y\n", "The identifier “a” stands twice."),
        (": x\n", "The identifier is missing."),
        ("a: x x\n", "“x” stands in this list twice."),
        ("a: x (y\n", "A bracket is open, or one is too many."),
        ("a: many: x\n", "“many” is not a number."),
        ("a: x\nb x\n", "There is no colon after the identifier."),
        ("2 2\n1 2 (1 3)\n2 1\n", "There is no colon after the identifier."),
        ("a > x > y\n", "There is no colon after the identifier."),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, content)
    assert sentence in [what for _, _, what in said(refused.value.findings)]


def test_files_without_lists_are_refused_together(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, "# nothing\n", "# nothing\n")
    assert [what for _, _, what in said(refused.value.findings)] == ["There is no list in the file."] * 2
