"""Running the matching on a cohort. What comes out binds nobody: people choose from it."""

from django.db import transaction
from django.utils.translation import gettext as _

from parcours import __version__
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.queries import participants_of
from parcours.core.refusals import Refused
from parcours.matching.adapter import Settings, UnmetMinimums, propose
from parcours.matching.gathering import gather
from parcours.matching.keeping import keep, keep_impossible
from parcours.matching.models import Run
from parcours.matching.settings_kept import kept, read
from parcours.programs.models import Cohort
from parcours.reference.noc import load_taxonomy


@transaction.atomic
def run(*, cohort: Cohort, settings: Settings, by: Actor) -> Run:
    """Match the cohort as it stands: pairs that were chosen hold, and everything else is proposed anew.

    Raises NotAllowed, and Refused where nobody has a seat.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    if not participants_of(cohort).exists():
        raise Refused(_("Nobody has a seat in this cohort yet. Give seats to applications first."))
    made = Run.objects.create(
        organization=by.here,
        cohort=cohort,
        rules=kept(settings),
        made_with=__version__,
        made_by=by.user,
    )
    record(by=by, verb="matching.run", what=made, cohort=cohort.pk)
    work_out(made, by)
    return made


def work_out(run: Run, by: Actor) -> None:
    """Work out what the run proposes, and keep it; a run that is done stays as it is."""
    if run.state != "waiting":
        return
    gathered = gather(run.cohort, by)
    try:
        proposal = propose(gathered.rows("en"), load_taxonomy(), read(run.rules))
    except UnmetMinimums as unmet:
        keep_impossible(run, unmet)
    else:
        keep(run, gathered, proposal)
