"""Making, changing and cancelling appointments; whoever is invited is told, in the same transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import User
from parcours.accounts.policies import check
from parcours.accounts.queries import memberships
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused, Stale
from parcours.messaging.calendar import letters
from parcours.messaging.calendar.models import Appointment, Attendee, Kind
from parcours.messaging.calendar.telling import tell
from parcours.messaging.calendar.times import When

MOST_INVITED = 200
LONGEST = 24 * 60
"""Minutes of an appointment."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to invite: by address, which makes a member of them who is one; the rest is for those who are not."""

    email: str
    name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What an appointment is. A title in one language is enough; without one its kind is its title."""

    when: When
    kind: Kind = Kind.MENTORING
    title_en: str = ""
    title_fr: str = ""
    minutes: int = 60
    place: str = ""
    online: str = ""


@transaction.atomic
def make_appointment(*, details: Details, people: Sequence[Person], by: Actor) -> Appointment:
    """Make an appointment and invite ``people``.

    Raises NotAllowed, Absent or Ambiguous for a time that the clock skips or shows twice, and Refused for anything else
    that makes no sense.
    """
    check(by, Permission.MANAGE_APPOINTMENTS)
    appointment = Appointment(organization=by.here, made_by=by.user)
    _set(appointment, details)
    if appointment.starts_at <= timezone.now():
        raise Refused(_("This time is over already. Choose one to come."))
    appointment.save()
    record(by=by, verb="appointment.made", what=appointment, starts=appointment.starts_at.isoformat())
    _invite(appointment, _known(people, by))
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
    appointment = _taken(appointment, sequence)
    before = {attendee.address: attendee for attendee in _invited(appointment)}
    known = _known(people, by)
    was = _told(appointment)
    _set(appointment, details)
    changed = _told(appointment) != was
    gone = [attendee for address, attendee in before.items() if address not in known]
    if not changed and not gone and known.keys() == before.keys():
        return appointment
    appointment.sequence += 1
    appointment.save()
    record(by=by, verb="appointment.changed", what=appointment, starts=appointment.starts_at.isoformat())
    for attendee in gone:
        tell(letters.CANCELLED, appointment, attendee)
        attendee.delete()
    if changed:
        for address, attendee in before.items():
            if address in known:
                tell(letters.CHANGED, appointment, attendee)
    _invite(appointment, {address: who for address, who in known.items() if address not in before})
    return appointment


@transaction.atomic
def cancel_appointment(*, appointment: Appointment, sequence: int, by: Actor) -> Appointment:
    """Cancel an appointment and tell everybody. Raises NotAllowed, Stale, and Refused where it was cancelled before."""
    check(by, Permission.MANAGE_APPOINTMENTS)
    appointment = _taken(appointment, sequence)
    appointment.cancelled_at = appointment.changed_at = timezone.now()
    appointment.sequence += 1
    appointment.save()
    record(by=by, verb="appointment.cancelled", what=appointment)
    for attendee in _invited(appointment):
        tell(letters.CANCELLED, appointment, attendee)
    return appointment


def _taken(appointment: Appointment, sequence: int) -> Appointment:
    """Return the row as it is now, ours until the transaction ends."""
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if row.cancelled_at:
        raise Refused(_("This appointment was cancelled. Make a new one."))
    if row.sequence != sequence:
        raise Stale(
            _("Somebody else changed this appointment while you did. Open it again to see what it is now.")
        )
    return row


def _told(appointment: Appointment) -> Sequence[object]:
    """Return what people are told of."""
    return [getattr(appointment, name) for name in (*_DETAILS, "starts_at", "zone")]


_DETAILS = ("kind", "title_en", "title_fr", "minutes", "place", "online")


def _set(appointment: Appointment, details: Details) -> None:
    if not 1 <= details.minutes <= LONGEST:
        raise Refused(_("An appointment takes a minute at least and a day at most."))
    when = details.when
    appointment.starts_at = when.instant()
    appointment.day, appointment.time, appointment.zone = when.day, when.time, when.zone
    appointment.is_later = bool(when.is_later)
    for name in _DETAILS:
        setattr(appointment, name, getattr(details, name))
    appointment.changed_at = timezone.now()


def _known(people: Collection[Person], by: Actor) -> dict[str, tuple[Person, User | None]]:
    """Return whom to invite by address, each with the member they are."""
    found = {person.email.strip().lower(): person for person in people}
    for address in found:
        try:
            validate_email(address)
        except ValidationError as problem:
            raise Refused(_("%(email)s is not an email address.") % {"email": address}) from problem
    if len(found) > MOST_INVITED:
        raise Refused(_("An appointment is for %(most)s people at most.") % {"most": MOST_INVITED})
    rows = memberships().filter(organization=by.here, user__email__in=found).select_related("user")
    members = {row.user.email: row.user for row in rows}
    return {address: (person, members.get(address)) for address, person in found.items()}


def _invited(appointment: Appointment) -> list[Attendee]:
    return list(appointment.attendees.select_related("user").order_by("pk"))


def _invite(appointment: Appointment, people: dict[str, tuple[Person, User | None]]) -> None:
    for address, (person, user) in people.items():
        attendee = Attendee.objects.create(
            organization=appointment.organization,
            appointment=appointment,
            user=user,
            email="" if user else address,
            name="" if user else person.name,
            language=user.language if user else person.language or appointment.organization.language,
        )
        tell(letters.INVITED, appointment, attendee)
