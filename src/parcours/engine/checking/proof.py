"""Whether a choice of pairs is allowed, and how good its certificate proves it to be.

The proof needs prices of the right side only. Whatever they are: the best that every left could do on its own, where
each pair costs the price of its right and of one pair, adds up to at least what any choice of so many pairs is worth
(Lagrange). And whichever rights are counted in full: with what every left could have of the others they add up to at
least the number of pairs of any choice.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

type Limits = Mapping[str, tuple[int, int]]
"""How many pairs each id has at least and at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is to be proven: the `chosen` pairs, the `prices` of rights and of one more `pair`, and who is `full`."""

    chosen: Collection[tuple[str, str]]
    prices: Mapping[str, int]
    pair: int
    full: Collection[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: which chosen pairs are `not_allowed`, whose limits are `broken`, and what the claim proves.

    `placed` pairs of at most `bound`; a total `score` of at most `dual_bound` for so many; `pairs` were looked at, and
    `violations` of them are worth more to their left, at these prices, than what it has.
    """

    not_allowed: tuple[tuple[str, str], ...]
    broken: tuple[str, ...]
    placed: int
    bound: int
    score: int
    dual_bound: int
    pairs: int
    violations: int

    @property
    def allowed(self) -> bool:
        """Whether all pairs may be, and are as many of each as may be."""
        return not self.not_allowed and not self.broken

    @property
    def optimal(self) -> bool:
        """Whether it is proven that nothing better exists."""
        return self.allowed and self.placed == self.bound and self.score == self.dual_bound


def check(pairs: Iterable[tuple[str, str, int]], lefts: Limits, rights: Limits, claim: Claim) -> Verdict:
    """Return what `claim` proves about the eligible `pairs` (left, right, score) within the limits of both sides."""
    scores: dict[tuple[str, str], int] = {}
    beyond: dict[str, list[int]] = defaultdict(list)
    own: dict[str, list[int]] = defaultdict(list)
    chosen = set(claim.chosen)
    open_: Counter[str] = Counter()
    full = set(claim.full)
    for left, right, score in pairs:
        scores[left, right] = score
        if rights[right][1]:
            worth = score - claim.prices.get(right, 0) - claim.pair
            beyond[left].append(worth)
            open_[left] += right not in full
            if (left, right) in chosen:
                own[left].append(worth)
    not_allowed = tuple(sorted(pair for pair in chosen if pair not in scores))
    number = len(claim.chosen)
    granted = claim.pair * number
    for right, (least, most) in rights.items():
        price = claim.prices.get(right, 0)
        granted += price * (most if price > 0 else least)
    violations = 0
    for left, (least, most) in lefts.items():
        best = sorted(beyond[left], reverse=True)
        granted += sum(best[:least]) + sum(worth for worth in best[least:most] if worth > 0)
        violations += _better(best, own[left], least, most)
    bound = sum(rights[right][1] for right in full if right in rights)
    bound += sum(min(most, open_[left]) for left, (_, most) in lefts.items())
    return Verdict(
        not_allowed,
        _broken(claim.chosen, lefts, rights),
        number,
        bound,
        sum(scores.get(pair, 0) for pair in claim.chosen),
        granted,
        len(scores),
        violations,
    )


def _better(worths: Collection[int], own: Collection[int], least: int, most: int) -> int:
    """Return how many pairs are worth more to a left than the least of its `own`, or than none if it may have less."""
    if not most:
        return 0
    has = min(own, default=0)
    has = min(has, 0) if len(own) < most else has
    has = max(has, 0) if len(own) > least else has
    return sum(worth > has for worth in worths) - sum(worth > has for worth in own)


def _broken(chosen: Collection[tuple[str, str]], lefts: Limits, rights: Limits) -> tuple[str, ...]:
    """Return the ids that have too few or too many pairs, or a pair twice."""
    twice = {left for (left, _), times in Counter(chosen).items() if times > 1}
    for at, limits in enumerate((lefts, rights)):
        have = Counter(pair[at] for pair in chosen)
        twice |= {own for own, (least, most) in limits.items() if not least <= have[own] <= most}
    return tuple(sorted(twice))
