"""Once a week coordinators are told what waits, without a name, at the hour they chose."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django_scopes import scope
from pytest_django.fixtures import Settings

from parcours.accounts.actors import system
from parcours.accounts.roles import Role
from parcours.engagements.models import Mentorship
from parcours.messaging.models import Outgoing, Preferences
from parcours.today.actions import note_done
from parcours.today.digest import keep_time_across
from parcours.today.models import Decision
from parcours.today.queue import item
from parcours.today.tasks import keep_time
from tests import factories
from tests.engagements import made
from tests.messaging.conftest import OUTBOX

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)
"""One in the afternoon in the time zone of the organizations."""


@pytest.fixture
def row() -> Mentorship:
    with time_machine.travel(MONDAY, tick=False):
        return made.since(made.together(), 62, met=60)


def letters(at: dt.datetime) -> list[str]:
    mail.outbox.clear()
    with time_machine.travel(at, tick=False):
        keep_time.call()
    return [f"{one.to[0]} {one.subject}\n{one.body}" for one in mail.outbox]


def test_it_says_what_waits_and_names_nobody(row: Mentorship) -> None:
    factories.member(row.organization, Role.COORDINATOR, email="mei@example.org")
    factories.member(row.organization, Role.MENTOR, email="max@example.org")
    (letter,) = letters(MONDAY)
    said = [words in letter for words in ("Silent: 1.", "Haddad", "Roy")]
    assert (letter.partition(" ")[0], said) == ("mei@example.org", [True, False, False])


def test_it_comes_once_a_week(row: Mentorship, settings: Settings) -> None:
    settings.MAILERS = {**settings.MAILERS, "default": {"BACKEND": OUTBOX}}
    factories.member(row.organization, Role.COORDINATOR)
    kept = []
    for days, hours in ((0, 0), (0, 1), (1, 0), (7, 0)):
        letters(MONDAY + dt.timedelta(days=days, hours=hours))
        with scope(organization=row.organization):
            kept.append(Outgoing.objects.filter(key="today.digest").count())
    assert kept == [1, 1, 1, 2]


def test_the_day_and_the_hour_are_the_coordinators_own_and_so_is_the_language(row: Mentorship) -> None:
    who = factories.member(row.organization, Role.COORDINATOR, language="fr")
    Preferences.objects.create(user=who, digest_day=1, digest_hour=16)
    tuesday = MONDAY + dt.timedelta(days=1)
    sent = [len(letters(at)) for at in (MONDAY, tuesday, tuesday + dt.timedelta(hours=3))]
    assert sent == [0, 0, 1]


def test_nothing_is_sent_where_nothing_waits() -> None:
    factories.member(factories.organization("north"), Role.COORDINATOR)
    assert letters(MONDAY) == []


def test_a_cause_that_is_gone_ends_what_was_decided(row: Mentorship) -> None:
    by = system(row.organization)
    with time_machine.travel(MONDAY, tick=False), scope(organization=row.organization):
        found = item("unsigned", row.pk, MONDAY.date(), by)
        assert found is not None
        note_done(item=found, seen=0, by=by)
        keep_time_across()
        still = Decision.objects.get().over_at
        Mentorship.objects.filter(pk=row.pk).update(status="paused")
        keep_time_across()
        Mentorship.objects.filter(pk=row.pk).update(status="active")
        anew = item("unsigned", row.pk, MONDAY.date(), by)
    assert anew is not None
    assert anew.decision is not None
    assert (still, anew.decision.holds(anew.cause, MONDAY.date())) == (None, False)
