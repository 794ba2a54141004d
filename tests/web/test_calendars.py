"""A person's own appointments: a member's page, a guest's link, and the address of the feed, shown once."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.messaging.calendar.actions import cancel_appointment
from parcours.messaging.calendar.links import token_of
from parcours.messaging.calendar.models import Appointment, Attendee
from tests import factories
from tests.messaging.calendar.made import coordinator, make

pytestmark = pytest.mark.django_db

MINE = "/o/north/calendar/"
_ADDRESS = re.compile(r"<code>http://[^/<]+(/calendar/[\w-]{43}\.ics)</code>")


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def client(north: Organization) -> Client:
    """The browser of a mentor who is invited to one appointment."""
    browser = Client()
    browser.force_login(factories.member(north, Role.MENTOR, email="ana@example.org", name="Ana Roy"))
    make(coordinator(north), "ana@example.org", "guest@example.org", online="https://meet.example.org/x")
    make(coordinator(north), "luc@example.org", title_en="Not for Ana")
    return browser


def address_on(page: str) -> str:
    match = _ADDRESS.search(page)
    assert match
    return match[1]


def test_a_member_sees_what_they_are_invited_to(client: Client) -> None:
    page = client.get(MINE).content.decode()
    assert ["First meeting" in page, "https://meet.example.org/x" in page, "Not for Ana" in page] == [
        True,
        True,
        False,
    ]


def test_nothing_to_come(north: Organization) -> None:
    browser = Client()
    browser.force_login(factories.member(north, Role.FUNDER))
    assert "No appointment to come" in browser.get(MINE).content.decode()


def test_a_cancelled_one_says_so(client: Client, north: Organization) -> None:
    with scope(organization=north):
        row = Appointment.objects.get(title_en="First meeting")
        cancel_appointment(appointment=row, sequence=0, by=coordinator(north))
    page = client.get(MINE).content.decode()
    assert ["Cancelled" in page, "Join online" in page] == [True, False]


def test_t36_the_address_is_shown_once(client: Client) -> None:
    response = client.post(MINE)
    page = response.content.decode()
    address = address_on(page)
    assert f'href="webcal://127.0.0.1:8000{address}"' in page
    assert "no-store" in response["Cache-Control"]
    assert Client().get(address).status_code == 200
    again = client.get(MINE).content.decode()
    assert [address in again, "It shows initials only." in again] == [False, True]


def test_t36_it_is_renewed_and_withdrawn_on_the_page(client: Client) -> None:
    old = address_on(client.post(MINE).content.decode())
    new = address_on(client.post(MINE, {"shows_names": "on"}).content.decode())
    assert [Client().get(one).status_code for one in (old, new)] == [404, 200]
    assert "It shows titles, places and names." in client.get(MINE).content.decode()
    assert client.post(MINE, {"withdraw": "1"}).status_code == 302
    assert Client().get(new).status_code == 404
    assert client.post(MINE, {"withdraw": "1"}).status_code == 409


def guest(north: Organization) -> str:
    """The link of a guest."""
    with scope(organization=north):
        return f"/appointments/{token_of(Attendee.objects.get(email='guest@example.org'))}/"


@pytest.mark.usefixtures("client")
def test_t36_a_guest_has_a_feed_by_link(north: Organization) -> None:
    link, browser = guest(north), Client()
    entered = browser.get(link)
    assert (entered["Location"], entered["Referrer-Policy"]) == ("/appointments/", "no-referrer")
    assert link.split("/")[2] not in str(entered.cookies)
    assert "First meeting" in browser.get("/appointments/").content.decode()
    answer = browser.post("/appointments/")
    assert answer["Referrer-Policy"] == "same-origin"
    address = address_on(answer.content.decode())
    assert "with A. R." in Client().get(address).content.decode()
    browser.post("/appointments/", {"withdraw": "1"})
    assert Client().get(address).status_code == 404


@pytest.mark.usefixtures("client")
def test_a_link_that_is_none_or_too_old_opens_nothing(north: Organization) -> None:
    browser = Client()
    assert browser.get("/appointments/").status_code == 410
    link = guest(north)
    browser.get(link)
    browser.get("/appointments/1:wrong/")
    assert browser.get("/appointments/").status_code == 410
    browser.get(link)
    with scope(organization=north):
        Appointment.objects.update(starts_at=timezone.now() - dt.timedelta(days=91))
    assert browser.get("/appointments/").status_code == 410
