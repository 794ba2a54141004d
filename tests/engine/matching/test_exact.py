import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parcours.engine.matching import exact
from parcours.engine.matching.exact import Found, search
from parcours.engine.matching.features import Bools
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.possible import possible
from parcours.engine.matching.progress import Progress, Told, at_ease
from parcours.engine.matching.stable import stable
from parcours.engine.matching.standing import Wishes
from tests.engine.matching.scored_pairs import listing, ones
from tests.engine.matching.tied_lists import draws_of, is_stable, residents, tied_lists


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_no_stable_choice_is_larger(seed: int) -> None:
    problem, wishes, everywhere = tied_lists(seed)
    wishes = wishes.take(possible(wishes, problem.bounds))
    assume(len(wishes.listing) > 0)
    begun = stable(wishes, problem.bounds, draws_of(wishes, seed))
    found = search(wishes, problem.bounds, begun, len(begun), 10.0, at_ease)
    assert is_stable(wishes, problem.bounds, found.chosen)
    largest = max(map(len, everywhere))
    assert found.most == found.chosen.sum() == largest
    totals = [sum(map(problem.scores.__getitem__, choice)) for choice in everywhere if len(choice) == largest]
    assert wishes.listing.score[found.chosen].sum() == max(totals)


def two_ways(*scores: int) -> tuple[Wishes, Bounds, Bools]:
    """Two residents and two hospitals, nobody minding whom they get, and two of four pairs to begin with."""
    pairs = dict(zip(((0, 0), (0, 1), (1, 0), (1, 1)), scores, strict=True))
    none = np.zeros(4, dtype=np.int64)
    return Wishes(listing(pairs), none, none), ones({}, 2, 2).bounds, np.array([True, False, False, True])


@pytest.mark.parametrize(
    ("scores", "drawn", "total"),
    [((1, 5, 5, 1), 0, 10), ((1, 5, 5, 1), 2, None), ((1, 0, 0, 2), 0, 3), ((4, 4, 4, 4), 0, 8)],
)
def test_of_several_largest_the_highest_total_is_preferred(
    scores: tuple[int, ...], drawn: int, total: int | None
) -> None:
    wishes, bounds, begun = two_ways(*scores)
    found = search(wishes, bounds, begun, 2, 10.0, at_ease, drawn)
    assert found.chosen.sum() == found.most == 2
    if total is not None:
        assert wishes.listing.score[found.chosen].sum() == total


def test_totals_too_large_to_add_up_are_not_asked_for() -> None:
    wishes, bounds, begun = two_ways(1, 1 << 60, 1 << 60, 2)
    assert search(wishes, bounds, begun, 2, 10.0, at_ease).chosen.sum() == 2


def hard(told: Told, work: float = 1e9) -> tuple[Bools, int, Found]:
    wishes, bounds = residents(3, 400, listed=5, grades=4)
    begun = stable(wishes, bounds, draws_of(wishes, 3))
    return begun, 400, search(wishes, bounds, begun, 400, work, told)


def test_when_the_time_is_over_what_was_found_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "_OFTEN", 0)
    time = [True] * 3
    begun, most, found = hard(lambda _: bool(time) and time.pop())
    assert found.most <= most
    assert found.chosen.sum() >= begun.sum()


def test_what_is_told_may_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "_OFTEN", 0)

    def told(_: Progress) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hard(told)


def test_without_work_it_is_what_it_began_with() -> None:
    begun, most, found = hard(at_ease, work=0.0)
    assert (found.chosen == begun).all()
    assert found.most == most
