"""What changed for whom from one run to another, and why."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from parcours.applications.queries import places_of
from parcours.matching.adapter import needed_for, who_took
from parcours.matching.models import Candidate, Exclusion, Run
from parcours.matching.queries import proposed_by, unplaced_by
from parcours.people.consent.queries import refusing
from parcours.people.models import Mentor, Participant

type _Pairs = AbstractSet[tuple[int, int]]


class Why(StrEnum):
    """Why the later run says something else about a mentee."""

    NEW = "new"
    GONE = "gone"
    WITHDREW = "withdrew"
    CHOSEN = "chosen"
    MENTOR_WITHDREW = "mentor_withdrew"
    MENTOR_GONE = "mentor_gone"
    RULED_OUT = "ruled_out"
    RULES = "rules"
    OTHERS = "others"
    FREED = "freed"
    PLACED = "placed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a mentee was proposed before, and is now; None for nobody.

    ``other`` has the place of before now, or had the one of now before; ``needed_for`` is whom somebody moved for,
    directly or over others who moved, and ``needed_as`` says why they needed a place.
    """

    participant: Participant
    before: Mentor | None
    now: Mentor | None
    why: Why
    other: Participant | None = None
    needed_for: Participant | None = None
    needed_as: Why | None = None


def differences(earlier: Run, later: Run) -> list[Difference]:
    """Return the mentees about whom the two runs differ, by name."""
    first, then = _by_mentee(earlier), _by_mentee(later)
    in_first, in_then = _everybody(earlier, first), _everybody(later, then)
    listed = set(later.candidates.values_list("participant", "mentor"))
    ruled_out = set(Exclusion.objects.filter(cohort=later.cohort_id).values_list("participant", "mentor"))
    same_rules = earlier.rules == later.rules
    people = in_first | in_then
    mentors = [pair.mentor for pair in first.values()]
    no = refusing("service", [row.person for row in (*people.values(), *mentors)])
    found: dict[int, Difference] = {}
    for number in people:
        before, now = first.get(number), then.get(number)
        if (before and before.mentor_id) == (now and now.mentor_id) and (number in in_first) == (
            number in in_then
        ):
            continue
        if number not in in_first:
            why = Why.NEW
        elif number not in in_then:
            why = Why.WITHDREW if people[number].person_id in no else Why.GONE
        else:
            others = Why.OTHERS if before else Why.PLACED
            why = _why(before, now, listed, ruled_out, no) or (others if same_rules else Why.RULES)
        found[number] = Difference(
            people[number], before.mentor if before else None, now.mentor if now else None, why
        )
    places = {place.mentor_id: place.places for place in places_of(later.cohort)}
    capacity = {
        pair.mentor_id: min(places.get(pair.mentor_id, 0), pair.mentor.capacity) for pair in then.values()
    }
    moved = {number for number, one in found.items() if one.why is Why.OTHERS}
    took = who_took(_pairs(first), _pairs(then), capacity, moved)
    return sorted(
        _with_others(found, took, moved), key=lambda one: (one.participant.called, one.participant.pk)
    )


def _with_others(
    found: Mapping[int, Difference], took: Mapping[int, int], moved: AbstractSet[int]
) -> Iterator[Difference]:
    """Yield the same, with who has whose place, and for whom those moved about whom there is nothing else to say."""
    had = {taker: number for number, taker in took.items()}
    for number, one in found.items():
        last = needed_for(number, took, moved) if number in moved else None
        if last is not None:
            yield replace(
                one,
                other=found[took[number]].participant,
                needed_for=found[last].participant,
                needed_as=found[last].why,
            )
        elif one.why is Why.PLACED and number in had:
            yield replace(one, why=Why.FREED, other=found[had[number]].participant)
        else:
            yield one


def _why(
    before: Candidate | None, now: Candidate | None, listed: _Pairs, ruled_out: _Pairs, no: AbstractSet[int]
) -> Why | None:
    """Return what happened to the pair of before.

    ``listed`` are the pairs of the later run’s short-lists, ``no`` the people who took back that we may match them.
    """
    if now is not None and now.is_fixed:
        return Why.CHOSEN
    if before is None:
        return None
    pair = before.participant_id, before.mentor_id
    if pair not in listed and pair in ruled_out:
        return Why.RULED_OUT
    if before.mentor_id in {mentor for _mentee, mentor in listed}:
        return None
    return Why.MENTOR_WITHDREW if before.mentor.person_id in no else Why.MENTOR_GONE


def _pairs(placed: Mapping[int, Candidate]) -> set[tuple[int, int]]:
    return {(number, pair.mentor_id) for number, pair in placed.items()}


def _by_mentee(run: Run) -> dict[int, Candidate]:
    return {pair.participant_id: pair for pair in proposed_by(run)}


def _everybody(run: Run, placed: dict[int, Candidate]) -> dict[int, Participant]:
    return {number: pair.participant for number, pair in placed.items()} | {
        row.participant_id: row.participant for row in unplaced_by(run)
    }
