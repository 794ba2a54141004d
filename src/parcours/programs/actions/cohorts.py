"""Adding and copying cohorts, moving their dates, and taking them from one status to the next."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core import transitions
from parcours.core.refusals import Refused
from parcours.core.versions import change, claim
from parcours.programs import timetable
from parcours.programs.models import Cohort, Phase, Program
from parcours.programs.queries import spans_of
from parcours.programs.states import COHORT
from parcours.programs.timetable import Edge, Span, TooEarly


@transaction.atomic
def add_cohort(
    *,
    program: Program,
    name: str,
    seats: int,
    spans: Sequence[Span],
    by: Actor,
    intake: str = "fixed_dates",
    has_waitlist: bool = True,
) -> Cohort:
    """Add a cohort with its phases; the key of each is its kind. Raises NotAllowed, ValidationError."""
    check(by, Permission.MANAGE_PROGRAMS)
    cohort = Cohort(
        organization=by.here,
        program=program,
        name=name,
        seats=seats,
        intake=intake,
        has_waitlist=has_waitlist,
    )
    cohort.full_clean()
    cohort.save()
    for span in spans:
        phase = Phase(
            organization=by.here,
            cohort=cohort,
            kind=span.key,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
        )
        phase.full_clean()
        phase.save()
    record(by=by, verb="cohort.added", what=cohort)
    return cohort


@transaction.atomic
def change_cohort(*, cohort: Cohort, version: int, by: Actor, **fields: Any) -> None:
    """Change what a cohort is called, its seats and its intake, as somebody who saw ``version`` of it decided.

    Raises NotAllowed, ValidationError for what a field does not take, and Stale where somebody else was faster.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    changed = change(cohort, version=version, **fields)
    if changed:
        record(by=by, verb="cohort.changed", what=cohort, fields=sorted(changed.after))


def copy_cohort(*, cohort: Cohort, name: str, by: Actor) -> Cohort:
    """Add a cohort like this one, 52 weeks later and not yet begun. Raises NotAllowed, ValidationError."""
    return add_cohort(
        program=cohort.program,
        name=name,
        seats=cohort.seats,
        spans=timetable.a_year_later(spans_of(cohort)),
        by=by,
        intake=cohort.intake,
        has_waitlist=cohort.has_waitlist,
    )


def after_move(cohort: Cohort, kind: str, edge: Edge, to: dt.date) -> list[Span]:
    """Return the phases as `move_phase` would leave them. Raises Refused for a phase or a day that cannot be."""
    spans = spans_of(cohort)
    if kind not in {span.key for span in spans}:
        raise Refused(_("This cohort has no such phase. Open the page again."))
    try:
        return timetable.move(spans, kind, edge, to)
    except TooEarly as early:
        raise Refused(
            _("The phase would come before what it follows. The first possible day is %(day)s.")
            % {"day": date_format(early.first)}
        ) from early


@transaction.atomic
def move_phase(*, cohort: Cohort, version: int, kind: str, edge: Edge, to: dt.date, by: Actor) -> None:
    """Move a day of a phase, and what follows with it, as somebody who saw ``version`` of the cohort decided.

    Raises NotAllowed, Refused for a day that cannot be, and Stale where somebody else was faster.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    claim(cohort, version)
    for span in after_move(cohort, kind, edge, to):
        Phase.objects.filter(cohort=cohort, kind=span.key).update(
            starts_on=span.starts_on, ends_on=span.ends_on
        )
    record(by=by, verb="cohort.dates_moved", what=cohort, phase=kind, edge=edge.value, to=to.isoformat())


@transaction.atomic
def take(*, cohort: Cohort, way: str, by: Actor) -> None:
    """Move the cohort along the way of that name. Raises NotAllowed, and Stale where its status is another one now."""
    check(by, Permission.MANAGE_PROGRAMS)
    transition = next((one for one in COHORT if one.name == way), None)
    if transition is None:
        raise Refused(_("There is no such step. Open the page again."))
    before = cohort.status
    transitions.move(cohort, transition)
    record(by=by, verb=transition.verb, what=cohort, way=way, before=before, after=transition.target)
