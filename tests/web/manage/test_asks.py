"""The asks of employers: the list with its file, an employer’s page, and the letter to its contact."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import AuditEntry, Organization, Partnership
from parcours.accounts.roles import Role
from parcours.programs.models import Ask, Employer
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

ASKS = "/o/north/manage/programs/asks/"
ASK = {"employer": "Dock Works", "occupation": "21300", "number": "8", "by_day": "2027-09-01"}


@pytest.fixture(autouse=True)
def north() -> Iterator[Organization]:
    organization = factories.organization("north")
    with scope(organization=organization), time_machine.travel(dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC)):
        yield organization


@pytest.fixture
def browser(client: Client, north: Organization) -> Client:
    client.force_login(factories.member(north, Role.COORDINATOR))
    return client


def asked(browser: Client, **other: str) -> Employer:
    """The employer of one more ask."""
    browser.post(ASKS, {**ASK, **other})
    return Ask.objects.latest("pk").employer


def page_of(employer: Employer) -> str:
    return f"{ASKS}{employer.pk}/"


def with_contact(browser: Client, employer: Employer, **other: str) -> None:
    sent = {"contact_name": "Kim Tran", "contact_email": "kim@dock.example", "language": "fr", "version": "1"}
    browser.post(page_of(employer), {**sent, **other})


def test_asks_stand_by_employer_and_are_a_file(browser: Client) -> None:
    dock = asked(browser, occupation="Civil engineers")
    asked(browser, employer="Alder Bank", occupation="11100", by_day="2027-01-31")
    assert asked(browser, employer="dock works", number="2", by_day="2027-03-01") == dock
    with_contact(browser, dock)
    lines = browser.get(f"{ASKS}?file=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["Alder Bank", ""],
        ["Dock Works", "kim@dock.example"],
        ["Dock Works", "kim@dock.example"],
    ]
    assert lines[3].split(",")[2:] == ["21300 Civil engineers", "8", "0", "0", "2027-09-01", "Still open"]
    assert AuditEntry.objects.filter(verb="list.exported").count() == 1


def test_a_partner_is_asked_and_its_own_contact_written_to(browser: Client, north: Organization) -> None:
    works = factories.organization(
        "works", contact_name="Lee", contact_email="lee@works.example", language="fr"
    )
    row = Partnership.objects.create(
        organization=north, partner=works, role="host_employer", starts_on=dt.date(2026, 1, 1)
    )
    employer = asked(browser, employer="", partner=str(row.pk))
    assert (str(employer), employer.contact) == ("Works", ("Lee", "lee@works.example", "fr"))
    with_contact(browser, employer)
    employer.refresh_from_db()
    assert employer.contact == ("Kim Tran", "kim@dock.example", "fr")


def test_an_ask_of_nobody_or_of_no_occupation_says_why(browser: Client) -> None:
    form = browser.post(ASKS, {**ASK, "employer": ""}).context["form"]
    assert form.non_field_errors() == ["Choose a partner, or write the name of an employer: one of the two."]
    errors = browser.post(ASKS, {**ASK, "occupation": "213"}).context["form"].errors["occupation"]
    assert errors[0].startswith("Give the code of one unit group. Alike: ")
    assert Ask.objects.count() == 0


def test_an_ask_is_filled_and_one_that_is_not_there_is_not(browser: Client) -> None:
    employer = asked(browser)
    ask = Ask.objects.get()
    browser.post(page_of(employer), {"number": str(ask.pk), "way": "fill"})
    assert Ask.objects.get().status == "filled"
    shown = browser.post(page_of(employer), {"number": "0", "way": "fill"}, follow=True)
    assert "Choose an ask of the list." in shown.content.decode()
    assert browser.get(f"{ASKS}0/").status_code == 404


def test_the_contact_gets_one_letter_in_their_language(browser: Client) -> None:
    employer = asked(browser)
    nobody = browser.post(page_of(employer), {"send": "1", "seen": "1"}, follow=True)
    assert "Nobody can be written to: note the address of a contact first." in nobody.content.decode()
    with_contact(browser, employer)
    for _twice in range(2):
        browser.post(page_of(employer), {"send": "1", "seen": "2"})
    (letter,) = mail.outbox
    assert letter.to == ["kim@dock.example"]
    assert "8 × Ingénieurs civils/ingénieures civiles" in letter.body
    assert "/link/" in letter.body
    browser.post(page_of(employer), {"send": "1", "seen": "3"})
    assert mail.outbox[1].body == letter.body  # with the same link
    assert AuditEntry.objects.filter(verb="employer.asked").count() == 2


def test_an_employer_of_whom_nothing_is_asked_is_not_written_to(browser: Client) -> None:
    employer = asked(browser)
    with_contact(browser, employer)
    Ask.objects.update(status="closed")
    shown = browser.post(page_of(employer), {"send": "1", "seen": "2"}, follow=True)
    assert "Nothing is asked of this employer any more." in shown.content.decode()
    assert mail.outbox == []


def test_a_day_that_is_over_is_asked_for_again(browser: Client) -> None:
    page = browser.post(ASKS, {**ASK, "by_day": "2026-11-24"})
    assert page.context["form"].errors["by_day"] == ["This day is over. Give one that is still to come."]
    assert Ask.objects.count() == 0
