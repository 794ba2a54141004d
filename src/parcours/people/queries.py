"""Reads about people, of the organization in scope."""

import datetime as dt

from django.db.models import Q, QuerySet

from parcours.accounts.models import User
from parcours.core.sorting import email_key
from parcours.people.models import (
    Mentor,
    MentorPause,
    OccupationHeld,
    Participant,
    Person,
    ProfileRequest,
    Supervisor,
)


def participants() -> QuerySet[Participant]:
    """Return the participants with their people."""
    return Participant.objects.select_related("person", "organization")


def mentors() -> QuerySet[Mentor]:
    """Return the mentors with their people."""
    return Mentor.objects.select_related("person", "organization")


def supervisors() -> QuerySet[Supervisor]:
    """Return the supervisors with their people."""
    return Supervisor.objects.select_related("person", "organization")


def person(pk: int) -> Person | None:
    """Return somebody with what they are here, or None."""
    return Person.objects.select_related("user", "participant", "mentor", "supervisor").filter(pk=pk).first()


def person_of(user: User) -> Person | None:
    """Return the person whose account this is, or None."""
    return (
        Person.objects.select_related("user", "participant", "mentor", "supervisor").filter(user=user).first()
    )


def person_with_email(address: str, but: Person) -> Person | None:
    """Return who has the address, other than ``but``."""
    key = email_key(address)
    return Person.objects.filter(email_key=key).exclude(pk=but.pk).first() if key else None


def occupation(pk: int) -> OccupationHeld | None:
    """Return an occupation with its person, or None."""
    return OccupationHeld.objects.select_related("person__user").filter(pk=pk).first()


def occupations_to_confirm() -> QuerySet[OccupationHeld]:
    """Return the occupations whose code nobody has decided about."""
    return OccupationHeld.objects.filter(decision="").select_related("person")


def open_request(person: Person) -> ProfileRequest | None:
    """Return the request that the person has not finished, or None."""
    return ProfileRequest.objects.filter(person=person, finished_at=None, withdrawn_at=None).first()


def unfinished_requests() -> QuerySet[ProfileRequest]:
    """Return the requests that nobody has finished or withdrawn, the longest waiting first."""
    waiting = ProfileRequest.objects.filter(finished_at=None, withdrawn_at=None)
    return waiting.select_related("person").order_by("asked_at", "pk")


def pauses_on(day: dt.date) -> QuerySet[MentorPause]:
    """Return the pauses that hold on ``day``."""
    return MentorPause.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
