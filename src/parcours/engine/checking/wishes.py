"""What pairs of a cohort are worth to both sides: whom they wish for first, the dearest first, then by score."""

from collections.abc import Iterator, Mapping, Sequence

from parcours.engine.checking.people import Cohort
from parcours.engine.checking.points import FULL
from parcours.engine.checking.standing import Wish


class Wishes:
    """Every pair that has a score, with what it is worth to either side, worked out whenever somebody asks."""

    def __init__(self, cohort: Cohort, scores: Mapping[str, Mapping[str, int]]) -> None:
        """Know whom everybody wishes for; `scores` are by mentee and mentor."""
        self._scores = scores
        self._mentees = {person.id: _wished(person.prefers) for person in cohort.mentees}
        self._mentors = {person.id: _wished(person.prefers) for person in cohort.mentors}

    def __iter__(self) -> Iterator[Wish]:
        """Yield them by mentee."""
        for mentee, scores in self._scores.items():
            mine = self._mentees[mentee]
            for mentor, score in scores.items():
                theirs = self._mentors[mentor].get(mentee, 0)
                yield mentee, mentor, score + mine.get(mentor, 0), score + theirs


def _wished(ids: Sequence[str]) -> dict[str, int]:
    """Return what being wished for adds: for the dearest most, and for the last more than any score."""
    found: dict[str, int] = {}
    for at, other in enumerate(ids):
        found.setdefault(other, (len(ids) - at) * (FULL + 1))
    return found
