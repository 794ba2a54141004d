import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parcours.engine.matching import exact
from parcours.engine.matching.exact import Found, search
from parcours.engine.matching.features import Bools
from parcours.engine.matching.possible import possible
from parcours.engine.matching.progress import Progress, Told, at_ease
from parcours.engine.matching.stable import stable
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
    assert found.most == found.chosen.sum() == max(map(len, everywhere))


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
