"""What occupation texts mean: the classification, the coder, and people's choices."""

import pytest

from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.reading import ReadingStatus
from parcours.matching.occupations import SHOWN, How, Option, Understood, understand
from parcours.reference.noc import load_taxonomy
from tests.engine.occupations import small_index


def understood(*texts: str, choices: dict[str, str | None] | None = None) -> dict[str, Understood]:
    return understand(texts, load_taxonomy(), small_index.coder, choices)


def ways(*texts: str, choices: dict[str, str | None] | None = None) -> list[tuple[How, str | None]]:
    return [(one.how, one.code) for one in understood(*texts, choices=choices).values()]


@pytest.mark.parametrize(
    ("text", "how", "code"),
    [
        ("21300", How.CODE, "21300"),
        ("12", How.CODE, "00012"),
        ("Civil engineers", How.TITLE, "21300"),
        ("arc welder", How.CODER, "72106"),
        ("shop helper", How.OPEN, None),
        ("213", How.OPEN, None),
        ("zzzz", How.OPEN, None),
        ("21300 Civil engineers", How.CODE, "21300"),
        ("21300 bridge engineer", How.CODE, "21300"),
        ("21300 zzzz", How.CODE, "21300"),
        ("21300 arc welder", How.OPEN, None),
    ],
)
def test_how_a_text_is_understood(text: str, how: How, code: str | None) -> None:
    assert ways(text) == [(how, code)]


def test_a_code_with_words_that_mean_something_else_offers_both() -> None:
    found = understood("21300 arc welder")["21300 arc welder"]
    assert found.reading.status is ReadingStatus.AMBIGUOUS
    assert found.options == (Option("21300"), Option("72106"))


@pytest.mark.parametrize("text", ["nurse", "arc welder", "21300", "21300 arc welder", "Civil engineers"])
def test_a_person_s_choice_wins(text: str) -> None:
    assert ways(text, choices={text.casefold(): "33102"}) == [(How.PERSON, "33102")]
    assert ways(text, choices={text.casefold(): None}) == [(How.PERSON, None)]


def test_what_was_offered_stays_beside_the_choice() -> None:
    found = understood("Nurse", choices={"nurse": "33102"})["Nurse"]
    assert found.option == next(one for one in found.options if one.code == "33102")
    assert found.coded is not None
    assert found.coded.version == "small-1"


def test_what_is_hardly_likely_is_not_offered() -> None:
    found = understood("shop helper")["shop helper"]
    assert found.coded is not None
    assert [one.code for one in found.options] == [
        one.code for one in found.coded.suggestions if one.confidence >= SHOWN
    ]
    assert len(found.options) < len(found.coded.suggestions)


def test_a_choice_that_nobody_named_is_no_option() -> None:
    assert understood("Nurse", choices={"nurse": "00012"})["Nurse"].option is None


def test_without_a_coder_words_are_left_to_a_person() -> None:
    found = understand(["arc welder"], load_taxonomy())["arc welder"]
    assert (found.how, found.coded, len(found.options)) == (How.OPEN, None, 5)


def test_the_coder_is_not_asked_for_codes_and_titles() -> None:
    asked: list[str] = []

    def coder() -> Coder:
        asked.append("coder")
        return small_index.coder()

    texts = ["21300", "NOC 21300", "Civil engineers", "213", "2131 Civil engineers", "21300 Civil engineers"]
    understand(texts, load_taxonomy(), coder)
    assert asked == []
    understand(["RN", "nurse"], load_taxonomy(), coder)
    assert asked == ["coder"]


def test_the_same_words_are_coded_once() -> None:
    found = understood("Nurse", "NURSE!", "nurse")
    assert len({id(one.coded) for one in found.values()}) == 1


def test_titles_are_in_the_language() -> None:
    found = understand(["nurse"], load_taxonomy(), small_index.coder, language="fr")["nurse"]
    assert found.coded is not None
    assert found.coded.suggestions[0].title == "Infirmiers autorisés/infirmières autorisées"
