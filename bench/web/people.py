"""Participants of the large organization, with the occupation that each aims at: what adding them writes, in bulk."""

import datetime as dt
import random
from itertools import batched

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.core.plain import email_key, plain
from parcours.demo.people import NEWCOMERS
from parcours.people.lists import PARTICIPANT_STATUS, WHEREABOUTS
from parcours.people.models import OccupationHeld, Participant, Person, ProfileRequest

CITIES = ("Toronto", "Montréal", "Vancouver", "Ottawa", "Winnipeg", "Moncton")
TITLES = (
    "Civil engineer",
    "Infirmière",
    "Accountant",
    "Enseignant au primaire",
    "Pharmacist",
    "Software developer",
)
UNFINISHED = 10
"""One in so many was asked for their profile and has not finished it."""


@transaction.atomic
def take_in(of: Organization, count: int, chance: random.Random) -> list[int]:
    """Give the organization so many participants, and return the numbers of their people."""
    made: list[int] = []
    with scope(organization=of):
        for numbers in batched(range(count), 5_000):
            people = Person.objects.bulk_create([_person(of, number, chance) for number in numbers])
            Participant.objects.bulk_create([_participant(person, chance) for person in people])
            OccupationHeld.objects.bulk_create(
                OccupationHeld(
                    organization=of,
                    person=person,
                    kind="target",
                    title=chance.choice(TITLES),
                    noc="21300",
                    decision="chosen",
                )
                for person in people
            )
            ProfileRequest.objects.bulk_create(
                ProfileRequest(organization=of, person=person) for person in people[::UNFINISHED]
            )
            made += [person.pk for person in people]
    return made


def _person(of: Organization, number: int, chance: random.Random) -> Person:
    origin = chance.choices(NEWCOMERS, [origin.weight for origin in NEWCOMERS])[0]
    given, family = chance.choice(origin.given), chance.choice(origin.family)
    email = f"participant-{number}@{of.slug}.example"
    return Person(
        organization=of,
        given_name=given,
        family_name=family,
        email=email,
        email_key=email_key(email),
        language="fr" if origin.french else "en",
        whereabouts=chance.choice(WHEREABOUTS.choices)[0],
        city=chance.choice(CITIES),
        called=plain(f"{family} {given}"),
    )


def _participant(person: Person, chance: random.Random) -> Participant:
    return Participant(
        organization=person.organization,
        person=person,
        status=chance.choice(PARTICIPANT_STATUS.choices)[0],
        status_since=timezone.now() - dt.timedelta(days=chance.randrange(900)),
        called=person.called,
    )
