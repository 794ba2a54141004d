"""What is unknown: at each pair, or once for a whole side."""

from datetime import date

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from tests.reporting.factories import Facts, mentee, mentor, proposal, settings

FULL: Facts = {
    "years_experience": 5.0,
    "languages": {"en": 9},
    "city": "Ottawa",
    "meeting": frozenset({"in_person"}),
    "availability": frozenset({"weekend"}),
}
FULL_MENTEE: Facts = {**FULL, "goals": {"resume": "résumé"}, "waiting_since": date(2026, 3, 3)}
FULL_MENTOR: Facts = {**FULL, "offers": {"resume": "résumé"}}


def asks(found: Proposal, language: str = "en") -> list[tuple[str, ...]]:
    words = Words(found, language)
    return [words.reasons(pair.assessment).ask for pair in found.result.pairs]


def test_nothing_is_asked_where_everything_is_known() -> None:
    found = proposal([mentee(**FULL_MENTEE)], [mentor(**FULL_MENTOR)])
    assert asks(found) == [()]
    assert Words(found, "en").never_given() == ()


def test_rules_are_to_check_and_criteria_unknown() -> None:
    lacking: Facts = {"availability": frozenset(), "years_experience": None, "goals": {}}
    lacking_too: Facts = {"city": "", "offers": {}, "years_experience": None}
    mentees = [mentee("P1", locked_with=("M1",), **(FULL_MENTEE | lacking)), mentee("P2", **FULL_MENTEE)]
    found = proposal(mentees, [mentor("M1", **(FULL_MENTOR | lacking_too)), mentor("M2", **FULL_MENTOR)])
    assert asks(found)[0] == (
        "To check before proposing: city (mentor), availability (mentee)",
        "Unknown, so no points: goals (both), years of experience (both)",
    )
    assert Words(found, "en").to_ask(found.result.pairs[0].assessment) == (["availability"], ["city"])


def test_a_missing_answer_is_named_once() -> None:
    mentees = [
        mentee("P1", **(FULL_MENTEE | {"languages": {}, "occupations": ()})),
        mentee("P2", **FULL_MENTEE),
    ]
    found = proposal(mentees, [mentor(capacity=2, **FULL_MENTOR)])
    assert asks(found)[0] == ("To check before proposing: occupation (mentee), languages (mentee)",)


def test_the_mentor_offers_and_the_mentee_has_goals() -> None:
    mentors = [mentor("M1", **(FULL_MENTOR | {"offers": {}})), mentor("M2", capacity=0, **FULL_MENTOR)]
    assert asks(proposal([mentee(**FULL_MENTEE)], mentors)) == [("Unknown, so no points: offers (mentor)",)]


def test_a_level_may_be_unknown_though_both_have_one() -> None:
    mine, theirs = {"en": 9, "es": None}, {"fr": 9, "es": None}
    found = proposal(
        [mentee(**(FULL_MENTEE | {"languages": mine}))], [mentor(**(FULL_MENTOR | {"languages": theirs}))]
    )
    assert asks(found) == [("Unknown, so no points: language level (both)",)]


def test_what_a_whole_side_left_out_is_said_once() -> None:
    bare: Facts = {"availability": frozenset(), "years_experience": None}
    mentees = [mentee(f"P{n}", **(FULL_MENTEE | {"goals": {}})) for n in range(2)]
    mentors = [mentor(f"M{n}", **(FULL_MENTOR | bare)) for n in range(2)]
    found = proposal(mentees, mentors)
    assert asks(found) == [(), ()]
    assert Words(found, "en").to_ask(found.result.pairs[0].assessment) == ([], [])
    assert Words(found, "en").never_given() == (
        "Given by no mentee: goals.",
        "Given by no mentor: availability and years of experience.",
    )
    assert (
        Words(found, "fr").never_given()[0]
        == "Aucune personne mentorée ne l’a donné\N{NO-BREAK SPACE}: objectifs."
    )


def test_only_what_the_settings_look_at_is_missed() -> None:
    off = settings(
        off=("availability", "meeting", "language"), weights={"goals": 0, "experience": 0, "waiting": 0}
    )
    found = proposal([mentee(employer="")], [mentor(employer="")], off)
    assert Words(found, "en").never_given() == (
        "Given by no mentee: languages.",
        "Given by no mentor: languages.",
    )


def test_a_city_matters_only_for_meetings_in_person_and_background_only_where_asked() -> None:
    online: Facts = {"meeting": frozenset({"online"}), "city": ""}
    found = proposal([mentee(**(FULL_MENTEE | online))], [mentor(**(FULL_MENTOR | online))])
    assert Words(found, "en").never_given() == ()
    asking = proposal([mentee(background_matters=True, **FULL_MENTEE)], [mentor(**FULL_MENTOR)])
    assert Words(asking, "en").never_given() == (
        "Given by no mentee: background.",
        "Given by no mentor: background.",
    )


def test_nobody_at_all_leaves_nothing_out() -> None:
    assert Words(proposal([], []), "en").never_given() == ()
