"""Telling people about appointments: a message in their language, with the file that their calendar reads."""

import datetime as dt
from collections.abc import Collection, Sequence
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
from parcours.messaging.calendar.models import Appointment, Attendee, Series
from parcours.messaging.calendar.queries import of_series
from parcours.messaging.calendar.times import in_words, repeats_in_words


def tell(entry: Entry, appointment: Appointment, attendee: Attendee) -> None:
    """Send ``entry`` about an appointment, as it is now, to somebody invited: once for each of its changes."""
    write = files.cancellation if entry is letters.CANCELLED else files.invitation
    with in_language(attendee.reads):
        when = in_words(appointment.starts_at, appointment.zone)
    _post(
        entry,
        appointment,
        attendee,
        day=appointment.day,
        when=when,
        dedup=f"{appointment.uid}:{appointment.sequence}",
        calendar=write(appointment, attendee),
    )


def tell_everybody(entry: Entry, series: Series, who: Collection[str] | None = None) -> None:
    """Tell everybody of a series, or only ``who`` by their addresses, by one message each.

    Whoever was invited to nothing that is left of it is told that it is cancelled.
    """
    theirs: dict[str, list[Appointment]] = {}
    people: dict[str, Attendee] = {}
    for row in of_series(series):
        for one in row.attendees.all():
            if who is None or one.address in who:
                people.setdefault(one.address, one)
                theirs.setdefault(one.address, []).append(row)
    for address, one in people.items():
        left = [row for row in theirs[address] if not row.cancelled_at]
        _tell_of(entry if left else letters.CANCELLED, left or theirs[address], one)


def _tell_of(entry: Entry, rows: Sequence[Appointment], attendee: Attendee) -> None:
    """Send ``entry`` about a series, as it is now, to somebody invited to these of it: one message for all of them."""
    series = rows[0].series
    assert series is not None  # noqa: S101 - whoever calls has a series
    with in_language(attendee.reads):
        when = repeats_in_words(series.at(series.day), series.last, series.weeks, rows[0].minutes)
    _post(
        entry,
        rows[0],
        attendee,
        day=series.day,
        when=when,
        dedup=f"{series.uid}:{series.sequence}",
        calendar=files.series(rows, attendee, "CANCEL" if entry is letters.CANCELLED else "REQUEST"),
    )


def _post(
    entry: Entry,
    appointment: Appointment,
    attendee: Attendee,
    *,
    day: dt.date,
    when: str,
    dedup: str,
    calendar: str,
) -> None:
    ends = entry is letters.CANCELLED
    with in_language(attendee.reads):
        values: dict[str, Any] = {
            "title": appointment.title or appointment.get_kind_display(),
            "kind": appointment.get_kind_display(),
            "day": date_format(day),
            "when": when,
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
        dedup=dedup,
        calendar=calendar,
        **values,
    )


def _address(appointment: Appointment, attendee: Attendee) -> str:
    """Return where somebody sees their appointments: a member signed in, anybody else by their link."""
    if attendee.user:
        return settings.BASE_URL + reverse("calendar", args=[appointment.organization.slug])
    return settings.BASE_URL + reverse("calendar-enter", args=[token_of(attendee)])
