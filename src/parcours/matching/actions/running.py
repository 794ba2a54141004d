"""Running the matching on a cohort. What comes out binds nobody: people choose from it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours import __version__
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.queries import participants_of, places_of
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.matching.adapter import Settings
from parcours.matching.models import Run
from parcours.matching.queries import running_in
from parcours.matching.settings_kept import kept
from parcours.matching.states import RUN
from parcours.matching.tasks import break_off, match_cohort
from parcours.matching.working import work_out
from parcours.programs.models import Cohort

AT_ONCE = 150
"""So many mentees and mentors together are matched while the page loads, in a second. More go to the worker."""

SILENCE = timedelta(minutes=5)
"""After so long without a sign whoever was at work is taken to be gone: no step of a large cohort takes as long."""


@transaction.atomic
def run(*, cohort: Cohort, settings: Settings, by: Actor) -> Run:
    """Match the cohort as it stands: pairs that were chosen hold, and everything else is proposed anew.

    A large cohort is given to the worker; the run that is returned waits then. Raises NotAllowed, and Refused where
    nobody has a seat, or where the cohort is being matched already.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    if not participants_of(cohort).exists():
        raise Refused(_("Nobody has a seat in this cohort yet. Give seats to applications first."))
    before = running_in(cohort)
    if before is not None and is_silent(before):
        break_off(before, by)
    made = _begun(cohort, settings, by)
    record(by=by, verb="matching.run", what=made, cohort=cohort.pk)
    if is_large(cohort):
        match_cohort.enqueue(organization=by.here.pk, run_id=made.pk)
    else:
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


def _begun(cohort: Cohort, settings: Settings, by: Actor) -> Run:
    """Return a new run, the only one of the cohort that is worked out."""
    try:
        with transaction.atomic():
            return Run.objects.create(
                organization=by.here,
                cohort=cohort,
                rules=kept(settings),
                made_with=__version__,
                made_by=by.user,
            )
    except IntegrityError as twice:
        other = running_in(cohort)
        said = {
            "who": (other and other.made_by) or _("Somebody"),
            "when": date_format(timezone.localtime(other.made_at if other else None), "TIME_FORMAT"),
        }
        raise Refused(
            _("%(who)s has had this cohort matched since %(when)s. Wait until that has ended, or stop it.")
            % said
        ) from twice
