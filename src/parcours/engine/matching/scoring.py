"""From criteria to whole points: the score of a pair is the plain sum of its parts."""

from collections.abc import Callable
from functools import cached_property, partial, reduce

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.criteria import CRITERION, SECONDARY
from parcours.engine.matching.features import Bools, Features, Floats, Ints
from parcours.engine.matching.lookup import Table, by_kind
from parcours.engine.matching.settings import CRITERIA, Settings

Points = NDArray[np.int16]


class Scoring:
    """The criteria that weigh anything in a program, asked about the pairs (i, j), see `features`."""

    def __init__(self, features: Features, settings: Settings) -> None:
        """Nothing is worked out yet."""
        shares = settings.shares()
        self._features, self._shares = features, {name: shares[name] for name in CRITERIA if shares[name]}

    def score(self, i: Ints, j: Ints) -> Ints:
        """Return the scores of the pairs, whole numbers from 0 to `FULL_SCORE`."""
        total = np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.int16)
        for points in self._points.values():
            total += points(i, j)
        return total.astype(np.int64)

    def parts(self, i: Ints, j: Ints) -> tuple[dict[str, Points], dict[str, Bools]]:
        """Return the points of each criterion that weighs anything, and where it is unknown."""
        return (
            {name: points(i, j) for name, points in self._points.items()},
            {name: unknown(i, j) for name, unknown in self._unknown.items()},
        )

    def by_kind(self) -> dict[str, Callable[[Ints, Ints], Points]]:
        """Return what gives the points of each criterion that says the same of all people of one kind.

        That of the occupation says the same of all who bring the same codes.
        """
        return {name: points for name, points in self._points.items() if name != "wishes"}

    def wished(self, i: Ints, j: Ints) -> tuple[Ints, Points]:
        """Return the positions (flat) of those of the pairs for whom a wish counts, and its points."""
        where, worth = self._features.wishes.find(i, j)
        return where, _points(worth, share=self._shares.get("wishes", 0))

    @cached_property
    def _points(self) -> dict[str, Callable[[Ints, Ints], Points]]:
        return {name: self._pointing(name, share) for name, share in self._shares.items()}

    @cached_property
    def _unknown(self) -> dict[str, Callable[[Ints, Ints], Bools]]:
        return {name: self._by_kind(name, np.isnan) for name in self._shares}

    def _pointing(self, name: str, share: int) -> Callable[[Ints, Ints], Points]:
        """Return what gives the points of one criterion for pairs."""
        if name == "occupation":
            return self._occupation(share)
        if name == "wishes":
            return self._wishes
        return self._by_kind(name, partial(_points, share=share))

    def _by_kind[T: np.generic](
        self, name: str, told: Callable[[Floats], NDArray[T]]
    ) -> Callable[[Ints, Ints], NDArray[T]]:
        features = self._features
        return by_kind(
            lambda i, j: told(CRITERION[name](features, i, j)),
            features.participants.kinds[name],
            features.places.kinds[name],
        )

    def _occupation(self, share: int) -> Callable[[Ints, Ints], Points]:
        """Return what looks up the points by the codes of both, the best of all that they bring."""
        mine, theirs = self._features.participants.codes, self._features.places.codes
        main = _points(self._features.closeness, share=share)
        second = _points(self._features.closeness * SECONDARY, share=share)
        tables = [
            Table(second if rank or other else main, mine[:, rank], theirs[:, other])
            for rank in range(mine.shape[1])
            for other in range(theirs.shape[1])
        ]
        return lambda i, j: reduce(np.maximum, (table(i, j) for table in tables))

    def _wishes(self, i: Ints, j: Ints) -> Points:
        points = np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.int16)
        where, worth = self.wished(i, j)
        points.ravel()[where] = worth
        return points


def _points(value: Floats, share: int) -> Points:
    """Return what is worth so much of `share` in whole points; where a side is missing there are none."""
    return np.rint(np.fmax(value, 0.0) * share).astype(np.int16)
