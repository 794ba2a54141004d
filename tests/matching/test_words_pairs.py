"""Reasons for and against single pairs, as sentences."""

from datetime import date

import pytest

from parcours.core.language import speak
from parcours.matching.adapter import Assessment, Settings
from parcours.matching.words import Words
from parcours.matching.words_labels import AVAILABILITY
from parcours.matching.words_pairs import Reasons
from tests.reporting.factories import MECHANICAL, SOFTWARE, Facts, mentee, mentor, proposal, settings

NOTHING_ON = settings(off=("occupation", "language", "meeting", "availability", "avoid"))


def reasons(mine: Facts, theirs: Facts, language: str = "en") -> Reasons:
    """Return the reasons of the only pair, in a cohort where every rule is off and both sides say little."""
    found = proposal([mentee(**mine)], [mentor(**theirs)], NOTHING_ON)
    return Words(found, language).reasons(found.result.pairs[0].assessment)


@pytest.mark.parametrize(
    ("mine", "theirs", "good", "against"),
    [
        (("21300",), ("21300",), "Same unit group: Civil engineers (21300)", ""),
        (
            ("21300",),
            ("21301",),
            "",
            "Same minor group only: Civil and mechanical engineers (2130)",
        ),
        (
            ("21300",),
            ("21310",),
            "",
            "Same sub-major group only: Professional occupations in engineering (213)",
        ),
        (
            ("21300",),
            ("21231",),
            "",
            "Same major group only: Professional occupations in natural and applied sciences (21)",
        ),
        (
            ("21300",),
            ("22300",),
            "",
            "Same broad category only: Natural and applied sciences and related occupations (2)",
        ),
        (
            ("21300", "31301"),
            ("11100",),
            "",
            "Different occupations: Civil engineers (mentee), Financial auditors and accountants (mentor)",
        ),
        (("21300", "41200"), (SOFTWARE, "41200"), "Same unit group: University professors and lecturers (41200)", ""),
        (("21300", "22300"), ("21301", "22301"), "", "Same minor group only: Civil and mechanical engineers (2130)"),
    ],
)  # fmt: skip
def test_occupations(mine: tuple[str, ...], theirs: tuple[str, ...], good: str, against: str) -> None:
    found = reasons({"occupations": mine}, {"occupations": theirs})
    assert (found.good, found.against) == ((good,) if good else (), (against,) if against else ())


def test_the_official_title_has_a_curved_apostrophe() -> None:
    found = reasons({"occupations": ("70010",)}, {"occupations": ("70010",)}, "fr")
    assert found.good == (
        "Même groupe de base\N{NO-BREAK SPACE}: Directeurs/directrices de la construction (70010)",
    )
    found = reasons({"occupations": ("70012",)}, {"occupations": ("70012",)}, "fr")
    assert "'" not in found.good[0]


@pytest.mark.parametrize(
    ("goals", "offers", "good", "against"),
    [
        (("Résumé", "Job search"), ("job search", "résumé"), ("Covers every goal: Job search and Résumé",), ()),
        (
            ("Résumé", "Interviews", "Job search"),
            ("résumé",),
            ("Covers 1 of 3 goals: Résumé",),
            ("Goals not covered: Interviews and Job search",),
        ),
        (("Résumé",), ("licensing",), (), ("Covers no goal: Résumé",)),
        ((), ("licensing",), (), ()),
    ],
)  # fmt: skip
def test_goals(
    goals: tuple[str, ...], offers: tuple[str, ...], good: tuple[str, ...], against: tuple[str, ...]
) -> None:
    def tags(words: tuple[str, ...]) -> dict[str, str]:
        return {word.lower().replace("é", "e"): word for word in words}

    found = reasons({"occupations": (), "goals": tags(goals)}, {"offers": tags(offers)})
    assert (found.good, found.against) == (good, against)


@pytest.mark.parametrize(
    ("mine", "theirs", "good", "against"),
    [
        (3, 4, "Mentor has 1 more year of experience", ""),
        (3, 15, "Mentor has 12 more years of experience", ""),
        (0, 30, "", "Mentor has 30 more years of experience: far apart"),
        (3, 3.4, "", "Both have about as many years of experience"),
        (3, 2, "", "Mentor has 1 year of experience less"),
        (10, 2, "", "Mentor has 8 years of experience less"),
        (10, None, "", ""),
    ],
)
def test_experience(mine: float, theirs: float | None, good: str, against: str) -> None:
    found = reasons({"occupations": (), "years_experience": mine}, {"years_experience": theirs})
    assert (found.good, found.against) == ((good,) if good else (), (against,) if against else ())


@pytest.mark.parametrize(
    ("mine", "theirs", "good", "against"),
    [
        ({"en": 8, "fr": None}, {"fr": 7, "en": None}, "Both speak English (CLB 8) and French (NCLC 7)", ""),
        ({"en": 10}, {"en": 9}, "Both speak English (CLB 9)", ""),
        ({"es": None, "en": None}, {"es": None}, "Both speak Spanish", ""),
        ({"klingon": None}, {"klingon": None}, "Both speak klingon", ""),
        ({"en": 4}, {"en": 11}, "", "Both speak English (CLB 4): a low level to work in"),
        ({"en": 4}, {"fr": 11}, "", "No language in common"),
        ({"en": 4}, {}, "", ""),
    ],
)
def test_languages(
    mine: dict[str, int | None], theirs: dict[str, int | None], good: str, against: str
) -> None:
    found = reasons({"occupations": (), "languages": mine}, {"languages": theirs})
    said = [tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in texts) for texts in found[:2]]
    assert said == [(good,) if good else (), (against,) if against else ()]


@pytest.mark.parametrize(
    ("mine", "theirs", "good"),
    [
        (("M1",), (), ("Mentee’s first wish",)),
        (("X", "M1"), ("Y", "Z", "P1"), ("Mentee’s second wish", "Mentor’s third wish")),
        ((), ("A", "B", "C", "D", "P1"), ("Mentor’s wish number 5",)),
        (("X",), ("Y",), ()),
    ],
)
def test_wishes(mine: tuple[str, ...], theirs: tuple[str, ...], good: tuple[str, ...]) -> None:
    assert reasons({"occupations": (), "prefers": mine}, {"prefers": theirs}).good == good


IN_PERSON, ONLINE = frozenset({"in_person"}), frozenset({"online"})
HERE: Facts = {"meeting": IN_PERSON, "city": "OTTAWA", "province": "ON"}
ANYHOW: Facts = {**HERE, "meeting": IN_PERSON | ONLINE}


@pytest.mark.parametrize(
    ("mine", "theirs", "good", "against"),
    [
        ({"meeting": ONLINE}, {"meeting": ONLINE | IN_PERSON}, "Can meet online", ""),
        (HERE, {"meeting": IN_PERSON, "city": "Ottawa"}, "Can meet in person in Ottawa", ""),
        (HERE, {**HERE, "city": "Gatineau"}, "", "In person only, in different cities"),
        (HERE, {**HERE, "province": "QC"}, "", "In person only, in different cities"),
        (HERE, {"meeting": IN_PERSON}, "", ""),
        (ANYHOW, ANYHOW, "Can meet online, or in person in OTTAWA", ""),
        ({"meeting": IN_PERSON}, {"meeting": ONLINE}, "", "No way of meeting in common"),
        ({"meeting": IN_PERSON}, {}, "", ""),
    ],
)  # fmt: skip
def test_meeting(mine: Facts, theirs: Facts, good: str, against: str) -> None:
    found = reasons({"occupations": (), **mine}, theirs)
    assert (found.good, found.against) == ((good,) if good else (), (against,) if against else ())


def test_availability() -> None:
    always = frozenset(AVAILABILITY)
    found = reasons({"occupations": (), "availability": always}, {"availability": always})
    assert found.good == ("Both free on weekdays in the day, weekday evenings and weekends",)
    found = reasons(
        {"occupations": (), "availability": frozenset({"weekend"})}, {"availability": always - {"weekend"}}
    )
    assert found.against == ("Never free at the same time",)


def test_background_is_said_only_where_it_was_asked_for_and_never_shown() -> None:
    tags, other = {"femme": "Femme"}, {"refugee": "Refugee"}
    asked = {"occupations": (), "background": tags, "background_matters": True}
    assert reasons(asked, {"background": tags}).good == ("Similar background, as the mentee asked",)
    assert reasons(asked, {"background": other}).against == (
        "No similar background, though the mentee asked for it",
    )
    assert reasons(asked, {}).against == ()
    assert reasons({"occupations": (), "background": tags}, {"background": tags}) == ((), (), ())


def test_waiting_is_a_reason_for_whoever_does_not_wait_least() -> None:
    mentees = [mentee("P1", waiting_since=date(2026, 3, 3)), mentee("P2", waiting_since=date(2026, 5, 1))]
    found = proposal(mentees, [mentor(capacity=2)])
    said = [Words(found, "en").reasons(pair.assessment).good[-1] for pair in found.result.pairs]
    assert said == ["Waiting since 3 Mar 2026", "Same unit group: Civil engineers (21300)"]


def test_a_broken_rule_comes_first() -> None:
    found = proposal(
        [mentee(occupations=("42202",), locked_with=("M1",))], [mentor(occupations=(MECHANICAL,))]
    )
    assert Words(found, "en").reasons(found.result.pairs[0].assessment).against == (
        "Breaks the rule “Occupation”",
        "Different occupations: Early childhood educators and assistants (mentee), Mechanical engineers (mentor)",
    )


def test_a_pair_is_written_once() -> None:
    found = proposal([mentee()], [mentor()])
    words, pair = Words(found, "en"), found.result.pairs[0].assessment
    assert words.reasons(pair) is words.reasons(Assessment(pair.participant, pair.place, 0, {}))


def test_criteria_that_weigh_nothing_are_still_described() -> None:
    weights = dict.fromkeys(Settings().weights, 0) | {"occupation": 1}
    found = proposal(
        [mentee(languages={"en": 12})], [mentor(languages={"en": 12})], settings(weights=weights)
    )
    said = Words(found, "fr").reasons(found.result.pairs[0].assessment).good
    assert said[1] == speak("fr")("Both speak {languages}", languages="anglais (CLB\N{NO-BREAK SPACE}12)")
