"""Series: making one, and changing or cancelling one of its appointments with all that follow."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.messaging.calendar import letters
from parcours.messaging.calendar.actions.rows import Details, Person, count, fill, invite, known, taken
from parcours.messaging.calendar.models import Appointment, Attendee, Series
from parcours.messaging.calendar.queries import of_series
from parcours.messaging.calendar.telling import tell_everybody
from parcours.messaging.calendar.times import Absent, Ambiguous, When

MOST = 60
"""Appointments of a series."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a series goes on: every so many weeks, until a day, which may be one of it."""

    weeks: int
    until: dt.date


@transaction.atomic
def make_series(*, details: Details, repeat: Repeat, people: Sequence[Person], by: Actor) -> Appointment:
    """Make a series that begins as ``details`` say, invite ``people`` to it by one message, and return the first.

    Raises NotAllowed, and Refused where the clocks change at this time on one of the days, or it makes no sense.
    """
    check(by, Permission.MANAGE_APPOINTMENTS)
    when, now = details.when, known(people, by)
    times = (repeat.until - when.day) // dt.timedelta(weeks=repeat.weeks) + 1
    if times < 2:  # noqa: PLR2004 - what comes once is no series
        raise Refused(_("A series comes twice at least. Choose a later last day."))
    if times > MOST:
        raise Refused(
            _("A series has %(most)s appointments at most. Choose an earlier last day.") % {"most": MOST}
        )
    series = Series(
        organization=by.here, day=when.day, time=when.time, zone=when.zone, weeks=repeat.weeks, count=times
    )
    rows = [
        Appointment(organization=by.here, made_by=by.user, series=series, slot=slot) for slot in series.slots
    ]
    _fill(rows, details)
    if rows[0].starts_at <= timezone.now():
        raise Refused(_("This time is over already. Choose one to come."))
    series.save()
    rows = Appointment.objects.bulk_create(rows)
    record(by=by, verb="appointment.made", what=rows[0], starts=rows[0].starts_at.isoformat(), times=times)
    invite(rows, now)
    tell_everybody(letters.INVITED, series, now)
    return rows[0]


@transaction.atomic
def change_following(
    *, appointment: Appointment, sequence: int, details: Details, people: Sequence[Person], by: Actor
) -> Appointment:
    """Make one of a series and all that follow what ``details`` say, as many days later as this one; return it.

    From its first on the series itself changes. Later it ends before this one, and a new series begins with it. Those
    cancelled stay cancelled. Raises as `make_series`, and Stale.
    """
    check(by, Permission.MANAGE_APPOINTMENTS)
    appointment, now = taken(appointment, sequence), known(people, by)
    old, slot = _of(appointment)
    rows = [row for row in of_series(old) if row.slot and row.slot >= slot]
    before = {one.address for row in rows for one in row.attendees.all()}
    count(appointment)
    series, when = old, details.when
    if slot != old.day:
        left = old.slots.index(slot)
        series = Series(organization=by.here, weeks=old.weeks, count=old.count - left, sequence=old.sequence)
        _end(old, left)
    else:
        tell_everybody(letters.CANCELLED, old, before - now.keys())
    series.day, series.time, series.zone = when.day, when.time, when.zone
    series.save()
    later = when.day - slot
    for row in rows:
        assert row.slot  # noqa: S101 - it is one of a series
        row.series, row.slot, row.sequence = series, row.slot + later, series.sequence
    _fill(rows, details)
    # From the side to which they move, so that no two of them are on a day at any time.
    for row in reversed(rows) if later > dt.timedelta() else rows:
        row.save()
    Attendee.objects.filter(appointment__in=rows).delete()
    invite(rows, now)
    record(
        by=by, verb="appointment.changed", what=rows[0], starts=rows[0].starts_at.isoformat(), times=len(rows)
    )
    if series is old:
        tell_everybody(letters.CHANGED, series, now.keys() & before)
        tell_everybody(letters.INVITED, series, now.keys() - before)
    else:
        tell_everybody(letters.CHANGED, old)
        tell_everybody(letters.INVITED, series, now)
    return next(row for row in rows if row.pk == appointment.pk)


@transaction.atomic
def cancel_following(*, appointment: Appointment, sequence: int, by: Actor) -> Appointment:
    """Cancel one of a series and all that follow, and tell everybody. Raises NotAllowed, Stale and Refused."""
    check(by, Permission.MANAGE_APPOINTMENTS)
    appointment = taken(appointment, sequence)
    series, slot = _of(appointment)
    rows = [row for row in of_series(series) if row.slot and row.slot >= slot]
    count(appointment)
    if slot == series.day:
        tell_everybody(letters.CANCELLED, series)
    else:
        _end(series, series.slots.index(slot))
    now = timezone.now()
    Appointment.objects.filter(pk__in=[row.pk for row in rows], cancelled_at=None).update(
        cancelled_at=now, changed_at=now, sequence=series.sequence
    )
    record(by=by, verb="appointment.cancelled", what=appointment, times=len(rows))
    if slot != series.day:
        tell_everybody(letters.CHANGED, series)
    return appointment


def _of(appointment: Appointment) -> tuple[Series, dt.date]:
    """Return the series of an appointment and its day there."""
    if appointment.series is None or appointment.slot is None:
        raise Refused(_("This appointment is not one of a series."))
    return appointment.series, appointment.slot


def _fill(rows: list[Appointment], details: Details) -> None:
    """Make each what ``details`` say, on its day."""
    for row in rows:
        assert row.slot  # noqa: S101 - it is one of a series
        when = When(row.slot, details.when.time, details.when.zone)
        try:
            fill(row, replace(details, when=when))
        except (Absent, Ambiguous) as problem:
            raise Refused(
                _("On %(day)s the clocks change at this time. Choose another time for the series.")
                % {"day": date_format(row.slot)}
            ) from problem


def _end(series: Series, left: int) -> None:
    """Let a series have only so many appointments."""
    series.count = left
    series.save(update_fields=["count"])
