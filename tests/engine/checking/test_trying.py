import pytest

from parcours.engine.checking import trying as module
from parcours.engine.checking.trying import Person, TooLong, Trying

MOST: dict[Person, int] = dict.fromkeys([(0, "a"), (0, "b"), (1, "x"), (1, "y")], 1)
WORTH: dict[Person, dict[Person, int]] = {
    (0, "a"): {(1, "x"): 1, (1, "y"): 1},
    (0, "b"): {(1, "x"): 1},
    (1, "x"): {(0, "a"): 1, (0, "b"): 1},
    (1, "y"): {(0, "a"): 1},
}


def test_a_larger_choice_is_found_or_there_is_none() -> None:
    assert Trying(WORTH, MOST, 100).more_than(1) == 2
    assert Trying(WORTH, MOST, 100).more_than(2) == 0


def test_what_would_block_is_no_choice() -> None:
    """Both would rather have x, who would rather have a: b has nobody."""
    dear = {**WORTH, (0, "a"): {(1, "x"): 2, (1, "y"): 1}, (1, "x"): {(0, "a"): 2, (0, "b"): 1}}
    assert Trying(dear, MOST, 100).more_than(0) == 1
    assert Trying(dear, MOST, 100).more_than(1) == 0


def test_what_takes_too_long_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLong):
        Trying(WORTH, MOST, 1).more_than(1)
    monkeypatch.setattr(module, "PAIRS", 2)
    with pytest.raises(TooLong):
        Trying(WORTH, MOST, 100).more_than(1)
