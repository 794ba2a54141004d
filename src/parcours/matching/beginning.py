"""Beginning a run: one at a time in a cohort."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours import __version__
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused
from parcours.matching.adapter import Settings
from parcours.matching.models import Run
from parcours.matching.queries import running_in
from parcours.matching.settings_kept import kept
from parcours.programs.models import Cohort


def begin(cohort: Cohort, settings: Settings, by: Actor) -> Run:
    """Return a new run, the only one of the cohort that waits. Raises Refused where there is another."""
    try:
        with transaction.atomic():
            made = Run.objects.create(
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
    record(by=by, verb="matching.run", what=made, cohort=cohort.pk)
    return made
