"""What is counted as waiting, as a place, as asked for and as begun."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, MentorPause, OccupationHeld, Participant
from parcours.programs.models import Ask, Employer
from parcours.reporting.supply.balance import Line
from parcours.reporting.supply.queries import supply
from tests import factories

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC)
DAY = NOW.date()


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def held(ours: Organization, person: int, kind: str, noc: str) -> None:
    decided = {"noc": noc, "decision": "chosen"} if noc else {}
    OccupationHeld.objects.create(organization=ours, person_id=person, kind=kind, title="x", **decided)


def participant(ours: Organization, noc: str, status: str, days: int = 0) -> None:
    person = factories.person(ours)
    since = NOW - dt.timedelta(days=days)
    Participant.objects.filter(person=person).update(status=status, status_since=since)
    held(ours, person.pk, "target", noc)


def mentor(ours: Organization, noc: str, **fields: Any) -> Mentor:
    person = factories.person(ours, Kind.MENTOR)
    Mentor.objects.filter(person=person).update(**{"status": "available", **fields})
    held(ours, person.pk, "present", noc)
    return Mentor.objects.get(person=person)


def test_people_are_counted_by_what_they_aim_at_first(ours: Organization) -> None:
    for status in ("applied", "eligible", "waitlisted", "inquiry", "withdrawn"):
        participant(ours, "21300", status)
    participant(ours, "", "eligible")
    mentor(ours, "21300", capacity=2)
    mentor(ours, "21300", status="at_capacity")
    assert supply(NOW, DAY) == [Line("21300", waiting=3, places=2), Line("", waiting=1)]


def test_a_mentor_on_pause_has_no_place(ours: Organization) -> None:
    paused = mentor(ours, "21300", capacity=2)
    MentorPause.objects.create(organization=ours, mentor=paused, starts_on=DAY)
    mentor(ours, "21300")
    assert supply(NOW, DAY) == [Line("21300", places=1)]


def test_who_has_begun_within_a_year_sets_the_pace(ours: Organization) -> None:
    participant(ours, "21300", "eligible")
    for status, days in (("enrolled", 300), ("enrolled", 400), ("completed", 200), ("completed", 300)):
        participant(ours, "21300", status, days)
    assert supply(NOW, DAY) == [Line("21300", waiting=1, begun=2)]


def test_open_asks_are_summed(ours: Organization) -> None:
    dock = Employer.objects.create(organization=ours, name="Dock")
    for number, status in ((8, "open"), (2, "open"), (5, "filled")):
        Ask.objects.create(
            organization=ours, employer=dock, noc="21300", number=number, by_day=DAY, status=status
        )
    assert supply(NOW, DAY) == [Line("21300", asked=10)]


def test_it_takes_four_queries_however_many_people_there_are(ours: Organization) -> None:
    for noc in ("21300", "21301", "31301"):
        participant(ours, noc, "eligible")
        mentor(ours, noc)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(supply(NOW, DAY)) == 3
    assert len(asked) == 4
