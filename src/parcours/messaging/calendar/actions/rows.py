"""What making, changing and cancelling share: the row that is ours, what it is told as, and who is invited."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.models import User
from parcours.accounts.queries import memberships
from parcours.core.refusals import Refused, Stale
from parcours.messaging.calendar.models import Appointment, Attendee, Kind, Series
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


type Known = dict[str, tuple[Person, User | None]]
"""Whom to invite by address, each with the member they are."""

_DETAILS = ("kind", "title_en", "title_fr", "minutes", "place", "online")


def taken(appointment: Appointment, sequence: int) -> Appointment:
    """Return the row as it is now, and its series, ours until the transaction ends.

    Raises Refused where it was cancelled, and Stale where it is not the one that the actor saw.
    """
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if row.series_id:
        row.series = Series.objects.select_for_update().get(pk=row.series_id)
    if row.cancelled_at:
        raise Refused(_("This appointment was cancelled. Make a new one."))
    if row.sequence != sequence:
        raise Stale(
            _("Somebody else changed this appointment while you did. Open it again to see what it is now.")
        )
    return row


def count(row: Appointment) -> None:
    """Say that ``row`` is another than calendars know: one more, in a series than any of it."""
    if row.series is None:
        row.sequence += 1
    else:
        row.series.sequence += 1
        row.series.save(update_fields=["sequence"])
        row.sequence = row.series.sequence


def told(appointment: Appointment) -> Sequence[object]:
    """Return what people are told of."""
    return [getattr(appointment, name) for name in (*_DETAILS, "starts_at", "zone")]


def fill(appointment: Appointment, details: Details) -> None:
    """Make an appointment what ``details`` say. Raises Absent, Ambiguous, and Refused for minutes out of range."""
    if not 1 <= details.minutes <= LONGEST:
        raise Refused(_("An appointment takes a minute at least and a day at most."))
    when = details.when
    appointment.starts_at = when.instant()
    appointment.day, appointment.time, appointment.zone = when.day, when.time, when.zone
    appointment.is_later = bool(when.is_later)
    for name in _DETAILS:
        setattr(appointment, name, getattr(details, name))
    appointment.changed_at = timezone.now()


def known(people: Collection[Person], by: Actor) -> Known:
    """Return whom to invite. Raises Refused for what is no address, and for too many."""
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


def invited(appointment: Appointment) -> list[Attendee]:
    """Return who is invited."""
    return list(appointment.attendees.select_related("user").order_by("pk"))


def invite(rows: Iterable[Appointment], people: Known) -> list[Attendee]:
    """Put people on each of these appointments, and return them as they are on the first."""
    made = [
        Attendee(
            organization=row.organization,
            appointment=row,
            user=user,
            email="" if user else address,
            name="" if user else person.name,
            language=user.language if user else person.language or row.organization.language,
        )
        for row in rows
        for address, (person, user) in people.items()
    ]
    return Attendee.objects.bulk_create(made)[: len(people)]
