from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from parcours.engine.occupations.coder import Weights
from parcours.engine.occupations.confidence import Calibration
from parcours.engine.occupations.lexicon import Lexicon
from parcours.engine.occupations.suggestions import Outcome, Suggestions
from tests.engine.occupations.small_index import arrays, coder

CODER = coder()


def codes(given: Suggestions) -> list[str]:
    return [s.code for s in given.suggestions]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Civil Engineer", "21300"),
        ("ingénieure civile", "21300"),
        ("Senior bridge engineers (EN-04) at Acme Ltd", "21300"),
        ("RN", "31301"),
        ("土木工程师", "21300"),
        ("enfermera", "31301"),
        ("Maschinenbauingenieur", "21301"),
        ("<b>arc welder</b>", "72106"),
        ("civil enginer", "21300"),
    ],
)
def test_what_people_write_is_coded(text: str, code: str) -> None:
    assert codes(CODER.code(text))[0] == code


def test_the_same_words_are_sure_and_say_why() -> None:
    given = CODER.code("Arc welder", language="fr")

    assert (given.outcome, given.level, given.question) == (Outcome.SURE, 5, None)
    assert given.confidence == given.suggestions[0].confidence >= CODER.weights.trusted
    assert given.suggestions[0].title == "Soudeurs/soudeuses"
    assert given.suggestions[0].evidence[0] == "arc welder"
    assert (given.version, given.method) == ("small-1", "words+learned+neighbours")


def test_what_fits_neighbours_is_trusted_as_far_as_they_agree() -> None:
    engineers = np.where(np.char.startswith(arrays().codes, "2130"), 0.5, 0.0)
    given = replace(CODER, embedder=lambda _: engineers, weights=Weights(trusted=0.9)).code("designer")

    assert (given.outcome, given.level) == (Outcome.CHOOSE, 4)
    assert sorted(codes(given)[:2]) == ["21300", "21301"]
    assert given.question is not None
    assert sorted(given.question.examples) == ["bridge designer", "engine designer"]


def test_a_question_never_offers_the_same_words_twice() -> None:
    question = CODER.code("shop helper").question

    assert question is not None
    assert (question.codes, question.examples) == (("72106", "21301"), ("Welders", "Mechanical engineers"))


def test_nothing_is_trusted_when_nothing_may_be() -> None:
    given = replace(CODER, weights=Weights(trusted=1.1)).code("arc welder")

    assert (given.outcome, given.level) == (Outcome.CHOOSE, 0)
    assert given.confidence == given.suggestions[0].confidence
    assert given.question is None


def test_a_question_gives_the_title_where_no_known_one_speaks() -> None:
    even = replace(CODER, embedder=lambda _: np.full(6, 1 / 6), weights=Weights(trusted=1.1, embedder=1.0))

    question = even.code("arc welder", top=6).question

    assert question is not None
    assert question.examples[0] == "Financial auditors and accountants"


@pytest.mark.parametrize(
    ("text", "outcome", "suggested"),
    [
        ("", Outcome.EMPTY, []),
        (" \n", Outcome.EMPTY, []),
        ("😀", Outcome.EMPTY, []),
        ("<script>alert(1)</script>", Outcome.EMPTY, []),
        ("x" * 10_000, Outcome.UNKNOWN, []),
        ("NU-02", Outcome.UNKNOWN, []),
        ("qqq zzz", Outcome.UNKNOWN, []),
        ("Qqq Zzz Inc.", Outcome.EMPLOYER_ONLY, []),
        ("Bridge Engineering Ltd", Outcome.EMPLOYER_ONLY, []),
        ("Bridge Bank of Canada", Outcome.EMPLOYER_ONLY, []),
        ("Student", Outcome.NO_OCCUPATION, []),
        ("21300", Outcome.CODE, ["21300"]),
        ("NOC 21300.01", Outcome.CODE, ["21300"]),
        ("2131", Outcome.OLD_CODE, ["21300"]),
        ("711", Outcome.OLD_CODE, ["21300", "72106"]),
        ("21399", Outcome.NO_SUCH_CODE, ["21300", "21301"]),
        ("99999", Outcome.NO_SUCH_CODE, []),
        ("2130", Outcome.NO_SUCH_CODE, []),
        ("21301, 21300", Outcome.CHOOSE, ["21301", "21300"]),
        ("99999 / 21300", Outcome.CODE, ["21300"]),
        ("99999 / 99998", Outcome.NO_SUCH_CODE, []),
        ("72106 arc welder", Outcome.CODE, ["72106"]),
        ("72106 qqq zzz", Outcome.CODE, ["72106"]),
        ("21300 arc welder", Outcome.CHOOSE, ["21300", "72106"]),
    ],
)
def test_what_is_no_title_has_a_clear_answer(text: str, outcome: Outcome, suggested: list[str]) -> None:
    given = CODER.code(text)

    assert (given.outcome, codes(given), given.text) == (outcome, suggested, text)


def test_a_licence_is_read_without_the_degree_beside_it() -> None:
    assert codes(CODER.code("RN, Bqqq"))[0] == "31301"
    assert CODER.code("Xqqq, Bqqq").outcome == Outcome.UNKNOWN


def test_a_question_is_asked_in_english_or_french() -> None:
    even = replace(CODER, embedder=lambda _: np.full(6, 1 / 6), weights=Weights(trusted=1.1, embedder=1.0))

    question = even.code("enfermera 土木工程师", top=6).question

    assert question is not None
    assert [example for example in question.examples if not example.isascii()] == []


def test_several_codes_are_asked_about() -> None:
    question = CODER.code("0711").question

    assert question is not None
    assert (question.codes, question.examples) == (("21300", "72106"), ("Civil engineers", "Welders"))
    assert CODER.code("2131").question is None


def test_rank_group_and_employer_are_set_aside() -> None:
    given = CODER.code("Senior Nurse (NU-03) at Hope Hospital")

    assert given.set_aside == ("NU-03", "Hope Hospital", "senior")
    assert given.read_as == "senior nurse at"


def test_a_federal_group_makes_its_occupations_likelier() -> None:
    def share(text: str) -> float:
        return next(s.confidence for s in CODER.code(text).suggestions if s.code == "31301")

    assert share("NU-02 nurses") > share("nurses")


def test_the_industry_speaks_softly() -> None:
    def share(industry: str) -> float:
        given = CODER.code("designer", industry=industry).suggestions
        return next(s.confidence for s in given if s.code == "21300")

    assert share("bridge") > share("")
    assert share("qqq") == share("")


def test_a_stated_language_has_its_words_read() -> None:
    assert CODER.code("enfermera", language="es").read_as == "nurse"
    assert CODER.code("ingeniera bridge", language="es").read_as == "engineer bridge"


def test_the_classification_weighs_more_than_an_alias() -> None:
    assert codes(CODER.code("shop helper"))[:2] == ["72106", "21301"]


def test_the_same_words_are_found_when_none_of_them_says_anything() -> None:
    lost = replace(CODER, lexicon=Lexicon.of([("rn", "qqq")]))

    assert codes(lost.code("RN", language="es"))[0] == "31301"


def test_an_embedder_is_asked_only_when_unsure() -> None:
    asked: list[str] = []

    def nurse(text: str) -> NDArray[np.float64]:
        asked.append(text)
        return np.where(arrays().codes == "31301", 1.0, 0.0)

    helped = replace(CODER, embedder=nurse, weights=Weights(embedder=0.9))

    assert helped.code("arc welder") == CODER.code("arc welder")
    assert asked == []
    assert codes(helped.code("shop helper"))[0] == "31301"
    assert asked == ["shop helper"]
    assert helped.code("shop helper").method == "words+learned+neighbours+embedder"


@pytest.mark.parametrize("top", [1, 3])
def test_confidence_falls_and_there_are_at_most_top(top: int) -> None:
    given = [s.confidence for s in CODER.code("engineer", top=top).suggestions]

    assert len(given) == top
    assert given == sorted(given, reverse=True)


@pytest.mark.parametrize("text", ["engineer", "nurse", "shop helper", "designer"])
def test_confidences_are_shares_of_one(text: str) -> None:
    sure = replace(CODER, calibration=Calibration(1.0, 2.0))

    assert sum(s.confidence for s in sure.code(text, top=6).suggestions) <= 1.003
