"""What the worker does for matching. A task that was killed is run again, and begins anew."""

from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import Membership, Organization
from parcours.accounts.roles import Role
from parcours.core.transitions import move
from parcours.jobs.declared import job
from parcours.matching.models import Run
from parcours.matching.states import RUN
from parcours.matching.working import work_out


@job(_("Matching a cohort"))
@task
def match_cohort(organization: int, run_id: int) -> None:
    """Work out a run that still waits, with the roles that whoever asked for it has now."""
    with scope(organization=Organization.objects.get(pk=organization)):
        run = (
            Run.objects.filter(pk=run_id, state="waiting")
            .select_related("organization", "made_by", "cohort__program", "cohort__organization")
            .first()
        )
        if run is None:
            return
        roles = Membership.objects.filter(user=run.made_by, ended_at=None).values_list("role", flat=True)
        by = Actor(run.organization, user=run.made_by, roles=frozenset(map(Role, roles)), via=Via.JOB)
        try:
            work_out(run, by)
        except Exception:
            break_off(run, by)
            raise


@transaction.atomic
def break_off(run: Run, by: Actor) -> None:
    """Note that a run came to nothing, so that another can be begun. Raises Stale where it has ended."""
    move(run, RUN["break_off"], field="state")
    record(by=by, verb=RUN["break_off"].verb, what=run, cohort=run.cohort_id)
