"""`report.html` as a whole: sound, accessible, self-contained, complete, and harmless whatever people are called."""

import re
from functools import cache
from itertools import pairwise

import pytest

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.report import report
from parcours.reporting.proposal.to_check import to_check
from tests.reporting.factories import mentee, mentor, proposal, sample
from tests.reporting.pages import Element, every, read_page

LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])
COLOUR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")


def written(found: Proposal, language: str = "en") -> str:
    words = Words(found, language)
    return report(found, words, to_check(found, words))


@cache
def page(language: str = "en") -> Element:
    return read_page(written(sample(), language))


@LANGUAGES
def test_it_has_one_heading_landmarks_and_a_language(language: str) -> None:
    found = page(language)
    assert [one.attributes["lang"] for one in found.all("html")] == [language]
    assert [len(found.all(tag)) for tag in ("h1", "header", "nav", "main", "footer")] == [1, 1, 1, 1, 1]
    assert found.all("head")[0].all("title")[0].text == found.all("h1")[0].text
    assert found.all("a")[0].attributes == {"class": "skip", "href": "#main"}
    headings = [int(one.tag[1]) for one in every(found.all("body")[0]) if re.fullmatch("h[1-6]", one.tag)]
    assert all(after - before <= 1 for before, after in pairwise(headings))


@LANGUAGES
def test_every_reference_leads_somewhere_and_ids_are_unique(language: str) -> None:
    elements = every(page(language))
    ids = [one.attributes["id"] for one in elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    wanted = [one.attributes["href"][1:] for one in elements if "href" in one.attributes]
    wanted += [name for one in elements for name in one.attributes.get("aria-labelledby", "").split()]
    assert set(wanted) <= set(ids)
    assert all(one.attributes.get("aria-label", "named") for one in elements)


@LANGUAGES
def test_it_asks_nothing_of_any_network_and_runs_nothing(language: str) -> None:
    html = written(sample(), language)
    elements = every(page(language))
    assert {"script", "link", "img", "iframe", "form"} & {one.tag for one in elements} == set()
    assert [
        name
        for one in elements
        for name in one.attributes
        if name.startswith("on") or name in {"src", "style"}
    ] == []
    assert all(one.attributes["href"].startswith("#") for one in elements if "href" in one.attributes)
    assert re.findall(r"https?:|url\(|@import|//", html) == []
    policy = next(one for one in elements if one.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'"


@LANGUAGES
def test_tables_are_named_and_their_headings_have_scopes(language: str) -> None:
    tables = page(language).all("table")
    assert all(table.all("caption")[0].text for table in tables)
    for table in tables:
        assert {one.attributes["scope"] for one in table.all("thead")[0].all("th")} == {"col"}
        width = len(table.all("thead")[0].all("th"))
        for row in table.all("tbody")[0].all("tr"):
            assert [cell.tag for cell in row.children] == ["th"] + ["td"] * (width - 1)
            assert row.children[0].attributes["scope"] == "row"


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``. Source: WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("ground", ["ground", "card"])
def test_text_and_marks_stand_out_in_both_themes(theme: int, ground: str) -> None:
    colours = {name: shades[theme] for name, *shades in COLOUR.findall(written(proposal([], [])))}
    for name in ("ink", "soft", "deep", "good", "check", "stop"):
        assert contrast(colours[name], colours[ground]) >= 4.5, name
    for name in ("people", "places-edge"):
        assert contrast(colours[name], colours[ground]) >= 3, name


def test_the_parts_come_in_the_order_a_coordinator_needs() -> None:
    assert [one.text for one in page().all("h2")] == [
        "In short",
        "What needs you first (4)",
        "Proposed pairs (2)",
        "People without a place (3)",
        "Supply and demand by occupation",
        "What each rule costs",
        "Agencies",
        "Short-lists",
        "How it was decided",
    ]
    assert [one.text for one in page().all("nav")[0].all("li")][:2] == [
        "What needs you first 4",
        "Proposed pairs 2",
    ]


def test_in_short() -> None:
    summary = page().all("section")[0]
    assert [(one.all("dd")[0].text, one.all("dt")[0].text) for one in summary.all("div")] == [
        ("5", "Mentees"),
        ("2", "With a place"),
        ("3", "Without a place"),
        ("2", "Places used, of 3"),
        ("448", "Average score of a pair"),
    ]
    assert [one.attributes["class"] for one in summary.all("p")] == ["lead", "proof"]


@LANGUAGES
def test_an_attack_is_only_text(language: str) -> None:
    attack = "<img src=x onerror=alert(1)>'\"&--></style></script>{{7*7}}$css"
    tags = {attack: attack}
    meeting = frozenset({"in_person"})
    mentees = [
        mentee(id_, name=attack, occupations=(occupation,), agency=attack, city=attack, meeting=meeting, goals=tags,
               carried={attack: attack}, languages={attack: None}, employer=attack)
        for id_, occupation in ((f"P{attack}", attack), ("P2", "21300"), ("P3", "21300"))
    ]  # fmt: skip
    mentors = [
        mentor(f"M{attack}", name=attack, city=attack, meeting=meeting, offers=tags, languages={attack: None})
    ]
    found = proposal(
        mentees,
        mentors,
        carried_mentees=(attack,),
        carried_mentors=(attack,),
        previous=((f"X{attack}", f"Y{attack}"),),
    )
    html = written(found, language)
    tags_there = {one.tag for one in every(read_page(html))}
    assert tags_there - {one.tag for one in every(page(language))} == set()
    assert attack in read_page(html).all("main")[0].text
    assert html.count("<style>") == html.count("</style>") == 1


def test_empty_states() -> None:
    found = read_page(written(proposal([], [])))
    assert [one.text for one in found.all("p", "empty")] == [
        "Nothing to check.",
        "No pair is possible. The next part says why.",
        "Everybody has a place.",
        "There is nobody to count.",
    ]


def test_the_same_proposal_gives_the_same_page() -> None:
    assert written(sample()) == written(sample())
