"""What needs the coordinator."""

from dataclasses import replace

from parcours.matching.words import Words
from parcours.reporting.proposal.to_check import Question, to_check
from parcours.tables.findings import Finding
from tests.reporting.factories import NURSE, mentee, mentor, proposal, sample


def test_occupations_to_choose_are_gathered_by_text() -> None:
    wrote = ("Bridge design", "bridge  DESIGN!", "Wizardry")
    found = proposal(
        [mentee("P2", occupations=wrote[:2]), mentee("P1", occupations=wrote[2:])],
        [mentor(occupations=wrote)],
    )
    assert [(one.understood.text, one.people) for one in to_check(found, Words(found, "en")).unread] == [
        ("Bridge design", ((False, "P2"), (True, "M1"))),
        ("Wizardry", ((False, "P1"), (True, "M1"))),
    ]


def test_questions_are_gathered_by_person() -> None:
    mentees = [mentee(f"P{n}", languages={"en": 9}) for n in (1, 2)]
    mentors = [mentor("M1", capacity=2), mentor("M2", capacity=0, languages={"en": 9})]
    found = proposal(mentees, mentors)
    assert to_check(found, Words(found, "en")).questions == (
        Question(mentor=True, id="M1", facts=("languages",), partners=("P1", "P2")),
    )


def test_an_unread_occupation_is_not_asked_for_again() -> None:
    found = proposal([mentee(occupations=("Bridge design",))], [mentor()])
    check = to_check(found, Words(found, "en"))
    assert (len(check.unread), check.questions) == (1, ())


def test_kept_pairs_that_break_a_rule_are_listed_and_fixed_ones_remarked() -> None:
    kept = proposal([mentee(occupations=(NURSE,))], [mentor()], previous=(("P1", "M1"),))
    check = to_check(kept, Words(kept, "en"))
    assert [pair.assessment.broken for pair in check.broken] == [("occupation",)]
    fixed = proposal([mentee(occupations=(NURSE,), locked_with=("M1",))], [mentor()])
    check = to_check(fixed, Words(fixed, "en"))
    assert (check.broken, len(check.remarks)) == ((), 1)


def test_remarks_are_the_warnings_that_are_not_about_unread_occupations() -> None:
    found = sample()
    odd = Finding("warning", "mentees.csv", 4, "Date", "Odd.", "Fix it.")
    check = to_check(replace(found, warnings=(odd, *found.warnings)), Words(found, "en"))
    assert [finding.what for finding in check.remarks] == [
        "Odd.",
        "Fixed by hand against the occupation rule: their codes have too few digits in common.",
    ]
    assert check.count == len(check.unread) + len(check.questions) + 2


def test_what_was_left_out_by_everybody_is_no_task() -> None:
    found = proposal([mentee()], [mentor()])
    check = to_check(found, Words(found, "en"))
    assert (check.count, len(check.never)) == (0, 2)
