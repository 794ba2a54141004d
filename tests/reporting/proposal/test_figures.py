"""The figures and sentences at the top."""

from dataclasses import replace

import pytest

from parcours.core.language import speak
from parcours.matching.adapter import Proposal
from parcours.reporting.proposal.figures import Figures, headline, is_optimal, proof
from tests.reporting.factories import mentee, mentor, proposal, sample, settings


def people(count: int, places: int) -> Proposal:
    return proposal([mentee(f"P{n:02}") for n in range(count)], [mentor(capacity=places)])


def test_counts() -> None:
    assert Figures.of(sample()) == Figures(people=5, placed=2, mentors=4, places=3, average=448)
    assert Figures.of(proposal([], [])) == Figures(people=0, placed=0, mentors=0, places=0, average=0)


@pytest.mark.parametrize(
    ("count", "places", "english", "french"),
    [
        (0, 1, "There are no mentees to place.", "Il n’y a aucune personne mentorée à placer."),
        (1, 1, "The only mentee has a place.", "La seule personne mentorée a une place."),
        (3, 3, "All 3 mentees have a place.", "Les 3 personnes mentorées ont une place."),
        (
            3,
            2,
            "2 of 3 mentees have a place. 1 does not, with a reason.",
            "2 personnes mentorées sur 3 ont une place. 1 personne n’en a pas; la raison est donnée.",
        ),
        (
            3,
            1,
            "1 of 3 mentees has a place. 2 do not, each with a reason.",
            "1 personne mentorée sur 3 a une place. 2 personnes n’en ont pas; la raison est donnée pour chacune.",
        ),
    ],
)
def test_headline(count: int, places: int, english: str, french: str) -> None:
    figures = Figures.of(people(count, places))
    assert [headline(figures, speak(code)) for code in ("en", "fr")] == [english, french]


def test_proof_of_an_optimum() -> None:
    assert proof(people(3, 2), speak("en")) == (
        "No other proposal places more people, and none that places as many scores higher: "
        "checked against all 3 eligible pairs."
    )


def test_proof_of_a_rematch() -> None:
    previous = (("P1", "M1"),)
    always = proposal([mentee()], [mentor()], previous=previous)
    assert "keeps as many earlier pairs" in proof(always, speak("en"))
    some = proposal([mentee()], [mentor()], settings(keep_bonus=200), previous)
    assert "each kept pair counting 200 points more" in proof(some, speak("en"))


def test_what_is_not_proven_is_not_claimed() -> None:
    found = people(3, 2)
    certificate = replace(found.result.certificate, bound=3, dual_bound=1300, gap=400)
    short = replace(found, result=replace(found.result, certificate=certificate))
    assert (is_optimal(found), is_optimal(short)) == (True, False)
    assert proof(short, speak("en")) == (
        "At most 3 people could have a place and the score could be 400 points higher: "
        "checked against all 3 eligible pairs."
    )


def test_of_a_stable_proposal_it_is_said_whether_another_one_places_more() -> None:
    found = people(3, 2)
    certificate = replace(found.result.certificate, bound=4)

    def stable(most: int) -> str:
        result = replace(found.result, certificate=certificate, stable_bound=most)
        return proof(replace(found, result=result), speak("en"))

    assert stable(2).endswith(" pairs. No stable proposal places more people.")
    assert stable(3).endswith(
        " A stable proposal places at most 3; whether one places more than 2, the search did not find out."
    )
