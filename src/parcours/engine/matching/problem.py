"""The matching problem: participants, places, what is fixed beforehand, and the settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from parcours.engine.matching.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What both sides bring. An empty or None value means unknown, never a default.

    `occupations` are five-digit NOC 2021 codes as text, the main one first. `languages` gives an ISO 639 code
    its CLB or NCLC level (1 to 12), or None where the level is unknown. `meeting` holds `in_person`, `online`;
    `availability` holds `weekday_day`, `weekday_evening`, `weekend`. `prefers` ranks ids of the other side, the
    dearest first; `avoid_ids` and `avoid_employers` name people and employers of the other side never to meet.
    Texts that are compared (`city`, `employer`, tags) must come folded: the engine compares them exactly.
    """

    id: str
    occupations: tuple[str, ...] = ()
    years: float | None = None
    languages: Mapping[str, int | None] = field(default_factory=dict)
    city: str = ""
    province: str = ""
    meeting: frozenset[str] = frozenset()
    availability: frozenset[str] = frozenset()
    employer: str = ""
    avoid_ids: frozenset[str] = frozenset()
    avoid_employers: frozenset[str] = frozenset()
    prefers: tuple[str, ...] = ()
    background: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Person):
    """Somebody who looks for one place.

    `background` counts only where `background_matters` is true. `waiting_since` counts only in relation to the other
    participants.
    """

    background_matters: bool = False
    goals: frozenset[str] = frozenset()
    waiting_since: date | None = None
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Person):
    """A mentor or host who takes participants: at most `capacity` (0 = paused), at least `minimum`.

    `offers` is compared with the participants' `goals`.
    """

    offers: frozenset[str] = frozenset()
    capacity: int = 1
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class KnownPrices:
    """What one pair more and each place (by id) were worth in an earlier run, in points.

    Where groups have limits, `agencies` and `hosts` are what each group (by name) was worth; the price of a place holds
    that of its host. A hint for where to search first: no price, right or wrong, changes a proposal.
    """

    pair: int
    places: Mapping[str, int]
    agencies: Mapping[str, int] = field(default_factory=dict)
    hosts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything one run needs.

    `locks` are pairs (participant id, place id) fixed by hand: they hold even against a rule. `previous` are the
    pairs of an earlier run: whoever was placed stays placed where that is possible at all, and a pair changes
    only as far as `Settings.keep_bonus` lets it. Pairs of `previous` whose people are no longer here are passed
    over; `withdrawn` are those of them, participants and places, who are not here because they no longer agree to it.
    `earlier` are all participants and places of that run (ids), None where they are not known. `prices` are those of
    the same run: with them it takes less time.

    Raises ValueError for a repeated id, an unknown id in a lock, a participant locked twice, more locks than
    capacity, or a minimum above the capacity.
    """

    participants: tuple[Participant, ...]
    places: tuple[Place, ...]
    settings: Settings = field(default_factory=Settings)
    locks: tuple[tuple[str, str], ...] = ()
    previous: tuple[tuple[str, str], ...] = ()
    prices: KnownPrices | None = None
    withdrawn: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    earlier: tuple[frozenset[str], frozenset[str]] | None = None

    def __post_init__(self) -> None:
        participants, places = _ids(self.participants), _ids(self.places)
        taken: dict[str, int] = dict.fromkeys(places, 0)
        for participant, place in self.locks:
            if participant not in participants or place not in places:
                raise ValueError(f"lock {participant} - {place}: unknown id")
            taken[place] += 1
        if len({participant for participant, _ in self.locks}) < len(self.locks):
            raise ValueError("a participant is locked twice")
        for place_ in self.places:
            if not 0 <= place_.minimum <= place_.capacity:
                raise ValueError(
                    f"{place_.id}: minimum {place_.minimum} does not fit capacity {place_.capacity}"
                )
            if taken[place_.id] > place_.capacity:
                raise ValueError(f"{place_.id}: {taken[place_.id]} locks exceed capacity {place_.capacity}")


def _ids(people: Iterable[Person]) -> set[str]:
    seen: set[str] = set()
    for person in people:
        if person.id in seen:
            raise ValueError(f"id {person.id} stands twice")
        seen.add(person.id)
    return seen
