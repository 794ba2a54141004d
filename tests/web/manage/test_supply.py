"""The page of supply and demand: what is missing, its file, and the asks that follow."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import AuditEntry, Organization, Partnership
from parcours.accounts.roles import Role
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, OccupationHeld, Participant
from parcours.programs.models import Ask
from tests import factories

pytestmark = pytest.mark.django_db

SUPPLY = "/o/north/manage/programs/supply/"
ASK = {"do": "ask", "employer": "Dock Works", "occupation": "21300", "number": "8", "by_day": "2027-09-01"}


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


def test_an_ask_begins_with_what_is_missing(browser: Client) -> None:
    assert browser.get(f"{SUPPLY}?ask=21300").context["form"].initial == {"occupation": "21300", "number": 2}
    assert browser.get(f"{SUPPLY}?ask=none").context["form"].initial == {}


def test_an_employer_is_asked_and_finds_them(browser: Client) -> None:
    browser.post(SUPPLY, {**ASK, "occupation": "Civil engineers"})
    ask = Ask.objects.get()
    assert (ask.of_whom, ask.noc, ask.number) == ("Dock Works", "21300", 8)
    assert browser.get(SUPPLY).context["lines"][0][0].asked == 8
    browser.post(SUPPLY, {"number": str(ask.pk), "way": "fill"})
    assert browser.get(SUPPLY).context["lines"][0][0].asked == 0


def test_a_partner_is_asked(browser: Client, north: Organization) -> None:
    row = Partnership.objects.create(
        organization=north,
        partner=factories.organization("works"),
        role="host_employer",
        starts_on=dt.date(2026, 1, 1),
    )
    browser.post(SUPPLY, {**ASK, "employer": "", "partner": str(row.pk)})
    assert Ask.objects.get().of_whom == "Works"


def test_an_ask_of_nobody_or_of_no_occupation_says_why(browser: Client) -> None:
    form = browser.post(SUPPLY, {**ASK, "employer": ""}).context["form"]
    assert form.non_field_errors() == ["Choose a partner, or write the name of an employer: one of the two."]
    errors = browser.post(SUPPLY, {**ASK, "occupation": "213"}).context["form"].errors["occupation"]
    assert errors[0].startswith("Give the code of one unit group. Alike: ")
    assert Ask.objects.count() == 0


def test_an_ask_that_is_not_there_cannot_be_changed(browser: Client) -> None:
    assert browser.post(SUPPLY, {"number": "999", "way": "fill"}).status_code == 409


def test_the_table_is_a_file_too(browser: Client) -> None:
    lines = browser.get(f"{SUPPLY}?file=csv").content.decode("utf-8-sig").splitlines()
    assert lines[1] == "21300 Civil engineers,2,0,2,0,0,"
    assert AuditEntry.objects.filter(verb="list.exported").count() == 1


def test_nobody_waits_where_nobody_is(browser: Client) -> None:
    Participant.objects.update(status="inquiry")
    context = browser.get(SUPPLY).context
    assert (context["lines"], context["chart"]) == ([], None)
