"""A cohort of very many people, written in a few statements: made one by one, it would take minutes."""

import random

from django.utils import timezone
from django_scopes import scope

from parcours.applications.models import Application, MentorPlace
from parcours.core.plain import email_key
from parcours.people.models import LanguageSkill, Mentor, OccupationHeld, Participant, Person
from parcours.programs.models import Cohort
from parcours.reference.noc import load_taxonomy

CITIES = (("Toronto", "ON"), ("Ottawa", "ON"), ("Calgary", "AB"), ("Vancouver", "BC"), ("Halifax", "NS"))
TOPICS = ("resume", "interviews", "networking", "workplace_culture")
TIMES = ("mon_evening", "wed_evening", "sat_morning", "tue_day")


def fill(to: Cohort, mentees: int, mentors: int, seed: int = 2026) -> None:
    """Give so many people a seat in the cohort, and have so many mentors take part, with what matching looks at."""
    here, chance, now = to.organization, random.Random(seed), timezone.now()  # noqa: S311 - no secret
    codes = load_taxonomy().unit_groups()[::4]
    with scope(organization=here):
        people = Person.objects.bulk_create(
            [
                _person(to, kind, number, chance)
                for kind, many in (("mentee", mentees), ("mentor", mentors))
                for number in range(many)
            ],
            batch_size=500,
        )
        participants = Participant.objects.bulk_create(
            [
                Participant(
                    organization=here,
                    person=one,
                    called=one.called,
                    status="enrolled",
                    goals=chance.sample(TOPICS, 2),
                )
                for one in people[:mentees]
            ],
            batch_size=500,
        )
        Application.objects.bulk_create(
            [
                Application(
                    organization=here, cohort=to, participant=one, status="accepted", submitted_at=now
                )
                for one in participants
            ],
            batch_size=500,
        )
        Cohort.objects.filter(pk=to.pk).update(seats=mentees, taken=mentees)
        those = Mentor.objects.bulk_create(
            [
                Mentor(
                    organization=here,
                    person=one,
                    called=one.called,
                    status="available",
                    capacity=2,
                    offers=chance.sample(TOPICS, 2),
                )
                for one in people[mentees:]
            ],
            batch_size=500,
        )
        MentorPlace.objects.bulk_create(
            [
                MentorPlace(
                    organization=here, cohort=to, mentor=one, status="agreed", places=chance.choice((1, 1, 2))
                )
                for one in those
            ],
            batch_size=500,
        )
        OccupationHeld.objects.bulk_create(
            [
                OccupationHeld(
                    organization=here,
                    person=one,
                    kind="target" if number < mentees else "present",
                    title="As they say it",
                    noc=chance.choice(codes),
                    classification="NOC 2021 V1.0",
                    decision="chosen",
                    decided_as="staff",
                )
                for number, one in enumerate(people)
            ],
            batch_size=500,
        )
        LanguageSkill.objects.bulk_create(
            [
                LanguageSkill(organization=here, person=one, language="en", speaking=7, listening=7)
                for one in people
            ],
            batch_size=500,
        )


def _person(to: Cohort, kind: str, number: int, chance: random.Random) -> Person:
    city, province = chance.choice(CITIES)
    email = f"{kind}-{number}@example.org"
    return Person(
        organization=to.organization,
        given_name=f"{kind.capitalize()} {number}",
        called=f"{kind} {number:05}",
        email=email,
        email_key=email_key(email),
        city=city,
        province=province,
        years_experience=chance.randint(0, 20),
        meeting=["online"],
        availability=chance.sample(TIMES, 2),
    )
