"""What has waited for too long: how many days each status may last before staff are told.

The rows are counts: of ``what``, ``where`` (the number of a cohort or an application), ``who`` (its name) and ``n``. So
whatever waits anywhere can be read in one query.
"""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from parcours.applications.models import Application, MentorPlace

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


def late() -> QuerySet[Any, Any]:
    """Return how many applications have waited for too long, by cohort and status: ``late:<status>``."""
    now, over = timezone.now(), Q(pk=None)
    for status, days in LIMITS.items():
        over |= Q(status=status, since__lte=now - dt.timedelta(days=days))
    rows = Application.objects.filter(over, cohort__status__in=("planned", "recruiting", "full")).order_by()
    named = rows.annotate(
        what=Concat(Value("late:"), F("status"), output_field=CharField()),
        where=F("cohort"),
        who=F("cohort__name"),
    ).values("what", "where", "who")
    return named.annotate(n=Count("pk"))


def first_in_line() -> QuerySet[Any, Any]:
    """Return, for each cohort with a free seat, the first of its wait list: ``free``."""
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


def unanswered() -> QuerySet[Any, Any]:
    """Return how many mentors have not answered in time, by cohort: ``asked``."""
    too_long = timezone.now() - dt.timedelta(days=MENTOR_LIMIT)
    rows = MentorPlace.objects.filter(status="invited", since__lte=too_long).order_by()
    named = rows.annotate(what=Value("asked"), where=F("cohort"), who=F("cohort__name"))
    return named.values("what", "where", "who").annotate(n=Count("pk"))
