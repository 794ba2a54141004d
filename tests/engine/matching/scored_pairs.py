"""Small and large sets of scored pairs, and every choice from the small ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import ListedPairs, Listing
from tests.engine.matching import reference

type Pair = tuple[int, int]
type Choice = frozenset[Pair]


class Scored(NamedTuple):
    """A score by pair of indexes, and how many pairs each person takes."""

    scores: dict[Pair, int]
    left_min: list[int]
    left_max: list[int]
    right_min: list[int]
    right_max: list[int]

    @property
    def bounds(self) -> Bounds:
        return Bounds(*(np.array(limits, dtype=np.int64) for limits in self[1:]))

    @property
    def pairs(self) -> ListedPairs:
        return ListedPairs(len(self.left_max), len(self.right_max), listing(self.scores))


def ones(scores: Mapping[Pair, int], lefts: int, rights: int) -> Scored:
    """Return a problem in which everybody takes at most one pair."""
    return Scored(dict(scores), [0] * lefts, [1] * lefts, [0] * rights, [1] * rights)


def listing(scores: Mapping[Pair, int]) -> Listing:
    """Return these pairs in order."""
    order = sorted(scores)
    worth = np.array([scores[pair] for pair in order], dtype=np.int64)
    return Listing(
        np.array([i for i, _ in order], dtype=np.int32),
        np.array([j for _, j in order], dtype=np.int32),
        worth,
        worth,
    )


def told(found: Listing) -> list[tuple[int, int, int]]:
    """Return left, right and value of each pair."""
    return list(zip(found.left.tolist(), found.right.tolist(), found.value.tolist(), strict=True))


def chosen(found: Listing) -> Choice:
    """Return the pairs of a listing."""
    return frozenset(zip(found.left.tolist(), found.right.tolist(), strict=True))


def drawn(seed: int, lefts: int, rights: int, *, pairs: int, most: int = 1, minimums: bool = False) -> Scored:
    """Return pairs drawn from `seed`, with few different scores so that many choices tie."""
    random = Random(seed)  # noqa: S311 - invented scores
    everybody = [(i, j) for i in range(lefts) for j in range(rights)]
    picked = random.sample(everybody, min(pairs, len(everybody)))
    high = random.choice((0, 2, 50))
    left_max = [random.randint(0, most) for _ in range(lefts)]
    right_max = [random.randint(0, most + 1) for _ in range(rights)]
    least = random.choice((1, 1, 3)) if minimums else 0
    return Scored(
        {pair: random.randint(-high, high) for pair in picked},
        [min(limit, random.randint(0, least)) for limit in left_max],
        left_max,
        [min(limit, random.randint(0, least)) for limit in right_max],
        right_max,
    )


def choices(problem: Scored) -> Iterator[Choice]:
    """Every choice of pairs within the minimums and maximums."""
    pairs = sorted(problem.scores)

    def extend(
        at: int, left: Sequence[int], right: Sequence[int], made: tuple[Pair, ...]
    ) -> Iterator[Choice]:
        if at == len(pairs):
            if all(map(int.__ge__, left, problem.left_min)) and all(
                map(int.__ge__, right, problem.right_min)
            ):
                yield frozenset(made)
            return
        yield from extend(at + 1, left, right, made)
        i, j = pairs[at]
        if left[i] < problem.left_max[i] and right[j] < problem.right_max[j]:
            more = [count + (at == i) for at, count in enumerate(left)]
            others = [count + (at == j) for at, count in enumerate(right)]
            yield from extend(at + 1, more, others, (*made, pairs[at]))

    return extend(0, [0] * len(problem.left_max), [0] * len(problem.right_max), ())


def total(problem: Scored, choice: Choice) -> int:
    return sum(problem.scores[pair] for pair in choice)


def best(problem: Scored) -> list[Choice]:
    """All choices with the most pairs and, of these, the highest total; none where minimums clash."""
    found = list(choices(problem))
    worth = [(len(choice), total(problem, choice)) for choice in found]
    return [choice for choice, own in zip(found, worth, strict=True) if own == max(worth)]


def lots(choice: Choice) -> int:
    """The sum of draws by which ties are decided."""
    return sum(reference.draw(f"p{i}", f"m{j}") >> 32 for i, j in choice)


def draw(i: Ints, j: Ints) -> NDArray[np.uint64]:
    """The draw of pairs whose ids are p0, p1, … and m0, m1, …."""
    both = zip(i.tolist(), j.tolist(), strict=True)
    return np.array([reference.draw(f"p{a}", f"m{b}") for a, b in both], dtype=np.uint64)


def quick_draw(lefts: int, rights: int, seed: int = 1) -> Callable[[Ints, Ints], NDArray[np.uint64]]:
    """Return some fixed draw for many pairs."""
    random = np.random.default_rng(seed)
    mine, theirs = (random.integers(0, 1 << 62, size, dtype=np.uint64) for size in (lefts, rights))
    return partial(_mixed, mine, theirs)


def _mixed(mine: NDArray[np.uint64], theirs: NDArray[np.uint64], i: Ints, j: Ints) -> NDArray[np.uint64]:
    mixed: NDArray[np.uint64] = (mine[i] ^ theirs[j]) * np.uint64(0x9E3779B97F4A7C15)
    return mixed
