"""Reads about people, of the organization in scope."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from parcours.accounts.models import User
from parcours.core.plain import email_key, plain
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
    """Return the participants with their people, for a list: with the first occupation that they aim at, and before."""
    rows = Participant.objects.select_related("person", "organization")
    return rows.annotate(
        occupation=_first_title("target"), occupation_before=_first_title("before"), asked_at=_asked_at()
    )


def mentors() -> QuerySet[Mentor]:
    """Return the mentors with their people, for a list: ``occupation`` is what they do now first."""
    rows = Mentor.objects.select_related("person", "organization")
    return rows.annotate(occupation=_first_title("present"), asked_at=_asked_at())


def supervisors() -> QuerySet[Supervisor]:
    """Return the supervisors with their people, for a list."""
    return Supervisor.objects.select_related("person", "organization").annotate(asked_at=_asked_at())


def _first_title(kind: str) -> Subquery:
    held = OccupationHeld.objects.filter(person=OuterRef("person"), kind=kind).order_by("pk")
    return Subquery(held.values("title")[:1])


def _asked_at() -> Subquery:
    """When the person was asked for the profile that they have not finished."""
    return Subquery(_unfinished(OuterRef("person")).values("asked_at")[:1])


def _unfinished(person: OuterRef) -> QuerySet[ProfileRequest]:
    return ProfileRequest.objects.filter(person=person, finished_at=None, withdrawn_at=None)


def has_unfinished_profile() -> Exists:
    """Return the condition, for participants, mentors or supervisors, that their profile waits for them."""
    return Exists(_unfinished(OuterRef("person")))


def has_code_to_confirm() -> Exists:
    """Return the condition that the code of some occupation waits for a person’s decision."""
    return Exists(OccupationHeld.objects.filter(person=OuterRef("person"), decision=""))


def found_as(word: str) -> Q:
    """Return the condition, for participants, mentors or supervisors, that a name or the address has ``word`` in it.

    People are looked through by themselves: joined to each row of a list, they would take several times as long.
    """
    found = Q(preferred_name__icontains=word) | Q(email_key__contains=email_key(word))
    for way in {plain(word), word.casefold()}:
        found |= Q(called__contains=way)
    return Q(person__in=Person.objects.filter(found).values("pk"))


def pauses_of(mentor: Mentor) -> list[MentorPause]:
    """Return the pauses of a mentor, the latest first."""
    return list(MentorPause.objects.filter(mentor=mentor))


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
