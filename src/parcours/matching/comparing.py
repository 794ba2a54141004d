"""What changed for whom from one run to another, and why."""

from dataclasses import dataclass
from enum import StrEnum

from parcours.matching.models import Candidate, Exclusion, Run
from parcours.matching.queries import proposed_by, unplaced_by
from parcours.people.models import Mentor, Participant


class Why(StrEnum):
    """Why the later run says something else about a mentee."""

    NEW = "new"
    GONE = "gone"
    CHOSEN = "chosen"
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
    people = in_first | in_then
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
            why = Why.GONE
        else:
            why = _why(earlier, later, before, now)
        found.append(
            Difference(people[number], before.mentor if before else None, now.mentor if now else None, why)
        )
    return sorted(found, key=lambda one: (one.participant.called, one.participant.pk))


def _why(earlier: Run, later: Run, before: Candidate | None, now: Candidate | None) -> Why:
    if now is not None and now.is_fixed:
        return Why.CHOSEN
    if before is not None:
        listed = later.candidates.filter(mentor=before.mentor_id)
        if not listed.exists():
            return Why.MENTOR_GONE
        if not listed.filter(participant=before.participant_id).exists() and _is_ruled_out(later, before):
            return Why.RULED_OUT
    return Why.RULES if earlier.rules != later.rules else Why.OTHERS


def _is_ruled_out(run: Run, pair: Candidate) -> bool:
    same = {"participant": pair.participant_id, "mentor": pair.mentor_id}
    return Exclusion.objects.filter(cohort=run.cohort_id, **same).exists()


def _by_mentee(run: Run) -> dict[int, Candidate]:
    return {pair.participant_id: pair for pair in proposed_by(run)}


def _everybody(run: Run, placed: dict[int, Candidate]) -> dict[int, Participant]:
    return {number: pair.participant for number, pair in placed.items()} | {
        row.participant_id: row.participant for row in unplaced_by(run)
    }
