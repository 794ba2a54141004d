import pytest

from parcours.engine.occupations.confidence import BASIC, FULL, Calibration


def test_an_even_share_gives_what_the_curve_adds() -> None:
    curve = Calibration(slope=2.0, offset=0.0, same_words=1.0, embedded=-1.0)

    assert curve.confidence(0.5) == 0.5
    assert curve.confidence(0.5, same_words=True) == pytest.approx(0.7311, abs=1e-4)
    assert curve.confidence(0.5, embedded=True) == pytest.approx(0.2689, abs=1e-4)


@pytest.mark.parametrize("curve", [FULL, BASIC])
@pytest.mark.parametrize("same_words", [True, False])
def test_a_larger_share_is_never_less_sure(curve: Calibration, *, same_words: bool) -> None:
    given = [curve.confidence(share / 10, same_words=same_words) for share in range(11)]

    assert given == sorted(given)
    assert 0 < given[0] < 0.01
    assert 0.99 < given[-1] < 1


def test_an_index_of_few_titles_is_less_sure_of_words_it_does_not_have() -> None:
    assert BASIC.confidence(0.8) < FULL.confidence(0.8)
