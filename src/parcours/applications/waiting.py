"""What has waited for too long, by the settings of its program."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from parcours.applications.intake import may_take
from parcours.applications.models import Application, MentorOffer, MentorPlace, Review
from parcours.applications.queries import applications, places
from parcours.programs.models import Program
from parcours.programs.timetable import after_business_days

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

_DRAFTS_REST = ("running", "completed")
"""So a cohort stands to which nobody is asked to hand an application in, but for a rolling one that is running."""

_RESTS = Q(cohort__status="cancelled") | (
    Q(status="draft", cohort__status__in=_DRAFTS_REST)
    & ~Q(cohort__status="running", cohort__intake="rolling")
)
"""Where nothing is to come, and nobody is reminded."""

REFERRAL_WAITS = ("to_check", "eligible")
"""Where an application stands as long as nobody has taken it up: whoever referred the person waits for that."""

_ALL_LIMITS = (*LIMITS.items(), ("accepted", "accepted_days"))

MATCHES = ("planned", "recruiting", "full", "running")
"""The statuses of a cohort in which pairs are proposed."""

REVIEWERS = 2
"""So many write a review of each application."""

DAY, HALF_A_DAY = dt.timedelta(days=1), dt.timedelta(hours=12)


def news_by(application: Application) -> dt.date | None:
    """Return the day by which the person hears something, on the clock in use; None where staff are not reminded.

    Of somebody accepted, who hears of a match, `engagements.waiting` tells.
    """
    until = _until(application)
    return timezone.localdate(until) if until else None


def _until(application: Application) -> dt.datetime | None:
    cohort = application.cohort
    is_draft = application.status == "draft" and cohort.status in _DRAFTS_REST and not may_take(cohort)
    if cohort.status == "cancelled" or is_draft:
        return None
    setting = LIMITS.get(application.status)
    days = getattr(cohort.program, setting) if setting else None
    return application.since + dt.timedelta(days=days) if days is not None else None


def waiting_applications(unmatched: Q | None = None) -> list[tuple[str, Application]]:
    """Return the applications that call for somebody, each with why, the longest on file last, in one query.

    *application*: it has been where it stands for longer than its program says. *referral*: a partner waits for an
    answer. *review*: half the days of its review are over, and fewer than `REVIEWERS` wrote one. Of those with a seat
    these are the ones who are ``unmatched`` (`engagements.waiting`) for longer than the program says.
    """
    reviews = (
        Review.objects.filter(application=OuterRef("pk"), kind="review").order_by().values("application")
    )
    rows = applications().annotate(
        late_at=Case(*(When(status=status, then=_after(setting)) for status, setting in _ALL_LIMITS)),
        half_at=Case(When(status="in_review", then=_after("review_days", HALF_A_DAY))),
        answer_at=Case(
            When(referred_by__isnull=False, status__in=REFERRAL_WAITS, then=_after("referral_answer_days"))
        ),
        reviews=Coalesce(Subquery(reviews.annotate(n=Count("pk")).values("n")), 0),
    )
    now = timezone.now()
    due = Q(late_at__lte=now) | Q(answer_at__lte=now) | Q(half_at__lte=now, reviews__lt=REVIEWERS)
    seated = Q(status="accepted")
    seats = seated & unmatched & Q(cohort__status__in=MATCHES) if unmatched is not None else Q(pk__in=())
    found = rows.filter(due, ~seated | seats).exclude(_RESTS)
    given = [(_why(row, now), row) for row in found]
    return [(why, row) for why, row in given if why]


def _after(setting: str, each: dt.timedelta = DAY) -> Combinable:
    """Return the moment so many days (or ``each``) after the status began, as the setting of the program says."""
    days = Cast(F(f"cohort__program__{setting}"), IntegerField())
    length = ExpressionWrapper(days * Value(each, DurationField()), DurationField())
    return ExpressionWrapper(F("since") + length, DateTimeField())


def _why(row: Application, now: dt.datetime) -> str:
    found = vars(row)
    if found["answer_at"] is not None and _answer_by(row) < timezone.localdate(now):
        return "referral"
    if found["late_at"] is not None and found["late_at"] <= now:
        return "application"
    half = found["half_at"]
    return "review" if half is not None and half <= now and found["reviews"] < REVIEWERS else ""


def _answer_by(row: Application) -> dt.date:
    return after_business_days(timezone.localdate(row.since), row.cohort.program.referral_answer_days)


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


def silent_offers(until: dt.datetime) -> list[MentorOffer]:
    """Return the offers of those who came on file with them by ``until`` and have not begun to answer."""
    rows = MentorOffer.objects.filter(
        brought_in=True,
        since__lte=until,
        mentor__status="applied",
        request__touched_at=None,
        request__finished_at=None,
        request__withdrawn_at=None,
    )
    return list(rows.select_related("mentor__person__user", "mentor__person__organization"))
