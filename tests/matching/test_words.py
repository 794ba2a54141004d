"""A proposal in words, as a whole."""

import pytest

from parcours.core.language import speak
from parcours.matching import words_labels
from parcours.matching.adapter import CRITERIA, RULES, Change
from parcours.matching.words import Words
from tests.reporting.factories import mentee, mentor, proposal, sample


def test_a_line_holds_all_reasons() -> None:
    found = sample()
    words = Words(found, "en")
    lines = [words.line(pair.assessment).replace("\N{NO-BREAK SPACE}", " ") for pair in found.result.pairs]
    assert lines[0].startswith("Against: Breaks the rule “Occupation”; Different occupations: ")
    assert lines[1] == (
        "Same unit group: Civil engineers (21300); Covers 1 of 2 goals: Job search; "
        "Mentor has 10 more years of experience; Both speak English (CLB 8) and French (NCLC 7); "
        "Mentee’s first wish; Mentor’s second wish; Can meet online, or in person in Ottawa; "
        "Both free on weekday evenings; Similar background, as the mentee asked; Waiting since 3 Mar 2026. "
        "Against: Goals not covered: Réseautage"
    )


def test_people_are_called_by_name_and_id() -> None:
    words = Words(proposal([mentee("P1", name="Amara")], [mentor("M1"), mentor("Nadia", name="Nadia")]), "en")
    assert [words.mentee("P1"), words.mentee("gone")] == ["Amara (P1)", "gone"]
    assert [words.mentor("M1"), words.mentor("Nadia"), words.mentor("gone")] == ["M1", "Nadia", "gone"]
    assert (words.mentee_name("P1"), words.mentor_name("M1")) == ("Amara", "")


def test_points_that_are_nothing_are_left_out() -> None:
    found = sample()
    words = Words(found, "fr")
    assert [
        words.points(pair.assessment).replace("\N{NO-BREAK SPACE}", " ") for pair in found.result.pairs
    ] == [
        "",
        "profession 400, objectifs 75, expérience 100, langue 83, souhaits 108, attente 60, parcours de vie 70",
    ]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("participant_left", "Amara (P1) is no longer in the file of mentees."),
        ("participant_withdrew", "Amara (P1) no longer agrees to be matched."),
        ("place_left", "M9 is no longer in the file of mentors."),
        ("capacity", "M9 takes fewer people than before."),
        ("avoid", "One of the two asked not to meet the other."),
        ("locked", "A pair fixed by hand took the place or the person."),
        ("moved", "The change gives somebody else a place, or scores higher."),
        ("fixed", "The two were put together by hand."),
        ("participant_arrived", "Amara (P1) is new in this round."),
    ],
)
def test_changes(reason: str, sentence: str) -> None:
    words = Words(proposal([mentee("P1", name="Amara")], [mentor()]), "en")
    assert words.change(Change("P1", "M9", None, reason)) == sentence


CHAIN = (("P1", "M2"), ("P2", "M1"), ("P3", "M9"), ("P9", "M4"))


def after_a_round(language: str) -> dict[str, str]:
    """A mentor left whose mentee could meet one other only, so that two moved; somebody came, and somebody left."""
    found = proposal(
        [
            mentee("P1", name="Amara", languages={"fr": 9, "es": 9}),
            mentee("P2", name="Bao", languages={"en": 9, "fr": 9}),
            mentee("P3", name="Cy", languages={"en": 9}),
            mentee("P4", name="Dee", languages={"de": 9}),
            mentee("P5", name="Eve", languages={"ar": 9}),
        ],
        [
            mentor("M1", languages={"en": 9}),
            mentor("M2", languages={"fr": 9}),
            mentor("M3", languages={"es": 9}),
            mentor("M4", name="Luc", languages={"de": 9}),
            mentor("M5", name="Nadia", languages={"ar": 9}),
        ],
        previous=CHAIN,
        earlier=(
            {"P1": "", "P2": "", "P3": "", "P4": "", "P5": "", "P9": "Zoe"},
            {"M1": "", "M2": "", "M3": "", "M4": "", "M9": "Max"},
        ),
    )
    words = Words(found, language)
    return {one.participant: words.change(one) for one in found.result.changes}


def test_changes_say_for_whom_a_place_was_needed_and_why_somebody_has_one() -> None:
    assert after_a_round("en") == {
        "P1": "Bao (P2) took the place, so that Cy (P3) has one, too. Max (M9) is no longer in the file of mentors.",
        "P2": "Cy (P3) took the place. Max (M9) is no longer in the file of mentors.",
        "P3": "Max (M9) is no longer in the file of mentors.",
        "P4": "A place with Luc (M4) came free: Zoe (P9) no longer has it.",
        "P5": "Nadia (M5) is new in this round.",
        "P9": "Zoe (P9) is no longer in the file of mentees.",
    }
    assert after_a_round("fr")["P2"].startswith("Cy (P3) a pris la place. ")


def test_who_took_a_place_and_had_none_is_said_to_have_had_none() -> None:
    found = proposal(
        [mentee("P1", languages={"en": 4, "fr": 3}), mentee("P2", languages={"en": 4})],
        [mentor("M1", languages={"en": 9}), mentor("M2", languages={"fr": 9})],
        previous=(("P1", "M1"),),
    )
    words = Words(found, "en")
    assert [words.change(one) for one in found.result.changes] == [
        "P2 took the place. P2 had no place before.",
        "A place with M1 came free: P1 no longer has it.",
    ]


def test_an_id_without_a_name_is_said_to_be_one() -> None:
    found = proposal(
        [mentee("P1")], [mentor()], previous=(("P9", "M1"),), earlier=({"P8": "Zoe"}, {"M8": ""})
    )
    words = Words(found, "en")
    assert [words.mentee_then(id_) for id_ in ("P1", "P8", "P9")] == [
        "P1",
        "Zoe (P8)",
        "ID P9 (no longer in the list)",
    ]
    assert [words.mentor_then(id_) for id_ in ("M1", "M8")] == ["M1", "ID M8 (no longer in the list)"]


def test_titles() -> None:
    words = Words(proposal([], []), "fr")
    assert [words.title("2"), words.title("21300"), words.title("99999")] == [
        "Sciences naturelles et appliquées et domaines apparentés",
        "Ingénieurs civils/ingénieures civiles",
        "",
    ]


def test_every_rule_and_criterion_has_a_name_in_both_languages() -> None:
    english, french = (Words(proposal([], []), code) for code in ("en", "fr"))
    for names in (words_labels.RULES, words_labels.RULE_MEANINGS):
        assert tuple(names) == RULES
    for names in (words_labels.STILL_LEFT, words_labels.NONE_LEFT):
        assert ("occupation", *names) == RULES
    for names in (words_labels.CRITERIA, words_labels.POINTS):
        assert tuple(names) == CRITERIA
    assert (english.rule("occupation"), english.criterion("occupation")) == (
        "Occupation",
        "Closeness of occupations",
    )
    assert all(french.rule(name) != english.rule(name) for name in RULES)
    assert all(french.criterion(name) != english.criterion(name) for name in CRITERIA)


def test_the_commonest_spelling_of_a_city_is_shown() -> None:
    meeting = frozenset({"in_person"})
    mentees = [
        mentee(f"P{n}", city=city, meeting=meeting)
        for n, city in enumerate(["MONTRÉAL", "Montréal", "Montréal"])
    ]
    found = proposal(mentees, [mentor(city="montreal", meeting=meeting)])
    assert (
        Words(found, "en").reasons(found.result.pairs[0].assessment).good[-1]
        == "Can meet in person in Montréal"
    )


def test_words_know_their_language() -> None:
    assert Words(proposal([], []), "fr").say is speak("fr")
