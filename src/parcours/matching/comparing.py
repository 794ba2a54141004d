"""What changed for whom from one run to another, and why."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Difference:
    """What a mentee was proposed before, and is now; None for nobody."""

    participant: Participant
    before: Mentor | None
    now: Mentor | None
    why: Why


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
    found = []
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
            why = _why(before, now, listed, ruled_out, no) or (Why.OTHERS if same_rules else Why.RULES)
        found.append(
            Difference(people[number], before.mentor if before else None, now.mentor if now else None, why)
        )
    return sorted(found, key=lambda one: (one.participant.called, one.participant.pk))


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


def _by_mentee(run: Run) -> dict[int, Candidate]:
    return {pair.participant_id: pair for pair in proposed_by(run)}


def _everybody(run: Run, placed: dict[int, Candidate]) -> dict[int, Participant]:
    return {number: pair.participant for number, pair in placed.items()} | {
        row.participant_id: row.participant for row in unplaced_by(run)
    }
