"""What has waited for too long: how many days each status may last before staff are told."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Count, F, Min, OuterRef, Q, Subquery
from django.utils import timezone

from parcours.applications.models import Application, MentorPlace

LIMITS: Mapping[str, int] = MappingProxyType(
    {"draft": 7, "to_check": 5, "eligible": 10, "in_review": 14, "waitlisted": 30}
)
"""Days."""

MENTOR_LIMIT = 14
"""Days before an invitation of a mentor counts as unanswered."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """How many applications of a cohort have been in one status for too long, the longest since ``since``."""

    cohort: int
    name: str
    status: str
    count: int
    since: dt.datetime


def overdue() -> list[Overdue]:
    """Return what has waited for too long, by cohort and status, the longest first."""
    now, late = timezone.now(), Q(pk=None)
    for status, days in LIMITS.items():
        late |= Q(status=status, since__lte=now - dt.timedelta(days=days))
    found = (
        Application.objects.filter(late, cohort__status__in=("planned", "recruiting", "full"))
        .order_by()
        .values("cohort", "cohort__name", "status")
        .annotate(count=Count("pk"), longest=Min("since"))
        .order_by("longest", "cohort", "status")
    )
    return [
        Overdue(row["cohort"], row["cohort__name"], row["status"], row["count"], row["longest"])
        for row in found
    ]


def unanswered() -> dict[int, int]:
    """Return how many mentors have not answered in time, by cohort."""
    late = timezone.now() - dt.timedelta(days=MENTOR_LIMIT)
    found = MentorPlace.objects.filter(status="invited", since__lte=late).order_by().values("cohort")
    return {row["cohort"]: row["n"] for row in found.annotate(n=Count("pk"))}


def first_in_line() -> list[Application]:
    """Return, for each cohort with a free seat, the first of its wait list."""
    earlier = Application.objects.filter(cohort=OuterRef("cohort"), status="waitlisted").order_by(
        "waits_since", "pk"
    )
    rows = Application.objects.filter(
        status="waitlisted", cohort__taken__lt=F("cohort__seats"), pk=Subquery(earlier.values("pk")[:1])
    ).exclude(cohort__status__in=("completed", "cancelled"))
    return list(rows.select_related("cohort", "participant__person").order_by("since", "pk"))
