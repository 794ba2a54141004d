"""Shares beside rounded counts: on the right side of each target, and nothing small follows from all of them."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.core.small_cells import SMALLEST
from parcours.reporting.cohort.coarse import Goal
from parcours.reporting.cohort.figures import Figure
from parcours.reporting.cohort.report import Seen, seen

GOALS = (Goal(90, is_share=True), Goal(60, is_share=True), None)
"""Three questions of the same people, of which two have a target."""
type Alike = dict[tuple[int, int], list[int]]
"""By how many answered and were asked: how many of them may have said yes."""


@cache
def shown(yes: int, answered: int, asked: int, goal: Goal | None = None) -> Seen:
    """What a funder reads of a question."""
    figure = Figure(
        key="positive-mentees",
        people=frozenset(range(yes)),
        whole=frozenset(range(asked)),
        reached=frozenset(range(answered)),
        is_alone=True,
    )
    return seen(figure, is_exact=False, goal=goal)


def test_a_share_stands_on_the_side_of_its_target_on_which_it_is() -> None:
    goal = Goal(90, is_share=True)
    found = shown(32, 35, 40, goal)
    assert (found.number, found.reached, found.of_reached, found.is_met) == (30, 35, Fraction(9, 10), True)
    below = shown(31, 35, 40, goal)
    assert (below.number, below.of_reached, below.is_met) == (30, Fraction(3, 4), False)


def test_a_target_that_would_give_somebody_away_is_not_compared() -> None:
    assert shown(37, 38, 45, Goal(97, is_share=True)).is_met is None


def test_a_share_of_all_says_what_the_rounded_counts_say() -> None:
    found = shown(32, 35, 40)
    assert (found.of_whole, found.rate) == (Fraction(28 * 100 // 42, 100), Fraction(33 * 100 // 42, 100))


@st.composite
def told(draw: st.DrawFn) -> tuple[int, int, list[int]]:
    asked = draw(st.integers(13, 60))
    answered = draw(st.integers(13, asked))
    return asked, answered, draw(st.lists(st.integers(0, answered), min_size=3, max_size=3))


@given(told())
@settings(max_examples=300, deadline=None)
def test_t67_three_questions_with_their_shares_leave_each_small_count_open(
    truth: tuple[int, int, list[int]],
) -> None:
    """Whoever tries every table that looks the same finds two numbers at least, where the counts alone leave two."""
    asked, answered, yes = truth
    questions = list(zip(yes, GOALS, strict=True))
    alone = [alike(one, answered, asked) for one, _goal in questions]
    beside = [
        {
            pair: kept
            for pair, could_be in tables.items()
            if (kept := [n for n in could_be if shown(n, *pair, goal) == shown(one, answered, asked, goal)])
        }
        for tables, (one, goal) in zip(alone, questions, strict=True)
    ]
    for before, left in zip(small_counts(alone), small_counts(beside), strict=True):
        assert max(left) >= SMALLEST or len(left) > 1 or len(before) == 1


def alike(yes: int, answered: int, asked: int) -> Alike:
    """Return every table of which the same counts are published."""
    found: Alike = defaultdict(list)
    for all_ in like(asked):
        for of in like(answered):
            for one in like(yes):
                if one <= of <= all_:
                    found[of, all_].append(one)
    return found


@cache
def like(count: int) -> Sequence[int]:
    """Return the counts that are published as this one."""
    return [one for one in range(count + 13) if published_as(one) == published_as(count)]


def published_as(count: int) -> int | None:
    """What a funder reads of a count."""
    return shown(count, count, count).number


def small_counts(questions: Sequence[Alike]) -> list[set[int]]:
    """Return what each count could be for somebody who reads all questions: those silent, of each yes and not yes."""
    pairs = set.intersection(*(set(tables) for tables in questions))
    found = [{all_ - of for of, all_ in pairs}]
    for tables in questions:
        found.append({one for pair in pairs for one in tables[pair]})
        found.append({pair[0] - one for pair in pairs for one in tables[pair]})
    return found
