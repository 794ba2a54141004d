"""Reads about the course of mentorships, of the organization in scope."""

import datetime as dt
from dataclasses import replace

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from parcours.engagements.lists import TOGETHER
from parcours.engagements.models import Concern, Mentorship, Note, PlanItem, Session, Signature
from parcours.engagements.models.course_session import counted
from parcours.engagements.pace import Pace, pace
from parcours.engagements.policies import COURSE
from parcours.engagements.queries import mentorships
from parcours.messaging.calendar.models import Appointment
from parcours.messaging.calendar.queries import appointments
from parcours.people.models import Person
from parcours.programs.models import Agreement, Cohort
from parcours.programs.queries import agreement_of


def courses_of(person: Person) -> list[Mentorship]:
    """Return the mentorships that the person goes through, or went through: those that run first."""
    either = Q(mentor__person=person) | Q(participant__person=person)
    rows = mentorships().filter(either, status__in=COURSE)
    return sorted(rows, key=lambda row: (row.status not in TOGETHER, -row.pk))


def agreement_for(mentorship: Mentorship) -> Agreement | None:
    """Return the edition that the pair signs: what one of them signed already, or the program’s last one."""
    signed = Signature.objects.filter(mentorship=mentorship).select_related("agreement").first()
    return signed.agreement if signed else agreement_of(mentorship.cohort.program)


def signatures_of(mentorship: Mentorship) -> dict[str, Signature]:
    """Return the signatures by side."""
    rows = Signature.objects.filter(mentorship=mentorship).select_related("noted_by", "agreement")
    return {row.side: row for row in rows}


def sessions_of(mentorship: Mentorship) -> list[Session]:
    """Return the sessions that stand, the latest first."""
    rows = Session.objects.filter(mentorship=mentorship).exclude(status="withdrawn")
    return list(rows.select_related("mentorship__participant__person", "mentorship__mentor__person"))


def session_in(mentorship: Mentorship, pk: int) -> Session | None:
    """Return a session of the pair, or None."""
    return next((one for one in sessions_of(mentorship) if one.pk == pk), None)


def plan_of(mentorship: Mentorship) -> list[PlanItem]:
    """Return every goal and step that was ever written, in order: what is dropped or replaced too."""
    return list(PlanItem.objects.filter(mentorship=mentorship).select_related("goal"))


def notes_for(mentorship: Mentorship, side: str) -> list[Note]:
    """Return what one side reads: their own notes, and those that the other one shares."""
    return list(Note.objects.filter(Q(side=side) | Q(is_private=False), mentorship=mentorship))


def notes_for_staff(mentorship: Mentorship) -> list[Note]:
    """Return the notes that were shared. Private ones are read by nobody of staff, so not even their number is here."""
    return list(Note.objects.filter(mentorship=mentorship, is_private=False))


def concerns_of(mentorship: Mentorship) -> list[Concern]:
    """Return the concerns about the pair, the latest first."""
    return list(Concern.objects.filter(mentorship=mentorship))


def concerns_by(mentorship: Mentorship, side: str) -> list[Concern]:
    """Return the concerns that this side reported."""
    return list(Concern.objects.filter(mentorship=mentorship, side=side))


def concern(pk: int) -> Concern | None:
    """Return a concern with the pair whom it is about, or None."""
    rows = Concern.objects.select_related(
        "mentorship__participant__person__user",
        "mentorship__mentor__person__user",
        "mentorship__cohort__program",
        "mentorship__organization",
    )
    return rows.prefetch_related("measures__taken_by").filter(pk=pk).first()


def meeting_of(mentorship: Mentorship) -> Appointment | None:
    """Return the next meeting of the pair with who is invited; None where none is planned, or it is over."""
    if mentorship.next_meeting_id is None:
        return None
    return appointments().filter(pk=mentorship.next_meeting_id, cancelled_at=None).first()


def pace_of(mentorship: Mentorship, today: dt.date) -> Pace | None:
    """Return the hours of the pair against its target; None before the first meeting."""
    row = with_hours(Mentorship.objects.filter(pk=mentorship.pk), today).get()
    return pace_in(row, mentorship, today)


def pace_in(counts: Mentorship, mentorship: Mentorship, today: dt.date) -> Pace | None:
    """Return the same from a row of `with_hours`; the program is that of ``mentorship``. What ended has no forecast."""
    if mentorship.started_on is None:
        return None
    program, found = mentorship.cohort.program, vars(counts)
    reached = pace(
        sessions=found["sessions"],
        minutes=found["minutes"],
        starts_on=mentorship.started_on,
        months=program.duration_months,
        hours=program.required_hours,
        today=mentorship.ended_on or today,
    )
    return replace(reached, forecast=None) if mentorship.ended_on and not reached.is_over else reached


def minutes_of(mentorship: Mentorship, today: dt.date) -> int | None:
    """Return how many minutes of the pair count on ``today``, as its page says; None where no session does."""
    found = vars(with_hours(Mentorship.objects.filter(pk=mentorship.pk), today).get())
    return int(found["minutes"]) if found["sessions"] else None


def with_hours(rows: QuerySet[Mentorship], today: dt.date) -> QuerySet[Mentorship]:
    """Add to each mentorship how many ``sessions`` and ``minutes`` count, in one query."""
    counts = _held().filter(counted(today))
    return rows.annotate(
        sessions=Coalesce(_of(counts, Count("pk")), 0), minutes=Coalesce(_of(counts, Sum("minutes")), 0)
    )


def with_course(rows: QuerySet[Mentorship], today: dt.date) -> QuerySet[Mentorship]:
    """Add to each mentorship what is asked of its course, in one query.

    ``sessions`` and ``minutes`` that count, the ``last_met`` day, how many are ``unconfirmed`` after their days or
    ``disputed``, how many ``signed``, whether the program ``has_agreement``, how many ``concerns`` are not closed,
    and ``overdue_since`` which day a goal or a step of the plan is overdue.
    """
    open_ = Session.objects.filter(mentorship=OuterRef("pk"))
    concerns = Concern.objects.filter(mentorship=OuterRef("pk")).exclude(status="closed")
    plan = PlanItem.objects.filter(mentorship=OuterRef("pk"), by_day__lt=today, done_at=None, dropped_at=None)
    return with_hours(rows, today).annotate(
        last_met=_of(_held(), Max("held_on")),
        unconfirmed=Coalesce(_of(open_.filter(status="logged", answer_by__lt=today), Count("pk")), 0),
        disputed=Coalesce(_of(open_.filter(status="disputed"), Count("pk")), 0),
        signed=Coalesce(_of(Signature.objects.filter(mentorship=OuterRef("pk")), Count("pk")), 0),
        has_agreement=Exists(Agreement.objects.filter(program=OuterRef("cohort__program"))),
        concerns=Coalesce(_of(concerns, Count("pk")), 0),
        concern_since=_of(concerns, Max("reported_at")),
        overdue_since=_of(plan.filter(goal__done_at=None, goal__dropped_at=None), Min("by_day")),
    )


def courses_in(cohort: Cohort, today: dt.date) -> list[Mentorship]:
    """Return the mentorships of a cohort that both have agreed to, by the name of the mentee, with their course."""
    return list(with_course(mentorships().filter(cohort=cohort, status__in=COURSE), today))


def _held() -> QuerySet[Session]:
    """The sessions of a mentorship in which the two met, for a query within one about mentorships."""
    return Session.objects.filter(mentorship=OuterRef("pk"), attendance="held").exclude(status="withdrawn")


def _of(
    rows: QuerySet[Session] | QuerySet[Signature] | QuerySet[Concern] | QuerySet[PlanItem],
    value: Count | Sum | Max | Min,
) -> Subquery:
    return Subquery(rows.order_by().values("mentorship").annotate(found=value).values("found"))
