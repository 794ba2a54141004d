"""Letters to the two people of a mentorship, each in their own language."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse

from parcours.accounts.actors import Actor
from parcours.accounts.links.actions import issue
from parcours.accounts.links.standing import standing
from parcours.accounts.mail import in_language
from parcours.accounts.models.link import Purpose
from parcours.accounts.queries import members_who_may
from parcours.accounts.roles import Permission
from parcours.core.catalogue import Entry
from parcours.engagements import letters
from parcours.engagements.models import Concern, Mentorship
from parcours.messaging.actions import post
from parcours.people.models import Person
from parcours.people.policies import subject_of

LINK_LIFE = dt.timedelta(days=60)
"""How long one link opens what somebody is asked; a new one can be had from it at any time."""

COURSE_LIFE = dt.timedelta(days=240)
"""How long one link opens a mentorship: longer than most of them last."""


def send_link(mentorship: Mentorship, person: Person, by: Actor, entry: Entry | None = None) -> None:
    """Send the person a new link to what they are asked; whoever has an account and no address finds it there.

    The letter is that of their side, or ``entry``.
    """
    if not person.email:
        return
    as_mentor = person == mentorship.mentor.person
    link, address = issue(
        purpose=Purpose.MATCH,
        subject=subject_of(person),
        name=person.name_used,
        email=person.email,
        by=by,
        life=LINK_LIFE,
    )
    usual = letters.MENTOR_ASKED if as_mentor else letters.MENTEE_ASKED
    post_about(entry or usual, mentorship, person, link.token_hash, address, day=mentorship.answer_by)


def course_address(person: Person, by: Actor) -> str:
    """Return the address at which the person follows their mentorships without an account; empty without an email."""
    if not person.email:
        return ""
    return standing(
        purpose=Purpose.MENTORSHIP,
        subject=subject_of(person),
        name=person.name_used,
        email=person.email,
        by=by,
        life=COURSE_LIFE,
    )


def tell_both_agreed(mentorship: Mentorship, first_meeting: dt.date, by: Actor) -> None:
    """Tell both how to reach each other, by when they meet, and where the page of their mentorship is."""
    mentor, mentee = mentorship.mentor.person, mentorship.participant.person
    for person, other in ((mentor, mentee), (mentee, mentor)):
        reach = other.email or other.phone
        post_about(
            letters.AGREED,
            mentorship,
            person,
            f"agreed:{mentorship.pk}:{person.pk}",
            course_address(person, by),
            day=first_meeting,
            other=other.full_name,
            reach=reach,
        )


def tell_it_is_off(mentorship: Mentorship, before: str, *, but: Person | None = None) -> None:
    """Tell whoever was asked when it still stood as ``before``, except for who ended it themselves."""
    told = {
        "proposed": [mentorship.mentor.person],
        "mentor_accepted": [mentorship.mentor.person, mentorship.participant.person],
    }
    for person in told.get(before, []):
        if person != but:
            post_about(letters.OFF, mentorship, person, f"off:{mentorship.pk}:{person.pk}")


def tell_coordinators(concern: Concern) -> None:
    """Tell each coordinator but one of the two that there is a concern to read; not what it says, nor about whom."""
    mentorship = concern.mentorship
    two = {mentorship.mentor.person.user_id, mentorship.participant.person.user_id}
    address = settings.BASE_URL + reverse("concern", args=[mentorship.organization.slug, concern.pk])
    for user in members_who_may(Permission.MANAGE_PROGRAMS):
        if user.pk not in two:
            with in_language(user.language):
                program = mentorship.cohort.program.name
            post(
                letters.CONCERN_REPORTED.key,
                to=user,
                organization=mentorship.organization,
                address=address,
                dedup=f"concern:{concern.pk}:{user.pk}",
                of_program=mentorship.cohort.program_id,
                name=str(user),
                what=program,
            )


def post_about(
    entry: Entry, mentorship: Mentorship, person: Person, dedup: str, address: str = "", **variables: Any
) -> None:
    """Send one of the two a letter about their mentorship, where there is an address."""
    if not person.email:
        return
    with in_language(person.language):
        program = mentorship.cohort.program.name
    post(
        entry.key,
        to=person.email,
        language=person.language,
        organization=mentorship.organization,
        about=person.user,
        address=address,
        dedup=dedup,
        of_program=mentorship.cohort.program_id,
        name=person.name_used,
        what=program,
        **variables,
    )
