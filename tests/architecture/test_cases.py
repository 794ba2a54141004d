"""docs/security/cases.md says which tests hold each case, and says it truly."""

from pathlib import Path

from tools.cases import CASES, PAGE, faults, names_by_case, written

TESTS = Path(__file__).parents[1]
HEAD = "| case | what goes wrong | state | tests |"


def made_up(first: str) -> str:
    """A page of all cases that is right but for its first row."""
    return "\n".join([HEAD, first, *(f"| {case} | x | not yet (issue 9) | |" for case in CASES[1:])])


def test_the_page_is_true() -> None:
    assert faults(PAGE.read_text(encoding="utf-8"), names_by_case(TESTS)) == []


def test_a_test_that_does_not_exist_is_found() -> None:
    assert faults(made_up("| T01 | x | proven | `test_t01_gone` |"), {}) == ["T01: there is no test_t01_gone"]


def test_a_case_said_to_be_proven_without_a_test_is_found() -> None:
    assert faults(made_up("| T01 | x | proven | |"), {}) == ["T01: proven, with 0 tests"]


def test_a_test_that_the_page_leaves_out_is_found() -> None:
    page = made_up("| T01 | x | in part (issue 9) | `test_t01_a` |")
    assert faults(page, {"T01": ["test_t01_a", "test_t01_b"]}) == ["T01: test_t01_b is not named"]


def test_a_case_that_is_not_there_is_found() -> None:
    assert faults(made_up(""), {"T70": ["test_t70_a"]}) == ["T01 is not on the page", "T70 is no case"]


def test_a_case_that_is_there_twice_is_found() -> None:
    row = "| T01 | x | proven | `test_t01_a` |"
    assert faults(made_up(f"{row}\n{row}"), {"T01": ["test_t01_a"]}) == ["T01 is on the page twice"]


def test_numbers_are_read_from_names(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(
        "def test_t01_t02_both() -> None: ...\n\ndef test_t1_none() -> None: ...\n\ndef helper_t03_x(): ...\n",
        encoding="utf-8",
    )
    assert names_by_case(tmp_path) == {"T01": ["test_t01_t02_both"], "T02": ["test_t01_t02_both"]}


def test_the_page_is_written_from_the_names() -> None:
    page = written(made_up("| T01 | x | not yet (issue 9) | |"), {"T01": ["test_t01_a"]})
    assert page.splitlines()[1] == "| T01 | x | in part (issue 9) | `test_t01_a` |"
    assert faults(page, {"T01": ["test_t01_a"]}) == []
