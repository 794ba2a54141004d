"""What needs the coordinator, on the page."""

from dataclasses import replace
from datetime import date

import pytest

from parcours.matching.adapter import Proposal
from parcours.matching.occupations import Option
from parcours.matching.words import Words
from parcours.reporting.proposal import sections_check
from parcours.reporting.proposal.markup import Section
from parcours.reporting.proposal.page import Page
from parcours.reporting.proposal.sections_check import check_section, option
from parcours.reporting.proposal.to_check import to_check
from parcours.tables.findings import Finding
from tests.reporting.factories import NURSE, coded, mentee, mentor, proposal, sample
from tests.reporting.pages import read_page


def section(found: Proposal, language: str = "en") -> Section:
    words = Words(found, language)
    return check_section(Page(found, words), to_check(found, words))


def test_unread_occupations_come_with_the_nearest() -> None:
    body = read_page(section(sample()).body)
    assert [one.text for one in body.all("h3")] == [
        "Occupations to choose",
        "Questions to ask",
        "Remarks about the files",
    ]
    table = next(one for one in body.all("table", "unread"))
    ((wrote, who, nearest),) = table.rows()
    assert (who, wrote) == ("Dina Haddad P4 mentee", "Bridge design")
    assert len(table.all("li")) == 5
    assert nearest[:5].isdigit()


def test_an_occupation_like_no_other() -> None:
    body = read_page(section(proposal([mentee(occupations=("zzzz",))], [mentor()])).body)
    assert body.all("table", "unread")[0].rows() == [
        ["zzzz", "P1 mentee", "No occupation is near: ask what the person does, and look for the code."]
    ]


def test_options_of_the_coder_come_with_what_speaks_for_them() -> None:
    body = read_page(
        section(coded(*(mentee(f"P{n}", occupations=("Shop helper!",)) for n in range(10)))).body
    )
    table = body.all("table", "unread")[0]
    ((_, who, options),) = table.rows()
    assert who.endswith("P7 mentee 2 others")
    assert [one.text[:5] for one in table.all("ul")[-1].all("li")][:2] == ["72106", "21301"]
    assert "like: shop helper; Welders; arc welder" in options
    assert options.endswith("Ask which is closest: Welders; Mechanical engineers.")


def test_the_name_of_an_employer_is_called_one() -> None:
    body = read_page(section(coded(mentee(occupations=("Tim Inc.",)))).body)
    ((_, _, options),) = body.all("table", "unread")[0].rows()
    assert options == "This looks like the name of an employer. Write what the person does there."


def test_titles_in_other_scripts_are_left_to_the_json() -> None:
    found = proposal([mentee()], [mentor()])
    shown = option(
        Page(found, Words(found, "en")),
        Option("21300", 0.5, ("土木工程师", "ingénieur d’État (génie civil)")),
    )
    assert shown == "21300 Civil engineers <small>50% · like: ingénieur d’État (génie civil)</small>"
    only_other = option(Page(found, Words(found, "en")), Option("21300", 0.5, ("土木工程师",)))
    assert only_other == "21300 Civil engineers <small>50%</small>"


def test_questions_name_the_partner() -> None:
    found = proposal(
        [mentee("P1", languages={"en": 9})], [mentor("M1"), mentor("M2", capacity=0, languages={"en": 9})]
    )
    body = read_page(section(found, "fr").body)
    assert body.all("table", "questions")[0].rows() == [["M1 mentor", "langues", "P1"]]


def test_remarks_say_where_what_and_how() -> None:
    odd = Finding("warning", "mentees.csv", 4, "Date", "Odd {thing}.", "Fix <it>.", {"thing": "<b>"})
    found = replace(proposal([mentee()], [mentor()], more_warnings=7), warnings=(odd,))
    body = read_page(section(found).body)
    assert body.all("table", "remarks")[0].rows() == [
        ["mentees.csv, row 4, column Date", "Odd <b>.", "Fix <it>."]
    ]


def test_kept_pairs_that_break_a_rule() -> None:
    found = proposal([mentee(occupations=(NURSE,))], [mentor()], previous=(("P1", "M1"),))
    body = read_page(section(found).body)
    assert body.all("table", "broken")[0].rows() == [["P1", "M1", "Occupation"]]


def test_what_everybody_left_out() -> None:
    dated = mentee(waiting_since=date(2026, 3, 3))
    body = read_page(section(proposal([dated], [mentor()])).body)
    assert [one.text for one in body.all("p")][1:] == [
        "Given by no mentee: languages, way of meeting, availability, goals and years of experience.",
        "Given by no mentor: languages, way of meeting, availability, offers and years of experience.",
    ]


def test_long_lists_are_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections_check, "MOST_ROWS", 2)
    odd = Finding("warning", "mentees.csv", 4, None, "Odd.", "")
    found = replace(proposal([mentee()], [mentor()], more_warnings=7), warnings=(odd,) * 5)
    body = read_page(section(found).body)
    assert len(body.all("table", "remarks")[0].rows()) == 2
    assert body.all("p")[0].text == "… and 10 more."
