"""Supply and demand, rules and agencies on the page."""

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reference.noc import load_taxonomy
from parcours.reporting.proposal.page import Page
from parcours.reporting.proposal.sections_cohort import agencies_section, rules_section, supply_section
from tests.reporting.factories import CIVIL, NURSE, mentee, mentor, proposal, sample, settings
from tests.reporting.pages import read_page


def page(found: Proposal, language: str = "en") -> Page:
    return Page(found, Words(found, language))


def test_supply_and_demand_as_chart_and_table() -> None:
    mentees = [mentee("P1"), mentee("P2"), mentee("P3", occupations=())]
    mentors = [mentor("M1"), mentor("M2", occupations=(NURSE,), capacity=3)]
    body = read_page(supply_section(page(proposal(mentees, mentors))).body)
    assert body.rows() == [
        ["313 Nursing and allied health professionals", "0", "0", "1", "3", "+3"],
        ["213 Professional occupations in engineering", "2", "1", "1", "1", "\N{MINUS SIGN}1"],
        ["Occupation unknown", "1", "1", "0", "0", "\N{MINUS SIGN}1"],
    ]
    assert len(body.all("svg")) == 3
    assert body.all("figure")[0].all("text")[0].text == "313 Nursing and allied health"


def test_small_groups_are_added_up() -> None:
    units = load_taxonomy().unit_groups()
    fields = {code[:3]: code for code in units}
    mentees = [mentee(f"P{at:02}", occupations=(code,)) for at, code in enumerate(list(fields.values())[:20])]
    rows = read_page(
        supply_section(page(proposal([*mentees, mentee("Q", occupations=(CIVIL,))], []), "fr")).body
    ).rows()
    assert len(rows) == 16
    assert rows[-1][0] == "Toutes les autres professions"
    assert sum(int(row[1]) for row in rows) == 21


def test_one_group_more_is_still_shown() -> None:
    fields = {code[:3]: code for code in load_taxonomy().unit_groups()}
    mentees = [mentee(f"P{at:02}", occupations=(code,)) for at, code in enumerate(list(fields.values())[:16])]
    rows = read_page(supply_section(page(proposal(mentees, []))).body).rows()
    assert (len(rows), "All other occupations" in rows[-1]) == (16, False)


def test_rules_and_what_they_cost() -> None:
    found = proposal([mentee(occupations=(NURSE,))], [mentor()], settings(occupation_digits=2))
    rows = read_page(rules_section(page(found)).body).rows()
    assert rows[0] == [
        "Occupation",
        "Both must have the first 2 of the 5 digits of an occupation code in common.",
        "1",
    ]
    assert [row[2] for row in rows] == ["1", "0", "0", "0", "0", "off"]


def test_agencies_and_their_shares() -> None:
    section = agencies_section(page(sample()))
    assert section is not None
    body = read_page(section.body)
    assert body.rows() == [
        ["No agency given", "1", "0", "0%"],
        ["North", "2", "2", "100%"],
        ["South", "2", "0", "0%"],
    ]
    assert body.all("caption")[0].text == "Overall, 40% of mentees have a place."


def test_no_agency_no_part() -> None:
    assert agencies_section(page(proposal([mentee()], [mentor()]))) is None
