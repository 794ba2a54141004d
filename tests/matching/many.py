"""A cohort of very many people, written in a few statements: made one by one, it would take minutes."""

import random
from typing import Any

from django.db.models import Model
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
    chance = random.Random(seed)  # noqa: S311 - no secret
    with scope(organization=to.organization):
        _mentees(to, _people(to, "mentee", mentees, chance), chance)
        _mentors(to, _people(to, "mentor", mentors, chance), chance)


def _people(to: Cohort, kind: str, many: int, chance: random.Random) -> list[Person]:
    """Write people who speak English, each with an occupation that somebody confirmed."""
    here, codes = to.organization, load_taxonomy().unit_groups()[::4]
    people = _written([_person(to, kind, number, chance) for number in range(many)])
    _written(
        [
            OccupationHeld(
                organization=here,
                person=one,
                kind="target" if kind == "mentee" else "present",
                title="As they say it",
                noc=chance.choice(codes),
                classification="NOC 2021 V1.0",
                decision="chosen",
                decided_as="staff",
            )
            for one in people
        ]
    )
    _written(
        [
            LanguageSkill(organization=here, person=one, language="en", speaking=7, listening=7)
            for one in people
        ]
    )
    return people


def _mentees(to: Cohort, people: list[Person], chance: random.Random) -> None:
    same: dict[str, Any] = {"organization": to.organization, "status": "enrolled"}
    rows = [
        Participant(person=one, called=one.called, goals=chance.sample(TOPICS, 2), **same) for one in people
    ]
    seat: dict[str, Any] = {"organization": to.organization, "cohort": to, "status": "accepted"}
    now = timezone.now()
    _written([Application(participant=one, submitted_at=now, **seat) for one in _written(rows)])
    Cohort.objects.filter(pk=to.pk).update(seats=len(people), taken=len(people))


def _mentors(to: Cohort, people: list[Person], chance: random.Random) -> None:
    same: dict[str, Any] = {"organization": to.organization, "status": "available", "capacity": 2}
    rows = [Mentor(person=one, called=one.called, offers=chance.sample(TOPICS, 2), **same) for one in people]
    part: dict[str, Any] = {"organization": to.organization, "cohort": to, "status": "agreed"}
    _written([MentorPlace(mentor=one, places=chance.choice((1, 1, 2)), **part) for one in _written(rows)])


def _written[Row: Model](rows: list[Row]) -> list[Row]:
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=500)  # noqa: SLF001 - documented


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
