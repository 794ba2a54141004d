"""What has waited for too long, by the settings of its program."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import CharField, Count, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from parcours.applications.models import Application, MentorPlace
from parcours.applications.queries import applications, places
from parcours.programs.models import Program

LIMITS: Mapping[str, str] = MappingProxyType(
    {
        "draft": "draft_days",
        "to_check": "check_days",
        "eligible": "eligible_days",
        "in_review": "review_days",
        "waitlisted": "waitlist_days",
    }
)
"""By status, the setting of the program that says how many days it may last."""


def news_by(application: Application) -> dt.date | None:
    """Return the day by which the person hears something, on the clock in use; None where nothing is to come."""
    until = _until(application)
    return timezone.localdate(until) if until else None


def _until(application: Application) -> dt.datetime | None:
    setting = LIMITS.get(application.status)
    days = getattr(application.cohort.program, setting) if setting else None
    return application.since + dt.timedelta(days=days) if days is not None else None


def late_applications() -> list[Application]:
    """Return the applications that have waited for too long where they stand."""
    now, over = timezone.now(), Q(pk=None)
    shortest = Program.objects.aggregate(**{status: Min(setting) for status, setting in LIMITS.items()})
    for status, days in shortest.items():
        over |= Q(status=status, since__lte=now - dt.timedelta(days=days or 0))
    rows = applications().filter(over, cohort__status__in=("planned", "recruiting", "full"))
    return [row for row in rows if (until := _until(row)) is not None and until <= now]


def drafts_to_warn(until: dt.datetime) -> list[Application]:
    """Return the drafts whose time is over by ``until``, and whose people were not told yet."""
    return _over(applications().filter(status="draft", warned_at=None), until)


def drafts_to_clear(now: dt.datetime, told: dt.datetime) -> list[Application]:
    """Return the drafts whose time is over, and whose people were told by ``told`` at the latest."""
    return _over(applications().filter(status="draft", warned_at__lte=told), now)


def _over(drafts: QuerySet[Application], until: dt.datetime) -> list[Application]:
    """Return those of ``drafts`` that their program keeps no longer than ``until``."""
    shortest = Program.objects.aggregate(days=Min("draft_kept_days"))["days"] or 0
    found = drafts.filter(written_at__lte=until - dt.timedelta(days=shortest)).order_by("pk")
    return [
        row
        for row in found
        if row.written_at + dt.timedelta(days=row.cohort.program.draft_kept_days) <= until
    ]


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


def unanswered_places() -> list[MentorPlace]:
    """Return the parts of mentors who have not answered in time."""
    now = timezone.now()
    return [
        row
        for row in places().filter(status="invited")
        if row.since + dt.timedelta(days=row.cohort.program.invitation_days) <= now
    ]
