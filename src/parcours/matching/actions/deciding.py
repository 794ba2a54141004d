"""Taking pairs from what a run proposes: a person does, one by one or all that are left."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from parcours.accounts.actors import Actor
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused, Stale
from parcours.engagements.actions.choosing import choose
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import of_cohort
from parcours.matching.models import Candidate, Run
from parcours.matching.still_open import how_it_stands, still_open

LONGEST = 10.0
"""So many seconds are pairs taken at one press: whoever waits longer for a page takes it for broken."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The pairs that were taken, in words why others were not, and how many are ``left`` as there was no time."""

    pairs: Sequence[Mentorship]
    refused: Sequence[str]
    left: int = 0


def take(
    *, candidate: Candidate, by: Actor, seen: Collection[int], instead_of: Collection[int] = (), why: str = ""
) -> Mentorship:
    """Choose a pair of a short-list. Raises as `engagements.actions.choosing.choose` does."""
    return choose(
        cohort=candidate.run.cohort,
        participant=candidate.participant,
        mentor=candidate.mentor,
        chosen_as="proposal",
        by=by,
        seen=seen,
        instead_of=instead_of,
        why=why,
        score=candidate.score,
    )


def take_all(*, run: Run, by: Actor, why: str = "") -> Taken:
    """Choose every pair that the run proposed and that is still open. Raises NotAllowed.

    What others do at the same moment stands: where a pair no longer goes, it is left out, and the answer says why. Each
    pair is chosen by itself: all at once, very many would keep others from writing, and two who choose at the same
    moment could wait for each other. Of very many some are left, and pressing again goes on; nobody is told yet.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    pairs, refused = [], []
    proposed = still_open(run, how_it_stands(run.cohort)).proposed
    ends = time.monotonic() + LONGEST
    for number, candidate in enumerate(proposed.values(), start=1):
        candidate.run = run
        seen = of_cohort(run.cohort).filter(mentor=candidate.mentor_id).values_list("pk", flat=True)
        try:
            pairs.append(take(candidate=candidate, by=by, seen=list(seen), why=why))
        except (Refused, Stale) as problem:
            refused.append(str(problem))
        if time.monotonic() >= ends:
            return Taken(pairs, refused, left=len(proposed) - number)
    return Taken(pairs, refused)
