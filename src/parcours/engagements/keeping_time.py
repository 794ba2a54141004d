"""What a day brings to mentorships: reminders of agreements to sign, and of sessions to confirm."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import Organization
from parcours.engagements import letters
from parcours.engagements.actions.sessions import ask_to_confirm
from parcours.engagements.actions.telling import course_address, post_about
from parcours.engagements.course_queries import agreement_for, signatures_of
from parcours.engagements.lists import TOGETHER
from parcours.engagements.models import Mentorship, Session
from parcours.engagements.queries import mentorships

SIGN_AFTER = (3, 7, 14)
"""Days after both agreed on which whoever has not signed is reminded."""

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
            done += sum(_remind_to_sign(row, today, by) for row in _to_sign(today))
            done += sum(_remind_to_confirm(one, by) for one in _to_confirm(today))
    return done


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
