"""What the clock brings to the queue: the weekly summary of each coordinator, and decisions whose cause is gone."""

import datetime as dt
from collections import Counter

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.audit import record
from parcours.accounts.mail import in_language
from parcours.accounts.models import Organization, User
from parcours.accounts.queries import actor_for, members_who_may
from parcours.accounts.roles import Permission
from parcours.messaging.actions import post
from parcours.messaging.timing import preferences_of, zone_of
from parcours.today import letters
from parcours.today.models import Decision
from parcours.today.queue import found, queue
from parcours.today.words import CALLED


def keep_time_across() -> int:
    """Send the summaries of this hour, and end decisions whose cause is gone, for every organization; return how many.

    Done again in the same week it sends nothing: each summary names its week.
    """
    now, done = timezone.now(), 0
    for organization in Organization.objects.filter(is_active=True).order_by("pk"):
        with scope(organization=organization), timezone.override(organization.time_zone):
            done += _end_what_is_gone(organization)
            due = [
                user
                for user in members_who_may(Permission.MANAGE_PROGRAMS)
                if _is_due(user, organization, now)
            ]
            done += sum(_send(user, organization) for user in due)
    return done


def _is_due(user: User, organization: Organization, now: dt.datetime) -> bool:
    preferences = preferences_of(user)
    local = now.astimezone(zone_of(preferences, organization))
    return local.weekday() == preferences.digest_day and local.hour >= preferences.digest_hour


def _send(user: User, organization: Organization) -> bool:
    """Send what waits for the person, by kind and number, without a name; return whether anything waits."""
    today = timezone.localdate()
    waiting = queue(today, actor_for(user, organization)).waiting
    if not waiting:
        return False
    by_kind = Counter(one.kind for one in waiting)
    with in_language(user.language):
        lines = " ".join(f"{CALLED[kind]}: {by_kind[kind]}." for kind in CALLED if by_kind[kind])
    year, week, _day = today.isocalendar()
    post(
        letters.DIGEST.key,
        to=user,
        organization=organization,
        address=settings.BASE_URL + reverse("queue", args=[organization.slug]),
        dedup=f"{organization.pk}:{user.pk}:{year}-{week}",
        name=str(user),
        count=len(waiting),
        lines=lines,
    )
    return True


@transaction.atomic
def _end_what_is_gone(organization: Organization) -> int:
    """End the decisions about rows that are not there any more: should the cause occur anew, it is a new row."""
    by: Actor = system(organization, Via.JOB)
    there = {(one.kind, one.about, one.cause) for one in found(timezone.localdate(), by)}
    gone = [
        one for one in Decision.objects.filter(over_at=None) if (one.kind, one.about, one.cause) not in there
    ]
    if gone:
        Decision.objects.filter(pk__in=[one.pk for one in gone]).update(over_at=timezone.now())
        record(by=by, verb="queue.settled", what=organization, rows=len(gone))
    return len(gone)
