"""What is different from an earlier run, and why: pairs that are no more, and people who had no place."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from parcours.engine.matching.features import Features, Ints
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.result import Change

MOVED = "moved"


def changes(problem: Problem, features: Features, now: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what became of every pair of the earlier run that is no more, and who newly has a place.

    `now` is the new proposal. Without an earlier run nothing is new.
    """
    if not problem.previous:
        return ()
    ended = _ended(problem, features, now)
    moved = {one.participant for one in ended if one.reason == MOVED}
    capacity = {place.id: place.capacity for place in problem.places}
    took = who_took(set(problem.previous), set(now.items()), capacity, moved)
    found = [
        replace(one, other=took.get(one.participant), needed_for=needed_for(one.participant, took, moved))
        if one.reason == MOVED
        else one
        for one in ended
    ]
    return tuple(sorted([*found, *_placed(problem, now, took)], key=lambda one: one.participant))


def who_took[Person, Place](
    before: Collection[tuple[Person, Place]],
    now: Collection[tuple[Person, Place]],
    capacity: Mapping[Place, int],
    moved: Collection[Person],
) -> dict[Person, Person]:
    """Return who has the place of those who no longer have theirs, each for one.

    A place of somebody who only `moved` was needed where it is full; which of one mentor’s it is, is all the same.
    """
    leaving: dict[Place, list[Person]] = defaultdict(list)
    coming: dict[Place, list[Person]] = defaultdict(list)
    for some, others, found in ((before, now, leaving), (now, before, coming)):
        for person, place in sorted(set(some) - set(others)):
            found[place].append(person)
    filled = Counter(place for _person, place in now)
    took: dict[Person, Person] = {}
    for place, people in coming.items():
        needed = filled[place] >= capacity[place]
        had = [person for person in leaving[place] if person in moved and needed]
        had += [person for person in leaving[place] if person not in moved]
        took.update(zip(had, people, strict=False))
    return took


def needed_for[Person](
    person: Person, took: Mapping[Person, Person], moved: Collection[Person]
) -> Person | None:
    """Return for whom somebody moved, over all who moved for that; None where nobody needed it, as in a circle."""
    seen = {person}
    while (person := took.get(person, person)) not in seen:
        if person not in moved:
            return person
        seen.add(person)
    return None


def _ended(problem: Problem, features: Features, now: Mapping[str, str]) -> list[Change]:
    participants = {person.id: at for at, person in enumerate(problem.participants)}
    places = {place.id: at for at, place in enumerate(problem.places)}
    locked, rules = {participant for participant, _ in problem.locks}, problem.settings.rules
    before = set(problem.previous)
    here = Counter(place for participant, place in before if participant in participants)
    fixed = Counter(place for participant, place in problem.locks if (participant, place) not in before)
    found = []
    for participant, place in sorted(before):
        if now.get(participant) == place:
            continue
        if participant not in participants:
            reason = "participant_withdrew" if participant in problem.withdrawn[0] else "participant_left"
        elif place not in places:
            reason = "place_withdrew" if place in problem.withdrawn[1] else "place_left"
        elif participant in locked:
            reason = "locked"
        elif rules["avoid"] and features.avoid.at(_one(participants[participant]), _one(places[place]))[0]:
            reason = "avoid"
        elif problem.places[places[place]].capacity < here[place]:
            reason = "capacity"
        elif problem.places[places[place]].capacity < here[place] + fixed[place]:
            reason = "locked"
        else:
            reason = MOVED
        found.append(Change(participant, place, now.get(participant), reason))
    return found


def _placed(problem: Problem, now: Mapping[str, str], took: Mapping[str, str]) -> list[Change]:
    """Return those who have a place and had none."""
    had, locks = {taker: person for person, taker in took.items()}, set(problem.locks)
    before = dict(problem.previous)
    found = []
    for participant, place in now.items():
        if participant in before:
            continue
        other = None
        if (participant, place) in locks:
            reason = "fixed"
        elif problem.earlier and participant not in problem.earlier[0]:
            reason = "participant_arrived"
        elif participant in had:
            reason, other = "freed", had[participant]
        elif problem.earlier and place not in problem.earlier[1]:
            reason = "place_arrived"
        else:
            reason = "placed"
        found.append(Change(participant, None, place, reason, other))
    return found


def _one(index: int) -> Ints:
    return np.array([index], dtype=np.int64)
