"""What calls for somebody about mentorships."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from parcours.applications.models import Application
from parcours.applications.waiting import MATCHES
from parcours.engagements.course_queries import pace_in, with_course
from parcours.engagements.lists import ASKED, LIVE, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import COURSE
from parcours.engagements.queries import NEEDS_NO_OTHER, mentorships
from parcours.people.consent.queries import refuses

_DAY = dt.timedelta(days=1)

_PROPOSED = (*ASKED, *COURSE)
"""So a mentorship stands that was proposed, and neither declined nor taken back."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Something about one pair that somebody of staff should look at. ``what`` is one of `ALERTS`."""

    what: str
    mentorship: Mentorship
    since: dt.date


ALERTS = (
    "concern",
    "disputed",
    "answer",
    "declined",
    "first_meeting",
    "silence",
    "behind",
    "overdue",
    "unsigned",
    "unconfirmed",
)
"""The most urgent first."""


def alerts(today: dt.date, rows: QuerySet[Mentorship] | None = None) -> list[Alert]:
    """Return what calls for somebody about the pairs that are asked or agreed, or about ``rows`` of them, in one query.

    A pair that pauses is left in peace, but for concerns and for sessions that the two remember otherwise. One that
    was declined calls until somebody else is chosen for the mentee.
    """
    late = Q(status__in=ASKED, answer_by__lt=today)
    found = mentorships().filter(Q(status__in=TOGETHER) | late | _to_choose_anew()) if rows is None else rows
    given = [one for row in with_course(found, today) for one in _of(row, today)]
    return sorted(given, key=lambda one: (ALERTS.index(one.what), one.since, one.mentorship.pk))


def _to_choose_anew() -> Q:
    """The last pair of a mentee that was declined, while they have a seat, need somebody, and have nobody."""
    same = {"cohort": OuterRef("cohort"), "participant": OuterRef("participant")}
    later = Q(pk__gt=OuterRef("pk"), status__in=("declined", "ended_early"))
    settled = Mentorship.objects.filter(Q(status__in=LIVE) | NEEDS_NO_OTHER | later, **same)
    seat = Application.objects.filter(status="accepted", **same)
    # what is said of the row itself stands first, so that SQLite looks into the other tables for few rows
    declined = Q(status="declined", cohort__status__in=("planned", "recruiting", "full", "running"))
    return declined & Q(Exists(seat), ~Exists(settled), ~refuses("service", "participant__person"))


def unmatched() -> Q:
    """Return what holds of an application whose person has no match in its cohort.

    Whoever waits since a match was declined is left to `alerts`, which tells of it at once.
    """
    pairs = Mentorship.objects.filter(cohort=OuterRef("cohort"), participant=OuterRef("participant"))
    told = pairs.filter(_to_choose_anew())
    return Q(~Exists(pairs.filter(status__in=_PROPOSED)), ~Exists(told))


def match_by(application: Application) -> dt.date | None:
    """Return the day by which somebody with a seat hears of a match, on the clock in use; None where nobody waits."""
    cohort = application.cohort
    if application.status != "accepted" or cohort.status not in MATCHES:
        return None
    pairs = Mentorship.objects.filter(cohort=cohort, participant=application.participant_id)
    if pairs.filter(status__in=_PROPOSED).exists():
        return None
    return timezone.localdate(application.since) + cohort.program.accepted_days * _DAY


def _of(row: Mentorship, today: dt.date) -> Iterator[Alert]:
    if row.status in ASKED:
        if row.answer_by is not None and row.answer_by < today:
            yield Alert("answer", row, row.answer_by)
        return
    if row.status == "declined":
        yield Alert("declined", row, timezone.localdate(row.since))
        return
    course, agreed = vars(row), row.agreed_on or timezone.localdate(row.since)
    if course["concerns"]:
        yield Alert("concern", row, timezone.localdate(course["concern_since"]))
    if course["disputed"]:
        yield Alert("disputed", row, course["last_met"] or agreed)
    if row.status != "paused":
        yield from _of_meetings(row, agreed, today)
        yield from _of_papers(row, agreed, today)


def _of_meetings(row: Mentorship, agreed: dt.date, today: dt.date) -> Iterator[Alert]:
    program, course = row.cohort.program, vars(row)
    if row.status == "mentee_accepted":
        if agreed + program.first_meeting_days * _DAY < today:
            yield Alert("first_meeting", row, agreed)
    elif (heard := course["last_met"] or row.started_on or agreed) + program.silence_days * _DAY < today:
        yield Alert("silence", row, heard)
    pace = pace_in(row, row, today)
    if pace is not None and pace.is_behind:
        yield Alert("behind", row, row.started_on or agreed)


def _of_papers(row: Mentorship, agreed: dt.date, today: dt.date) -> Iterator[Alert]:
    program, course = row.cohort.program, vars(row)
    overdue = course["overdue_since"]
    if overdue is not None and overdue + program.overdue_days * _DAY <= today:
        yield Alert("overdue", row, overdue)
    is_late = agreed + program.first_meeting_days * _DAY < today
    if course["has_agreement"] and course["signed"] < len(("mentor", "mentee")) and is_late:
        yield Alert("unsigned", row, agreed)
    if course["unconfirmed"]:
        yield Alert("unconfirmed", row, course["last_met"] or agreed)
