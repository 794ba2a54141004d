"""Reads about appointments and feeds."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from parcours.accounts.models import User
from parcours.accounts.queries import actor_for
from parcours.messaging.calendar.models import Appointment, Attendee, Feed, Series

_FED = dt.timedelta(days=90)
"""For so long an appointment that is over stays in feeds, and the links of its messages open."""


def appointments() -> QuerySet[Appointment]:
    """Return the appointments of the organization in scope, with who is invited, the earliest first."""
    invited = Prefetch("attendees", Attendee.objects.select_related("user").order_by("pk"))
    found = Appointment.objects.select_related("organization", "series").prefetch_related(invited)
    return found.order_by("starts_at", "pk")


def of_series(series: Series) -> list[Appointment]:
    """Return the appointments of a series, cancelled ones too, by their days in it."""
    return list(appointments().filter(series=series).order_by("slot"))


def coming() -> QuerySet[Appointment]:
    """Return those that are not over yet and were not cancelled."""
    return appointments().filter(cancelled_at=None, starts_at__gt=timezone.now() - dt.timedelta(days=1))


def appointments_of(user: User | None, email: str) -> QuerySet[Appointment]:
    """Return what a member, or somebody without an account by their address, is invited to, cancelled ones too."""
    mine: dict[str, Any] = {"attendees__user": user}
    if user is None:
        mine["attendees__email"] = email
    return appointments().filter(starts_at__gt=timezone.now() - _FED, **mine)


def feed_of(user: User | None, email: str) -> Feed | None:
    """Return the feed that a person has with the organization in scope."""
    whose: dict[str, Any] = {"user": user} if user else {"user": None, "email": email}
    return Feed.objects.filter(revoked_at=None, **whose).first()


def feed_by_token_across(token_hash: str) -> Feed | None:
    """Return the feed at this address, as long as it works: not withdrawn, and its reader still a member."""
    with scopes_disabled():
        feed = (
            Feed.objects.select_related("organization", "user")
            .filter(token_hash=token_hash, revoked_at=None, organization__is_active=True)
            .first()
        )
    if feed is None:
        return None
    with scope(organization=feed.organization):
        gone = feed.user and not (feed.user.is_active and actor_for(feed.user, feed.organization).roles)
    return None if gone else feed


def guest_across(pk: int) -> Attendee | None:
    """Return somebody without an account, whom only a signed link of ours can name, as long as the link opens."""
    with scopes_disabled():
        return (
            Attendee.objects.select_related("organization")
            .filter(
                pk=pk,
                user=None,
                organization__is_active=True,
                appointment__starts_at__gt=timezone.now() - _FED,
            )
            .first()
        )


def to_come_across() -> list[Appointment]:
    """Return every appointment to come, of whichever organization, to look at the clocks of their places."""
    with scopes_disabled():
        found = Appointment.objects.select_related("organization", "series")
        return list(found.filter(cancelled_at=None, starts_at__gt=timezone.now()))
