"""How it was decided, on the page."""

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.page import Page
from parcours.reporting.proposal.sections_method import method_section
from tests.reporting.factories import mentee, mentor, proposal, sample, settings
from tests.reporting.pages import Element, read_page


def body(found: Proposal, language: str = "en") -> Element:
    return read_page(method_section(Page(found, Words(found, language))).body)


def test_certificate() -> None:
    rows = body(sample()).all("table", "certificate")[0].rows()
    assert [row[:2] for row in rows] == [
        ["People placed", "2"],
        ["Most possible", "2"],
        ["Total score", "896"],
        ["Highest possible score", "896"],
        ["Gap", "0"],
        ["Pairs checked", "6"],
        ["Objections", "0"],
    ]


def test_weights_and_settings() -> None:
    changed = settings(weights={"goals": 0, "occupation": 200}, occupation_digits=4, keep_bonus=200)
    found = body(proposal([mentee()], [mentor()], changed))
    assert found.all("table", "criteria")[0].rows()[:2] == [
        ["Closeness of occupations", "200", "308"],
        ["Goals covered", "0", "0"],
    ]
    assert found.all("table", "settings")[0].rows() == [
        ["Digits of the occupation code in common", "4 of 5"],
        ["Bonus for pairs of an earlier result", "200 points"],
    ]
    usual = body(proposal([mentee()], [mentor()])).all("table", "settings")[0].rows()
    assert usual[1][1] == "always keep where possible"


def test_unused_columns() -> None:
    assert [one.text for one in body(sample(), "fr").all("li")] == [
        "Personnes mentorées : Notes, Room",
        "Mentors : Notes",
    ]
    assert body(proposal([mentee()], [mentor()])).all("p")[-1].text == "Every column was used."


def test_blocking_pairs() -> None:
    assert "There are no two people who" in body(proposal([mentee()], [mentor()])).all("p")[1].text
    dear = (
        mentee("P1", prefers=("M1",), years_experience=3.0),
        mentor("M1", prefers=("P1",), years_experience=9.0),
    )
    only_online, only_here = frozenset({"online"}), frozenset({"in_person"})
    found = proposal([dear[0], mentee("P2", meeting=only_online)], [dear[1], mentor("M2", meeting=only_here)])
    assert found.result.blocking_pairs == 1
    assert body(found).all("p")[1].text.startswith("1 pair would suit both of its people better")
