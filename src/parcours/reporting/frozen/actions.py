"""Freezing the report of a cohort, before it is handed out."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.people.consent.queries import today
from parcours.programs.models import Cohort
from parcours.reporting.frozen.counts import counts, digest
from parcours.reporting.frozen.models import FrozenReport
from parcours.reporting.frozen.queries import frozen_of


@transaction.atomic
def freeze(*, cohort: Cohort, until: dt.date, by: Actor) -> FrozenReport:
    """Keep the figures of the cohort up to the day ``until`` as they are now; the log keeps their digest.

    Returns the report there is where the latest of the same day says the same. Raises NotAllowed, and Refused for a day
    that is still to come.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    if until > today(by.here):
        raise Refused(_("This day is still to come. Freeze the report on the day or after it."))
    figures = counts(cohort, until)
    latest = frozen_of(cohort).filter(until=until).first()
    if latest is not None and latest.figures == figures:
        return latest
    row = FrozenReport.objects.create(
        organization=by.here, cohort=cohort, until=until, figures=figures, frozen_by=by.user
    )
    record(by=by, verb="report.frozen", what=row, until=str(until), digest=digest(figures))
    return row
