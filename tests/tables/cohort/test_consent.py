"""Who does not agree to be matched is left out, and everybody else as before."""

from pathlib import Path

from tests.tables.cohort.people import read, refusal

MENTEES = "id,name,occupation,consents to matching,locked with\nP1,Ana,21300,yes,\nP2,Bo,21300,no,M2\nP3,,21300,,M1\n"
MENTORS = "id,occupation,consents to matching\nM1,21300,non\nM2,21300,?\n"


def test_only_a_no_leaves_somebody_out(tmp_path: Path) -> None:
    cohort = read(tmp_path, MENTEES, MENTORS)
    assert [one.id for one in cohort.mentees] == ["P1", "P3"]
    assert [one.id for one in cohort.mentors] == ["M2"]
    assert (cohort.withdrawn_mentees, cohort.withdrawn_mentors) == (frozenset({"P2"}), frozenset({"M1"}))
    assert cohort.locks == []
    assert [(one.row, one.column, one.params["who"]) for one in cohort.warnings] == [
        (3, "consents to matching", "Bo"),
        (2, "consents to matching", "M1"),
    ]


def test_what_is_neither_yes_nor_no_is_refused(tmp_path: Path) -> None:
    assert "“perhaps” is neither yes nor no." in str(
        refusal(tmp_path, MENTEES.replace("yes", "perhaps"), MENTORS)
    )
