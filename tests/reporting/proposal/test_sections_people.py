"""Pairs, people without a place, changes and short-lists on the page."""

import pytest

from parcours.core.language import speak
from parcours.matching.adapter import Proposal, RunnerUp
from parcours.matching.words import Words
from parcours.reporting.proposal.page import Page
from parcours.reporting.proposal.sections_people import (
    changes_section,
    cost_of_switch,
    pairs_section,
    short_lists_section,
    unmatched_section,
)
from tests.reporting.factories import NURSE, mentee, mentor, proposal, sample, settings
from tests.reporting.pages import read_page

FREE_IN_THE_DAY = "If this person were also free on weekdays in the day, Rosa Lind (M3) could give a place."


def page(found: Proposal, language: str = "en") -> Page:
    return Page(found, Words(found, language))


def test_pairs_show_reasons_points_and_the_next_best() -> None:
    section = pairs_section(page(sample()))
    fixed, best = read_page(section.body).rows()
    assert (section.number, fixed[0], fixed[1], fixed[2], fixed[3], fixed[5]) == (
        2,
        "Amara Diallo P1",
        "Nadia Roy M1 Fixed by hand Breaks a rule",
        "0",
        "",
        "",
    )
    assert best[3].endswith(
        "Waiting since 3 Mar 2026 occupation 400, goals 75, experience 100, language 83, wishes 108, waiting 60, "
        "background 70"
    )
    assert best[4:] == [
        "Goals not covered: Réseautage",
        "Nadia Roy M1 Score 460; somebody would lose their place",
    ]


def test_without_reasons_a_cell_is_empty() -> None:
    found = proposal(
        [mentee(occupations=())], [mentor(occupations=())], settings(off=("language", "meeting"))
    )
    ((*_, good, against, _other),) = read_page(pairs_section(page(found)).body).rows()
    assert (good, against) == ("", "")


@pytest.mark.parametrize(
    ("lost", "exact", "english", "french"),
    [
        (1, True, "1 point less overall", "1 point de moins au total"),
        (0, True, "0 points less overall", "0 point de moins au total"),
        (20, False, "at least 20 points less overall", "au moins 20 points de moins au total"),
        (None, True, "somebody would lose their place", "quelqu’un perdrait sa place"),
    ],
)
def test_cost_of_switch(lost: int | None, exact: bool, english: str, french: str) -> None:  # noqa: FBT001
    other = RunnerUp("M1", 500, lost, int(lost is None), exact)
    assert cost_of_switch(other, speak("en")) == f"Score 500; {english}"
    assert cost_of_switch(other, speak("fr")) == f"Pointage 500; {french}"


def test_people_without_a_place_see_each_way_on_its_own() -> None:
    section = unmatched_section(page(sample()))
    body = read_page(section.body)
    assert section.number == 3
    assert body.rows()[1] == [
        "Dina Haddad P4",
        "4 people compete for 2 places, with Paul Kim (M2) and Nadia Roy (M1).",
        f"{FREE_IN_THE_DAY} One more place with Paul Kim (M2) or Nadia Roy (M1) would do.",
    ]
    assert len(body.all("li", "way")) == 4


def test_who_had_a_place_before_is_marked() -> None:
    found = proposal([mentee("P1"), mentee("P2")], [mentor()], previous=(("P1", "M1"), ("P2", "M2")))
    assert found.result.dropped == ("P2",)
    assert read_page(unmatched_section(page(found)).body).rows()[0][0] == "P2 Had a place before"


def test_changes_name_people_who_are_gone_by_their_id() -> None:
    previous = (("P1", "M1"), ("P2", "M9"), ("P3", "M1"), ("P9", "M1"))
    mentees = [
        mentee("P1", name="Amara"),
        mentee("P2", avoid_ids=frozenset({"M1"})),
        mentee("P3", occupations=(NURSE,)),
    ]
    found = proposal(mentees, [mentor("M1", name="Nadia", capacity=1)], previous=previous)
    section = changes_section(page(found))
    assert section is not None
    assert section.number == len(found.result.changes)
    body = read_page(section.body)
    assert body.all("p")[0].text == "1 pair is as before."
    gone = "ID P9 (no longer in the list)"
    assert [gone, "Nadia M1", "no place", "P9 is no longer in the file of mentees."] in body.rows()
    gone = "ID M9 (no longer in the list)"
    assert ["P2", gone, "no place", "M9 is no longer in the file of mentors."] in body.rows()


def test_changes_keep_the_names_of_the_earlier_result_and_list_who_newly_has_a_place() -> None:
    found = proposal(
        [mentee("P1", name="Amara")],
        [mentor("M1", name="Nadia")],
        previous=(("P9", "M9"),),
        earlier=({"P9": "Zoe"}, {"M9": "Max"}),
    )
    section = changes_section(page(found))
    assert section is not None
    assert read_page(section.body).rows() == [
        ["Amara P1", "no place", "Nadia M1", "Amara (P1) is new in this round."],
        ["Zoe (P9)", "Max (M9)", "no place", "Zoe (P9) is no longer in the file of mentees."],
    ]


def test_nothing_changed_and_no_earlier_result() -> None:
    same = changes_section(page(proposal([mentee()], [mentor()], previous=(("P1", "M1"),)), "fr"))
    assert same is not None
    assert [one.text for one in read_page(same.body).all("p")] == [
        "1 paire reste la même.",
        "Rien n’a changé pour personne.",
    ]
    assert changes_section(page(sample())) is None


def test_kept_pairs_are_marked() -> None:
    found = proposal([mentee()], [mentor()], previous=(("P1", "M1"),))
    assert read_page(pairs_section(page(found)).body).rows()[0][1] == "M1 As before"


def test_short_lists_say_who_is_proposed() -> None:
    section = short_lists_section(page(sample()))
    assert section is not None
    lists = read_page(section.body).all("details")
    assert [one.all("summary")[0].text for one in lists][:2] == ["Amara Diallo P1", "Bao Tran P2"]
    assert [row[:2] for row in lists[1].rows()] == [["Paul Kim M2 Proposed", "896"], ["Nadia Roy M1", "460"]]
    assert [one.text for one in lists[4].all("p", "empty")] == ["No mentor fits the rules."]


def test_many_short_lists_are_left_to_the_workbook() -> None:
    found = proposal([mentee(f"P{n}") for n in range(301)], [mentor()])
    section = short_lists_section(page(found))
    assert section is not None
    assert section.body == (
        "<p>The five best mentors of each mentee stand in matches.xlsx, on the sheet “Short-lists”.</p>"
    )
    assert short_lists_section(page(proposal([], []))) is None
