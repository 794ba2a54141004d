"""Rounds that gain, against the best choice of a small network by trying all."""

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.checking.exchange import Rounds


def test_a_round_gains_or_not() -> None:
    def rounds(gain: int, *, room: int) -> Rounds:
        found = Rounds()
        found.arc("a", "b", 0, (0, room), gain)
        found.arc("b", "a", 0, (0, 1), -1)
        return found

    assert Rounds().gain() is False
    assert rounds(2, room=1).gain() is True
    assert rounds(1, room=1).gain() is False
    assert rounds(2, room=0).gain() is False


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_no_round_gains_where_a_choice_is_the_best_of_as_many(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - any numbers
    worth = {(i, j): random.randint(0, 5) for i in range(4) for j in range(4) if random.random() < 0.7}
    possible = [
        choice
        for number in range(5)
        for choice in combinations(worth, number)
        if len({i for i, _ in choice}) == len({j for _, j in choice}) == number
    ]
    choice = random.choice(possible)
    best = max(sum(map(worth.__getitem__, other)) for other in possible if len(other) == len(choice))
    rounds = Rounds()
    lefts, rights = {i for i, _ in choice}, {j for _, j in choice}
    for own in range(4):
        rounds.arc("from", ("left", own), own in lefts, (0, 1))
        rounds.arc(("right", own), "to", own in rights, (0, 1))
    for (i, j), points in worth.items():
        rounds.arc(("left", i), ("right", j), (i, j) in choice, (0, 1), points)
    assert rounds.gain() is (best > sum(map(worth.__getitem__, choice)))
