"""Working out what a run proposes: profiles are read, pairs are found, reasons are written down.

Between these, and between the steps of the engine, it is kept where the run is, and whether somebody stopped it. It may
be done again at any point: until the answer is kept, whole, nothing of it is.
"""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.matching.adapter import Clash, Progress, propose
from parcours.matching.gathering import Gathered, gather
from parcours.matching.keeping import keep, keep_impossible
from parcours.matching.models import Run
from parcours.matching.settings_kept import read
from parcours.reference.noc import load_taxonomy


def work_out(run: Run, by: Actor) -> None:
    """Work out what the run proposes, and keep it; a run that is done, stopped or broken off stays as it is."""
    if not _goes_on(run, "gathering"):
        return
    gathered = gather(run.cohort, by)
    counts = {"mentees": len(gathered.participants), "mentors": len(gathered.mentors)}
    if not _goes_on(run, "matching", **counts):
        return
    try:
        answer = _answer(run, gathered)
    except _Stopped:
        return
    if not _goes_on(run, "writing"):
        return
    with transaction.atomic():
        if _goes_on(run, "writing"):  # and nobody stops it any more until this is kept
            answer()


class _Stopped(Exception):
    """Somebody stopped the run while the engine worked."""


def _answer(run: Run, gathered: Gathered) -> Callable[[], None]:
    """Return what keeps the answer of the engine. Raises _Stopped where it is no longer to be worked out."""

    def told(progress: Progress) -> bool:
        reached = {"pairs": progress.pairs, "placed": progress.placed, "gap": progress.gap}
        if not _goes_on(run, "matching", certificate=reached):
            raise _Stopped
        return True

    try:
        proposal = propose(gathered.rows("en"), load_taxonomy(), read(run.rules), told=told)
    except Clash as unmet:
        return partial(keep_impossible, run, unmet)
    return partial(keep, run, gathered, proposal)


def _goes_on(run: Run, phase: str, **counts: int | dict[str, int | None]) -> bool:
    """Keep where the run is; return False where it is no longer to be worked out."""
    changes = {"phase": phase, "alive_at": timezone.now(), **counts}
    if not Run.objects.filter(pk=run.pk, state="waiting").update(**changes):
        return False
    for name, value in changes.items():
        setattr(run, name, value)
    return True
