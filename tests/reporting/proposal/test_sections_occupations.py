"""Occupations in people's own words, on the page."""

from dataclasses import replace

import pytest

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal import sections_occupations
from parcours.reporting.proposal.markup import Section
from parcours.reporting.proposal.page import Page
from parcours.reporting.proposal.sections_occupations import occupations_section
from tests.reporting.factories import coded, mentee, mentor, proposal
from tests.reporting.pages import Element, read_page


def section(found: Proposal, language: str = "en") -> Section | None:
    return occupations_section(Page(found, Words(found, language)))


def body(found: Proposal, language: str = "en") -> Element:
    made = section(found, language)
    assert made is not None
    return read_page(made.body)


def test_codes_and_titles_need_no_part_of_their_own() -> None:
    assert section(proposal([mentee(occupations=("Civil engineers",))], [mentor()])) is None


def test_choices_come_first_then_the_least_likely() -> None:
    people = [
        mentee(f"P{at}", occupations=(text,))
        for at, text in enumerate(("RN", "engineer", "shop helper", "Tim Inc.", "zzzz"))
    ]
    choices = {"shop helper": "72106", "tim inc": "00012", "zzzz": None}
    rows = body(coded(*people, choices=choices)).all("table", "understood")[0].rows()
    assert [(wrote, what[:5], how) for wrote, _, what, how in rows] == [
        ("shop helper", "72106", "chosen by a person"),
        ("Tim Inc.", "00012", "chosen by a person"),
        ("zzzz", "unkno", "chosen by a person"),
        ("engineer", "21301", "read from the words"),
        ("RN", "31301", "read from the words"),
    ]
    assert rows[-1][2].endswith("% · like: RN")
    assert rows[1][2] == "00012 Senior managers - financial, communications and other business services"


def test_the_index_is_named() -> None:
    found = coded(mentee(occupations=("RN",)))
    assert body(found).all("p")[-1].text == (
        "Read with the index small-1 of class titles and our own list of titles only, which is less sure."
    )
    (one,) = (one for one in found.readings.values() if one.coded)
    assert one.coded is not None
    full = replace(found, readings={"RN": replace(one, coded=replace(one.coded, version="full-1"))})
    assert body(full, "fr").all("p")[-1].text == "Lues avec l’index full-1 de tous les titres officiels."


def test_a_long_list_is_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections_occupations, "MOST_ROWS", 1)
    found = body(coded(mentee(occupations=("RN", "engineer"))))
    assert len(found.all("table", "understood")[0].rows()) == 1
    assert found.all("p")[0].text == "… and 1 more."
