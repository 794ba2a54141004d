import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parcours.engine.checking import stable_number as own
from parcours.engine.checking.stable_number import Most, misstated, most_stable
from parcours.engine.matching import largest as module
from parcours.engine.matching.progress import at_ease
from tests.engine.matching.tied_lists import draws_of, tied_lists

ONE = {"a": (0, 1), "b": (0, 1)}
OTHER = {"x": (0, 1), "y": (0, 1)}


def test_without_ties_all_stable_choices_have_as_many() -> None:
    """Two pairs are possible: a with y, b with x. But a and x would rather have each other."""
    pairs = [("a", "x", 2, 2), ("a", "y", 1, 1), ("b", "x", 1, 1)]
    assert most_stable(pairs, ONE, OTHER, [("a", "x")]) == (1, True)


def test_a_tie_may_be_broken_either_way() -> None:
    pairs = [("a", "x", 2, 1), ("a", "y", 1, 1), ("b", "x", 1, 1)]
    assert most_stable(pairs, ONE, OTHER, [("a", "x")]) == (2, True)
    assert most_stable(pairs, ONE, {"x": (0, 1), "y": (0, 0)}, [("a", "x")]) == (1, True)


def test_whoever_is_sure_of_somebody_dearer_is_out_of_the_tie() -> None:
    """x does not mind between a and b, but c is dearer and insists."""
    pairs = [("a", "x", 2, 1), ("a", "y", 1, 1), ("b", "x", 1, 1), ("c", "x", 1, 2)]
    assert most_stable(pairs, ONE | {"c": (0, 1)}, OTHER, [("c", "x"), ("a", "y")]) == (2, True)


@pytest.mark.parametrize(
    ("said", "kinds"),
    [(None, ["stable_unsaid"]), (1, ["stable_low"]), (2, []), (3, []), (4, ["stable_high"])],
)
def test_what_is_said_of_it_is_no_less_than_there_is_and_no_more_than_can_be(
    said: int | None, kinds: list[str]
) -> None:
    for most in (None, Most(3, reached=False), Most(2, reached=True)):
        assert [fault.kind for fault in misstated(said, 2, 3, most, stable=True)] == kinds
    assert [fault.kind for fault in misstated(said, 1, None, Most(2, reached=True), stable=True)] == (
        kinds if said != 4 else []
    )
    unasked = ["stable_unasked"] if said else []
    assert [fault.kind for fault in misstated(said, 2, 3, None, stable=False)] == unasked


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
@example(284389589)  # one where no step is left to rule out a larger choice: one in three hundred
def test_it_proves_what_the_engine_proves_without_a_search(seed: int) -> None:
    problem, wishes, everywhere = tied_lists(seed)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "SEARCHED", 0)
        found = module.largest(wishes, problem.bounds, draws_of(wishes, seed), len(wishes.listing), at_ease)
    listing = wishes.listing
    left, right = ([f"p{i}" for i in listing.left.tolist()], [f"m{j}" for j in listing.right.tolist()])
    pairs = [*zip(left, right, wishes.left.tolist(), wishes.right.tolist(), strict=True)]
    lefts = {f"p{i}": (0, most) for i, most in enumerate(problem.left_max)}
    rights = {f"m{j}": (0, most) for j, most in enumerate(problem.right_max)}
    chosen = [(left[at], right[at]) for at in found.chosen.nonzero()[0].tolist()]
    largest = max(map(len, everywhere))
    assert most_stable(pairs, lefts, rights, chosen) == (largest, True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(own, "STEPS", 0)
        number, reached = most_stable(pairs, lefts, rights, chosen)
    assert largest <= number <= found.most
    assert number == largest or not reached
