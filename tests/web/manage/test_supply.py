"""The page of supply and demand: what is missing, its file, and where an ask begins."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, OccupationHeld, Participant
from parcours.programs.actions.asks import add_ask, take
from tests import factories

pytestmark = pytest.mark.django_db

SUPPLY = "/o/north/manage/programs/supply/"
ASKS = "/o/north/manage/programs/asks/"


@pytest.fixture(autouse=True)
def north() -> Iterator[Organization]:
    """An organization where two civil engineers wait, and somebody whose occupation nobody has confirmed."""
    organization = factories.organization("north")
    with scope(organization=organization), time_machine.travel(dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC)):
        for noc in ("21300", "21300", ""):
            someone = factories.person(organization)
            Participant.objects.filter(person=someone).update(status="eligible")
            decided = {"noc": noc, "decision": "chosen"} if noc else {}
            OccupationHeld.objects.create(
                organization=organization, person=someone, kind="target", title="x", **decided
            )
        yield organization


@pytest.fixture
def browser(client: Client, north: Organization) -> Client:
    client.force_login(factories.member(north, Role.COORDINATOR))
    return client


def test_it_says_where_places_are_missing(browser: Client) -> None:
    context = browser.get(SUPPLY).context
    named = [(name, line.waiting, line.gap, line.wait) for line, name in context["lines"]]
    assert named == [("21300 Civil engineers", 2, 2, None), ("Occupation not confirmed yet", 1, 1, None)]
    assert [bar.shown for bar in context["chart"].bars] == ["2", "1"]


def test_where_a_place_is_free_no_months_are_said(browser: Client, north: Organization) -> None:
    mentor = factories.person(north, Kind.MENTOR)
    Mentor.objects.filter(person=mentor).update(status="available", capacity=2)
    OccupationHeld.objects.create(
        organization=north, person=mentor, kind="present", title="x", noc="21300", decision="chosen"
    )
    page = browser.get(SUPPLY)
    line = next(line for line, _name in page.context["lines"] if line.code)
    assert ("A place is free now" in page.content.decode(), line.waiting, line.wait) == (True, 2, 0)


def test_a_line_leads_to_the_form_with_what_is_missing(browser: Client) -> None:
    assert 'href="/o/north/manage/programs/asks/?ask=21300#ask"' in browser.get(SUPPLY).content.decode()
    assert browser.get(f"{ASKS}?ask=21300").context["form"].initial == {"occupation": "21300", "number": 2}
    assert browser.get(f"{ASKS}?ask=none").context["form"].initial == {}


def test_what_is_asked_is_counted_until_it_is_found(browser: Client, north: Organization) -> None:
    by = system(north)
    ask = add_ask(employer="Dock Works", noc="21300", number=8, by_day=dt.date(2027, 9, 1), by=by)
    assert browser.get(SUPPLY).context["lines"][0][0].asked == 8
    take(ask=ask, way="fill", by=by)
    assert browser.get(SUPPLY).context["lines"][0][0].asked == 0


def test_the_table_is_a_file_too(browser: Client) -> None:
    lines = browser.get(f"{SUPPLY}?file=csv").content.decode("utf-8-sig").splitlines()
    assert lines[1] == "21300 Civil engineers,2,0,2,0,0,"
    assert AuditEntry.objects.filter(verb="list.exported").count() == 1


def test_nobody_waits_where_nobody_is(browser: Client) -> None:
    Participant.objects.update(status="inquiry")
    context = browser.get(SUPPLY).context
    assert (context["lines"], context["chart"]) == ([], None)
