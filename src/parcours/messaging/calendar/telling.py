"""Telling people about appointments: a message in their language, with the file that their calendar reads."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.mail import in_language
from parcours.core.catalogue import Entry
from parcours.messaging.actions import post
from parcours.messaging.calendar import files, letters
from parcours.messaging.calendar.links import token_of
from parcours.messaging.calendar.models import Appointment, Attendee
from parcours.messaging.calendar.times import in_words


def tell(entry: Entry, appointment: Appointment, attendee: Attendee) -> None:
    """Send ``entry`` about an appointment, as it is now, to somebody invited: once for each of its changes."""
    ends = entry is letters.CANCELLED
    with in_language(attendee.reads):
        values: dict[str, Any] = {
            "title": appointment.title or appointment.get_kind_display(),
            "kind": appointment.get_kind_display(),
            "day": date_format(appointment.day),
            "when": in_words(appointment.starts_at, appointment.zone),
        }
        if not ends:
            values["where"] = " · ".join(
                part for part in (appointment.place, appointment.online) if part
            ) or _("not said yet")
    post(
        entry.key,
        to=attendee.to,
        language=attendee.reads,
        organization=appointment.organization,
        address="" if ends else _address(appointment, attendee),
        dedup=f"{appointment.uid}:{appointment.sequence}",
        calendar=(files.cancellation if ends else files.invitation)(appointment, attendee),
        **values,
    )


def _address(appointment: Appointment, attendee: Attendee) -> str:
    """Return where somebody sees their appointments: a member signed in, anybody else by their link."""
    if attendee.user:
        return settings.BASE_URL + reverse("calendar", args=[appointment.organization.slug])
    return settings.BASE_URL + reverse("calendar-enter", args=[token_of(attendee)])
