"""What the worker does for matching. A task that was killed is run again, and begins anew."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import Membership, Organization
from parcours.accounts.roles import Permission, Role
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.jobs.declared import job
from parcours.matching.beginning import begin
from parcours.matching.models import Run
from parcours.matching.settings_kept import read
from parcours.matching.states import RUN
from parcours.matching.working import work_out


@job(_("Matching a cohort"))
@task
def match_cohort(organization: int, run_id: int, also: Sequence[str] = ()) -> None:
    """Work out a run that still waits, with the roles that whoever asked for it has now.

    Once it is done, the cohort is matched in each of the modes ``also``, unless somebody begins another run meanwhile.
    """
    with scope(organization=Organization.objects.get(pk=organization)):
        run = (
            Run.objects.select_related("organization", "made_by", "cohort__program", "cohort__organization")
            .filter(pk=run_id)
            .first()
        )
        if run is None:  # it was deleted meanwhile
            return
        roles = Membership.objects.filter(user=run.made_by, ended_at=None).values_list("role", flat=True)
        by = Actor(run.organization, user=run.made_by, roles=frozenset(map(Role, roles)), via=Via.JOB)
        try:
            work_out(run, by)
        except Exception:
            break_off(run, by)
            raise
        if also:
            _go_on(run, also, by)


@transaction.atomic
def _go_on(run: Run, also: Sequence[str], by: Actor) -> None:
    """Begin the run of the next mode, once however often the task of this one is done again."""
    if not Run.objects.filter(pk=run.pk, state="done").exists() or not by.may(Permission.MANAGE_PROGRAMS):
        return
    if Run.objects.filter(cohort=run.cohort_id, pk__gt=run.pk).exists():
        return
    with suppress(Refused):  # somebody was faster
        made = begin(run.cohort, replace(read(run.rules), mode=also[0]), by)
        match_cohort.enqueue(organization=by.here.pk, run_id=made.pk, also=list(also[1:]))


@transaction.atomic
def break_off(run: Run, by: Actor) -> None:
    """Note that a run came to nothing, so that another can be begun. Raises Stale where it has ended."""
    move(run, RUN["break_off"], field="state")
    record(by=by, verb=RUN["break_off"].verb, what=run, cohort=run.cohort_id)
