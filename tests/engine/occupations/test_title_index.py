import numpy as np
import pytest

from parcours.engine.occupations.title_index import Origin, TitleArrays
from parcours.engine.occupations.title_words import feature_keys
from tests.engine.occupations.small_index import CLASSES, TITLES, arrays

INDEX = arrays()


def written(numbers: np.ndarray) -> list[str]:
    return [INDEX.title(number) for number in numbers.tolist()]


def test_every_title_with_a_word_is_kept_once_a_code() -> None:
    kept = sorted(INDEX.title(number) for number in range(len(INDEX.title_codes)))

    assert kept == sorted(t.text for t in TITLES for _ in t.codes if t.text != "!")
    assert INDEX.codes.tolist() == list(CLASSES)


def test_titles_with_the_same_words_are_found_in_any_order() -> None:
    assert written(INDEX.equal_titles(("engineer", "bridg"))) == ["bridge engineer"]
    assert written(INDEX.equal_titles(("engineer", "tunnel"))) == []


def test_the_codes_of_a_title_share_it_and_the_first_has_most() -> None:
    numbers = INDEX.equal_titles(("nurs",))

    assert INDEX.codes[INDEX.title_codes[numbers]].tolist() == ["31301", "33102"]
    assert INDEX.title_shares[numbers].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert INDEX.title_origins[numbers].tolist() == [Origin.ALIAS, Origin.ALIAS]


def test_only_features_that_are_there_have_a_place() -> None:
    keys = feature_keys(("bridg", "zzz"))
    places = INDEX.places(keys)

    assert 0 < len(places) < len(keys)
    assert np.isin(INDEX.keys[places], keys).all()
    assert INDEX.places(INDEX.keys).tolist() == list(range(len(INDEX.keys)))
    assert INDEX.places(np.array([2**32 - 1], dtype=np.uint32)).tolist() == []


def test_a_word_is_known_in_any_language_and_native_in_two() -> None:
    assert [INDEX.has_word(stem) for stem in ("bridg", "tunnel")] == [True, False]
    assert [INDEX.is_native(word) for word in ("bridge", "enfermera", "hr", "the", "zzz")] == [
        True,
        False,
        True,
        True,
        False,
    ]


def test_arrays_come_back_from_their_names() -> None:
    named = INDEX.named()

    assert TitleArrays.of(named).title(0) == INDEX.title(0)
    with pytest.raises(KeyError, match="holders"):
        TitleArrays.of({name: array for name, array in named.items() if name != "holders"})
