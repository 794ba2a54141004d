from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from parcours.engine.occupations.embedding import Embedder, embed, spoken_for
from parcours.engine.occupations.suggestions import Outcome
from parcours.engine.occupations.title_index import Origin
from tests.engine.occupations.small_index import arrays, coder

MEANINGS = {
    "nurse": 0,
    "enfermera": 0,
    "RN": 0,
    "Registered nurses": 0,
    "ápolónő": 0,
    "Welders": 1,
    "hegesztő": 1,
    "bridge helper": 2,
}


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return vectors by which texts of one meaning are the same, and those without one like nothing else."""
    places = [MEANINGS.get(text, 3 + len(text) % 8) for text in texts]
    return np.eye(11, dtype=np.float32)[places]


def embedder() -> Embedder:
    return Embedder(arrays(), embed(arrays(), encode, batch=4), encode, nearest=5)


def test_official_titles_are_left_out() -> None:
    spoken = spoken_for(arrays())

    assert {arrays().title_origins[number] for number in spoken} == {
        Origin.CLASS_TITLE,
        Origin.ALIAS,
        Origin.FOREIGN,
    }
    assert len(embed(arrays(), encode)) == len(spoken)


def test_titles_with_the_same_meaning_vote() -> None:
    opinion = embedder()("ápolónő")

    assert opinion.sum() == pytest.approx(1)
    assert str(arrays().codes[opinion.argmax()]) == "31301"
    # “nurse” may also be a nurse aide, so one vote is shared.
    assert opinion[arrays().codes == "33102"][0] == pytest.approx((1 / 3) / 4)


def test_an_unknown_language_gets_suggestions_and_a_person_chooses() -> None:
    given = replace(coder(), embedder=embedder()).code("ápolónő")

    assert coder().code("ápolónő").outcome == Outcome.UNKNOWN
    assert given.suggestions[0].code == "31301"
    assert given.method == "words+learned+neighbours+embedder"


def test_a_confident_answer_is_not_touched() -> None:
    helped = replace(coder(), embedder=embedder())

    assert helped.code("arc welder") == coder().code("arc welder")
    assert helped.code("Qqq Zzz Inc.").outcome == Outcome.EMPLOYER_ONLY
