"""What a day brings to mentorships: reminders of proposals to answer, agreements to sign, sessions to confirm."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.engagements import letters
from parcours.engagements.actions.sessions import ask_to_confirm
from parcours.engagements.actions.telling import course_address, post_about, send_link
from parcours.engagements.course_queries import agreement_for, signatures_of
from parcours.engagements.lists import ASKED, TOGETHER
from parcours.engagements.models import Mentorship, Session
from parcours.engagements.queries import mentorships, waits_for

SIGN_AFTER = (3, 7, 14)
"""Days after both agreed on which whoever has not signed is reminded."""

LATEST = dt.timedelta(days=14)
"""So long after the last day for an answer a reminder still makes sense, where nothing was sent before."""

CONFIRM_BEFORE = 2
"""Days before a session counts without an answer on which the other side is reminded."""


def keep_time_across() -> int:
    """Send the reminders of today, of every organization; return how many pairs and sessions they are about.

    Done again on the same day it sends nothing: each letter names its occasion.
    """
    done = 0
    for organization in Organization.objects.filter(is_active=True).order_by("pk"):
        with scope(organization=organization), timezone.override(organization.time_zone):
            by, today = system(organization, Via.JOB), timezone.localdate()
            done += sum(_remind_to_answer(row, by) for row in _to_answer(today))
            done += sum(_remind_to_sign(row, today, by) for row in _to_sign(today))
            done += sum(_remind_to_confirm(one, by) for one in _to_confirm(today))
    return done


def _to_answer(today: dt.date) -> list[Mentorship]:
    late = mentorships().filter(status__in=ASKED, answer_by__lte=today, reminded_at=None)
    return list(late.filter(answer_by__gt=today - LATEST))


def _to_sign(today: dt.date) -> list[Mentorship]:
    days = [today - dt.timedelta(days=days) for days in SIGN_AFTER]
    return list(mentorships().filter(status__in=TOGETHER, agreed_on__in=days).exclude(status="paused"))


def _to_confirm(today: dt.date) -> list[Session]:
    until = today + dt.timedelta(days=CONFIRM_BEFORE)
    rows = Session.objects.filter(status="logged", answer_by=until, mentorship__status__in=TOGETHER)
    return list(
        rows.select_related(
            "mentorship__mentor__person__user",
            "mentorship__participant__person__user",
            "mentorship__cohort__program",
            "mentorship__organization",
        )
    )


@transaction.atomic
def _remind_to_answer(row: Mentorship, by: Actor) -> bool:
    """Remind whoever is asked, unless they have just answered; return whether that was done."""
    person = waits_for(row)
    waiting = Mentorship.objects.filter(pk=row.pk, status=row.status, reminded_at=None)
    if person is None or not waiting.update(reminded_at=timezone.now()):
        return False
    record(by=by, verb="mentorship.reminded", what=row, about=person.user)
    send_link(row, person, by, letters.REMINDER)
    return True


@transaction.atomic
def _remind_to_sign(row: Mentorship, today: dt.date, by: Actor) -> bool:
    missing = {"mentor", "mentee"} - signatures_of(row).keys() if agreement_for(row) else set()
    mentor, mentee = row.mentor.person, row.participant.person
    for side in sorted(missing):
        person, other = (mentor, mentee) if side == "mentor" else (mentee, mentor)
        address = course_address(person, by)
        dedup = f"sign:{row.pk}:{side}:{today}"
        post_about(letters.AGREEMENT_WAITS, row, person, dedup, address, other=other.full_name)
    return bool(missing)


@transaction.atomic
def _remind_to_confirm(session: Session, by: Actor) -> bool:
    ask_to_confirm(session, session.mentorship, by, occasion="again")
    return True
