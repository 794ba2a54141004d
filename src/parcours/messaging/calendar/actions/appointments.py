"""Making, changing and cancelling appointments; whoever is invited is told, in the same transaction.

One of a series is changed and cancelled here like any other; it and all that follow, in `series`.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.messaging.calendar import letters
from parcours.messaging.calendar.actions.rows import (
    Details,
    Person,
    count,
    fill,
    invite,
    invited,
    known,
    taken,
    told,
)
from parcours.messaging.calendar.models import Appointment
from parcours.messaging.calendar.telling import tell


@transaction.atomic
def make_appointment(*, details: Details, people: Sequence[Person], by: Actor) -> Appointment:
    """Make an appointment and invite ``people``.

    Raises NotAllowed, Absent or Ambiguous for a time that the clock skips or shows twice, and Refused for anything else
    that makes no sense.
    """
    check(by, Permission.MANAGE_APPOINTMENTS)
    return arrange(details=details, people=people, by=by)


@transaction.atomic
def arrange(*, details: Details, people: Sequence[Person], by: Actor) -> Appointment:
    """Make an appointment as `make_appointment`. The caller has checked that ``by`` may, such as one of a pair."""
    appointment = Appointment(organization=by.here, made_by=by.user)
    fill(appointment, details)
    if appointment.starts_at <= timezone.now():
        raise Refused(_("This time is over already. Choose one to come."))
    appointment.save()
    record(by=by, verb="appointment.made", what=appointment, starts=appointment.starts_at.isoformat())
    for attendee in invite([appointment], known(people, by)):
        tell(letters.INVITED, appointment, attendee)
    return appointment


@transaction.atomic
def change_appointment(
    *, appointment: Appointment, sequence: int, details: Details, people: Sequence[Person], by: Actor
) -> Appointment:
    """Change what an appointment is and who is invited; return it as it is now.

    Newcomers are invited, those left out are told that it is cancelled for them, all others are told of a change.
    ``sequence`` says which appointment the actor saw: raises Stale where somebody else changed it since, and otherwise
    as `make_appointment`.
    """
    check(by, Permission.MANAGE_APPOINTMENTS)
    return rearrange(appointment=appointment, sequence=sequence, details=details, people=people, by=by)


@transaction.atomic
def rearrange(
    *, appointment: Appointment, sequence: int, details: Details, people: Sequence[Person], by: Actor
) -> Appointment:
    """Change an appointment as `change_appointment`. The caller has checked that ``by`` may."""
    appointment = taken(appointment, sequence)
    before = {attendee.address: attendee for attendee in invited(appointment)}
    now = known(people, by)
    was = told(appointment)
    fill(appointment, details)
    changed = told(appointment) != was
    gone = [attendee for address, attendee in before.items() if address not in now]
    if not changed and not gone and now.keys() == before.keys():
        return appointment
    count(appointment)
    appointment.save()
    record(by=by, verb="appointment.changed", what=appointment, starts=appointment.starts_at.isoformat())
    for attendee in gone:
        tell(letters.CANCELLED, appointment, attendee)
        attendee.delete()
    if changed:
        for address, attendee in before.items():
            if address in now:
                tell(letters.CHANGED, appointment, attendee)
    newcomers = {address: who for address, who in now.items() if address not in before}
    for attendee in invite([appointment], newcomers):
        tell(letters.INVITED, appointment, attendee)
    return appointment


@transaction.atomic
def cancel_appointment(*, appointment: Appointment, sequence: int, by: Actor) -> Appointment:
    """Cancel an appointment and tell everybody. Raises NotAllowed, Stale, and Refused where it was cancelled before."""
    check(by, Permission.MANAGE_APPOINTMENTS)
    return call_off(appointment=appointment, sequence=sequence, by=by)


@transaction.atomic
def call_off(*, appointment: Appointment, sequence: int, by: Actor) -> Appointment:
    """Cancel an appointment as `cancel_appointment`. The caller has checked that ``by`` may."""
    appointment = taken(appointment, sequence)
    appointment.cancelled_at = appointment.changed_at = timezone.now()
    count(appointment)
    appointment.save()
    record(by=by, verb="appointment.cancelled", what=appointment)
    for attendee in invited(appointment):
        tell(letters.CANCELLED, appointment, attendee)
    return appointment
