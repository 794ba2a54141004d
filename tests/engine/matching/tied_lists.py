"""Rank lists with ties, and the largest stable choice of small ones by trying all."""

from random import Random

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.standing import Wishes, standing
from tests.engine.matching.scored_pairs import Choice, Scored, choices, drawn, listing
from tests.engine.matching.test_standing import blocking, wished


def draws_of(wishes: Wishes, seed: int) -> NDArray[np.uint64]:
    """Return some fixed draw."""
    return np.random.default_rng(seed).integers(0, 1 << 62, len(wishes.listing), dtype=np.uint64)


def tied_lists(seed: int, *, pairs: int = 11) -> tuple[Scored, Wishes, list[Choice]]:
    """Return a few pairs with many ties, what they are worth, and all stable choices."""
    random = Random(seed)  # noqa: S311 - invented people
    problem = drawn(seed, 5, 4, pairs=pairs)._replace(
        left_max=[random.randint(1, 1 + seed % 2) for _ in range(5)],
        right_max=[random.randint(1, 3) for _ in range(4)],
    )
    wishes, worth = wished(problem, seed)
    stable = [choice for choice in choices(problem) if not blocking(problem, worth, set(choice))]
    return problem, wishes, stable


def residents(seed: int, people: int, *, listed: int, grades: int, room: int = 3) -> tuple[Wishes, Bounds]:
    """Return residents who list a few hospitals, the last two tied, and what hospitals think: a grade for each."""
    random = Random(seed)  # noqa: S311 - invented lists
    hospitals = max(people // room, listed)
    worth = {}
    for one in range(people):
        grade = random.randrange(grades)
        for rank, hospital in enumerate(random.sample(range(hospitals), listed)):
            worth[one, hospital] = (-min(rank, listed - 2), grade)
    pairs = listing(dict.fromkeys(worth, 0))
    sides = np.array([worth[pair] for pair in sorted(worth)], dtype=np.int64)
    none, one_each = np.zeros(people, dtype=np.int64), np.ones(people, dtype=np.int64)
    rooms = np.array([random.randint(1, room + 1) for _ in range(hospitals)], dtype=np.int64)
    return Wishes(pairs, sides[:, 0], sides[:, 1]), Bounds(none, one_each, np.zeros_like(rooms), rooms)


def is_stable(wishes: Wishes, bounds: Bounds, chosen: Bools) -> bool:
    """Return whether nobody has too much, and no two would rather have each other."""
    made = wishes.listing.take(chosen)
    fits = (np.bincount(made.left, minlength=len(bounds.left_max)) <= bounds.left_max).all()
    fits &= (np.bincount(made.right, minlength=len(bounds.right_max)) <= bounds.right_max).all()
    return bool(fits) and standing([wishes], wishes.take(chosen), bounds).blocking_pairs == 0
