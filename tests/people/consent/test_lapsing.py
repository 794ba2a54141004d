import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django_scopes import scopes_disabled

from parcours.people.consent.lapsing import remind_across
from parcours.people.models import Person
from tests import factories
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def person() -> Person:
    return factories.person(factories.organization())


@pytest.mark.parametrize(("days", "letters"), [(-1, 0), (0, 1), (7, 1), (8, 1), (30, 1), (31, 0)])
def test_a_consent_that_lapses_within_thirty_days_is_told_of_once(
    person: Person, days: int, letters: int
) -> None:
    act(person, until=TODAY + dt.timedelta(days=days))
    told = [remind_across() for _time in range(3)]
    assert (told, len(mail.outbox)) == ([letters, 0, 0], letters)


def test_seven_days_ahead_it_is_told_of_once_more(person: Person) -> None:
    act(person, until=TODAY + dt.timedelta(days=30))
    told = []
    for day in range(32):
        with time_machine.travel(dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC) + dt.timedelta(days=day)):
            told += [day] * remind_across()
    assert told == [0, 23]


def test_all_that_lapses_soon_is_one_letter_with_a_link_that_works(person: Person) -> None:
    act(person, "research", until=TODAY + dt.timedelta(days=25))
    act(person, "follow_up", until=TODAY + dt.timedelta(days=3))
    remind_across()
    [letter] = mail.outbox
    [said] = [line.partition(": ")[2] for line in letter.body.splitlines() if "comes to its end" in line]
    assert said == "Follow-up after the program, 28 Nov 2026; Research, 20 Dec 2026."


@pytest.mark.parametrize("said", ["refused", "withdrawn"])
def test_a_no_does_not_lapse(person: Person, said: str) -> None:
    act(person, until=TODAY + dt.timedelta(days=9))
    act(person, said=said)
    assert remind_across() == 0


def test_what_was_renewed_is_not_told_of(person: Person) -> None:
    act(person, until=TODAY + dt.timedelta(days=9))
    act(person, said="renewed", until=TODAY + dt.timedelta(days=300))
    assert remind_across() == 0


def test_what_the_law_allows_and_who_has_no_address_is_left_alone(person: Person) -> None:
    act(person, until=TODAY + dt.timedelta(days=9), basis="legal_authority")
    silent = factories.person(person.organization, email="")
    act(silent, until=TODAY + dt.timedelta(days=9))
    assert remind_across() == 0


def test_each_organization_tells_its_own_people(person: Person) -> None:
    other = factories.person(factories.organization())
    with scopes_disabled():
        for one in (person, other):
            act(one, until=TODAY + dt.timedelta(days=9))
    told = remind_across()
    assert (told, sorted(letter.to for letter in mail.outbox)) == (2, sorted([[person.email], [other.email]]))
