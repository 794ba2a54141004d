"""The hard rules: who may meet whom. Each also says what it let pass only because a side is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from parcours.engine.matching.features import NOC_DIGITS, UNKNOWN, Bools, Features, Ints
from parcours.engine.matching.lookup import by_kind
from parcours.engine.matching.settings import RULES, Settings

Judgement = Callable[[Ints, Ints], Bools]

_IN_PERSON, _ONLINE = 1, 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A hard rule over pairs of indexes (see `features`).

    `holds(features, i, j, digits)` is true where the pair may meet; `unsure(features, i, j, digits)` where it may
    only because a side is missing.
    """

    holds: Callable[[Features, Ints, Ints, int], Bools]
    unsure: Callable[[Features, Ints, Ints, int], Bools]


def _either_missing(name: str) -> Callable[[Features, Ints, Ints, int], Bools]:
    def unsure(features: Features, i: Ints, j: Ints, _digits: int) -> Bools:
        missing: Bools = ~features.participants.known[name][i] | ~features.places.known[name][j]
        return missing

    return unsure


def _occupation(features: Features, i: Ints, j: Ints, digits: int) -> Bools:
    divisor = 10 ** (NOC_DIGITS - digits)
    holds = _either_missing("occupation")(features, i, j, digits)
    for mine in features.participants.occupations.T:
        for theirs in features.places.occupations.T:
            left, right = mine[i], theirs[j]
            holds = holds | ((left // divisor == right // divisor) & (left != UNKNOWN))
    return holds


def _language(features: Features, i: Ints, j: Ints, digits: int) -> Bools:
    holds = _either_missing("language")(features, i, j, digits)
    for mine, theirs in zip(features.participants.languages.T, features.places.languages.T, strict=True):
        holds = holds | ((mine[i] & theirs[j]) != 0)
    return holds


def _city_unknown(features: Features, i: Ints, j: Ints) -> Bools:
    unknown: Bools = (features.participants.city[i] == UNKNOWN) | (features.places.city[j] == UNKNOWN)
    return unknown


def _meeting(features: Features, i: Ints, j: Ints, _digits: int) -> Bools:
    mine, theirs = features.participants.meeting[i], features.places.meeting[j]
    shared = mine & theirs
    province, other = features.participants.province[i], features.places.province[j]
    near = (features.participants.city[i] == features.places.city[j]) & (
        (province == other) | (province == UNKNOWN) | (other == UNKNOWN)
    )
    near = near | _city_unknown(features, i, j)
    holds: Bools = (mine == 0) | (theirs == 0) | (shared >= _ONLINE) | ((shared == _IN_PERSON) & near)
    return holds


def _meeting_unsure(features: Features, i: Ints, j: Ints, _digits: int) -> Bools:
    mine, theirs = features.participants.meeting[i], features.places.meeting[j]
    by_city = ((mine & theirs) == _IN_PERSON) & _city_unknown(features, i, j)
    unsure: Bools = (mine == 0) | (theirs == 0) | by_city
    return unsure


def _availability(features: Features, i: Ints, j: Ints, digits: int) -> Bools:
    shared = features.participants.availability[i] & features.places.availability[j]
    holds: Bools = (shared != 0) | _availability_unsure(features, i, j, digits)
    return holds


def _availability_unsure(features: Features, i: Ints, j: Ints, _digits: int) -> Bools:
    unsure: Bools = (features.participants.availability[i] == 0) | (features.places.availability[j] == 0)
    return unsure


def _avoid(features: Features, i: Ints, j: Ints, _digits: int) -> Bools:
    holds: Bools = ~features.avoid.at(i, j)
    return holds


def _never(_features: Features, i: Ints, j: Ints, _digits: int) -> Bools:
    return np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.bool_)


def _employer(features: Features, i: Ints, j: Ints, digits: int) -> Bools:
    same = features.participants.employer[i] == features.places.employer[j]
    holds: Bools = ~same | _employer_unsure(features, i, j, digits)
    return holds


def _employer_unsure(features: Features, i: Ints, j: Ints, _digits: int) -> Bools:
    unsure: Bools = (features.participants.employer[i] == UNKNOWN) | (features.places.employer[j] == UNKNOWN)
    return unsure


RULE: Mapping[str, Rule] = MappingProxyType(
    {
        "occupation": Rule(_occupation, _either_missing("occupation")),
        "language": Rule(_language, _either_missing("language")),
        "meeting": Rule(_meeting, _meeting_unsure),
        "availability": Rule(_availability, _availability_unsure),
        "avoid": Rule(_avoid, _never),
        "employer": Rule(_employer, _employer_unsure),
    }
)
"""Every hard rule by its name, in the order of `settings.RULES`."""


class Rules:
    """The rules of a program, asked about the pairs (i, j), see `features`; `on` are those that hold, in order."""

    def __init__(self, features: Features, settings: Settings) -> None:
        """Nothing is worked out yet."""
        self.on = tuple(name for name in RULES if settings.rules[name])
        self._features, self._digits = features, settings.occupation_digits
        self._holds: dict[str, Judgement] = {}

    def holds(self, name: str, i: Ints, j: Ints) -> Bools:
        """Return where the pairs may meet under this rule."""
        if name not in self._holds:
            self._holds[name] = self._looked_up(name, RULE[name].holds)
        return self._holds[name](i, j)

    def unsure(self, name: str, i: Ints, j: Ints) -> Bools:
        """Return where the pairs may meet under this rule only because a side is missing."""
        return self._looked_up(name, RULE[name].unsure)(i, j)  # of few pairs, and asked once

    def _looked_up(self, name: str, judge: Callable[[Features, Ints, Ints, int], Bools]) -> Judgement:
        features, digits = self._features, self._digits

        def judged(i: Ints, j: Ints) -> Bools:
            return judge(features, i, j, digits)

        if name in {"occupation", "avoid"}:  # which are about the two people, not about their kinds
            return judged
        return by_kind(judged, features.participants.kinds[name], features.places.kinds[name])
