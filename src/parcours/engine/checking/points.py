"""What a pair scores, one pair at a time: the points of each criterion, as whole numbers."""

from collections.abc import Mapping
from datetime import date

from parcours.engine.checking.people import Cohort, Mentee, Mentor

FULL = 1000

_LOW, _EASY = 3, 9
_YEARS = ((-5.0, 0.0), (0.0, 0.3), (3.0, 1.0), (12.0, 1.0), (25.0, 0.4))


class Points:
    """The criteria of a program, asked about a mentee and a mentor."""

    def __init__(self, cohort: Cohort) -> None:
        """Share `FULL` points among the criteria, and find who waits longest."""
        self.shares = {name: share for name, share in shared_out(cohort.program.weights).items() if share}
        since = [mentee.waiting_since for mentee in cohort.mentees if mentee.waiting_since]
        self._last = max(since, default=date.min)
        self._span = (self._last - min(since, default=date.min)).days or 1

    def of(self, mentee: Mentee, mentor: Mentor) -> dict[str, int]:
        """Return the points of each criterion that weighs anything."""
        return {name: round(self._part(name, mentee, mentor) * share) for name, share in self.shares.items()}

    def _part(self, name: str, mentee: Mentee, mentor: Mentor) -> float:
        """Return from 0 to 1 how well the pair meets a criterion: nothing where a side is unknown."""
        if name == "occupation":
            return _closeness(mentee.occupations, mentor.occupations)
        if name == "goals":
            return _covered(mentee.goals, mentor.offers)
        if name == "experience":
            return _experience(mentee.years, mentor.years)
        if name == "language":
            return _ease(mentee.languages, mentor.languages)
        if name == "wishes":
            return _wish(mentee.prefers, mentor.id) + _wish(mentor.prefers, mentee.id)
        if name == "waiting":
            return (self._last - mentee.waiting_since).days / self._span if mentee.waiting_since else 0.0
        return _covered(mentee.background, mentor.background) if mentee.background_matters else 0.0


def shared_out(weights: Mapping[str, int]) -> dict[str, int]:
    """Return `FULL` shared out by weight; what is left over goes one by one to those who were cut most."""
    total = sum(weights.values())
    shares = {name: FULL * weight // total for name, weight in weights.items()}
    cut = sorted(weights, key=lambda name: FULL * weights[name] % total, reverse=True)
    for name in cut[: FULL - sum(shares.values())]:
        shares[name] += 1
    return shares


def _closeness(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    best = 0.0
    for rank, code in enumerate(mine):
        for other_rank, other in enumerate(theirs):
            worth = (0.0, 0.1, 0.25, 0.6, 0.8, 1.0)[_alike(code, other)]
            best = max(best, worth * 0.9 if rank or other_rank else worth)
    return best


def _alike(code: str, other: str) -> int:
    """Return how many first digits two codes share."""
    digits = 0
    while digits < len(code) and code[digits] == other[digits]:
        digits += 1
    return digits


def _covered(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine) if mine and theirs else 0.0


def _experience(mine: float | None, theirs: float | None) -> float:
    """Return what the gap in years is worth: straight lines between the corners."""
    if mine is None or theirs is None:
        return 0.0
    gap = theirs - mine
    if gap <= _YEARS[0][0]:
        return _YEARS[0][1]
    (start, low), *further = _YEARS
    for end, high in further:
        if gap < end:
            return (high - low) / (end - start) * (gap - start) + low
        start, low = end, high
    return low


def _ease(mine: Mapping[str, int | None], theirs: Mapping[str, int | None]) -> float:
    """Return how easy the easiest common language is, by the lower of the levels that are given."""
    best = 0
    for language in mine.keys() & theirs.keys():
        given = [level for level in (mine[language], theirs[language]) if level is not None]
        best = max(best, min(given, default=0))
    return min(max((best - _LOW) / (_EASY - _LOW), 0.0), 1.0)


def _wish(ranked: tuple[str, ...], other: str) -> float:
    wishes = tuple(dict.fromkeys(ranked))
    return max(0.5 - 0.1 * wishes.index(other), 0.1) if other in wishes else 0.0
