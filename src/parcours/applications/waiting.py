"""What has waited for too long: how many days each status may last before staff are told."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from parcours.applications.models import Application, MentorPlace
from parcours.applications.queries import applications, places

LIMITS: Mapping[str, int] = MappingProxyType(
    {"draft": 7, "to_check": 5, "eligible": 10, "in_review": 14, "waitlisted": 30}
)
"""Days."""

MENTOR_LIMIT = 14
"""Days before an invitation of a mentor counts as unanswered."""


def news_by(application: Application) -> dt.date | None:
    """Return the day by which the person hears something, on the clock in use; None where nothing is to come."""
    days = LIMITS.get(application.status)
    return timezone.localdate(application.since) + dt.timedelta(days=days) if days else None


def late_applications() -> QuerySet[Application]:
    """Return the applications that have waited for too long where they stand."""
    now, over = timezone.now(), Q(pk=None)
    for status, days in LIMITS.items():
        over |= Q(status=status, since__lte=now - dt.timedelta(days=days))
    return applications().filter(over, cohort__status__in=("planned", "recruiting", "full"))


def first_in_line() -> QuerySet[Any, Any]:
    """Return, for each cohort with a free seat, the first of its wait list: ``free``.

    As a count of ``what``, ``where`` (the number of the application), ``who`` (its name) and ``n``, so that whatever
    waits anywhere can be read in one query.
    """
    others = Application.objects.filter(cohort=OuterRef("cohort"), status="waitlisted")
    rows = Application.objects.filter(
        status="waitlisted",
        cohort__taken__lt=F("cohort__seats"),
        cohort__status__in=("recruiting", "full", "running"),
        pk=Subquery(others.order_by("waits_since", "pk").values("pk")[:1]),
    ).order_by()
    person = "participant__person__"
    names = (F(f"{person}given_name"), Value(" "), F(f"{person}family_name"))
    called = Concat(*names, output_field=CharField())
    named = rows.annotate(what=Value("free"), where=F("pk"), who=called).values("what", "where", "who")
    return named.annotate(n=Count("pk"))


def unanswered_places() -> QuerySet[MentorPlace]:
    """Return the parts of mentors who have not answered in time."""
    too_long = timezone.now() - dt.timedelta(days=MENTOR_LIMIT)
    return places().filter(status="invited", since__lte=too_long)
