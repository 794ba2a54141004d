"""Running the matching on a cohort. What comes out binds nobody: people choose from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.queries import participants_of, places_of
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.matching.adapter import Settings
from parcours.matching.beginning import begin
from parcours.matching.models import Run
from parcours.matching.queries import running_in
from parcours.matching.states import RUN
from parcours.matching.tasks import break_off, match_cohort
from parcours.matching.working import work_out
from parcours.programs.models import Cohort

AT_ONCE = 150
"""So many mentees and mentors together are matched while the page loads, in a second. More go to the worker."""

SILENCE = timedelta(minutes=5)
"""After so long without a sign whoever was at work is taken to be gone: no step of a large cohort takes as long."""


@transaction.atomic
def run(*, cohort: Cohort, settings: Settings, by: Actor, also: Sequence[str] = ()) -> Run:
    """Match the cohort as it stands: pairs that were chosen hold, and everything else is proposed anew.

    After that it is matched in each of the modes ``also``. A large cohort is given to the worker; the run that is
    returned waits then, else it is the last one. Raises NotAllowed, and Refused where nobody has a seat, or where the
    cohort is being matched already.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    if not participants_of(cohort).exists():
        raise Refused(_("Nobody has a seat in this cohort yet. Give seats to applications first."))
    before = running_in(cohort)
    if before is not None and is_silent(before):
        break_off(before, by)
    made = begin(cohort, settings, by)
    if is_large(cohort):
        match_cohort.enqueue(organization=by.here.pk, run_id=made.pk, also=list(also))
        return made
    work_out(made, by)
    for mode in also:
        made = begin(cohort, replace(settings, mode=mode), by)
        work_out(made, by)
    return made


def is_large(cohort: Cohort) -> bool:
    """Return whether a run over the cohort goes to the worker."""
    return participants_of(cohort).count() + places_of(cohort).count() > AT_ONCE


@transaction.atomic
def stop(*, run: Run, by: Actor) -> None:
    """Stop a run that is being worked out; nothing of it is kept. Raises NotAllowed, and Stale where it has ended."""
    check(by, Permission.MANAGE_PROGRAMS)
    move(run, RUN["stop"], field="state")
    record(by=by, verb=RUN["stop"].verb, what=run, cohort=run.cohort_id)


def is_silent(run: Run) -> bool:
    """Return whether a run should be worked out and has not been heard of for a while."""
    return run.state == "waiting" and run.alive_at < timezone.now() - SILENCE
