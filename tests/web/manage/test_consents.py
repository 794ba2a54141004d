"""The pages about consent, for staff: the list, one person, what was heard, what is asked, the words, who is shared."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django_scopes import scope, scopes_disabled
from pytest_django import DjangoAssertNumQueries

from parcours.accounts.models import AuditContent, Organization, Partnership
from parcours.accounts.roles import Role
from parcours.people.consent.actions.acts import Said, withdraw
from parcours.people.consent.models import ConsentAct, ConsentRequest, ConsentText
from parcours.people.models import Person
from tests import factories
from tests.people.consent.made import act, oneself, partner_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave", "clock")]

PEOPLE = "/o/north/manage/people/"
CONSENTS = f"{PEOPLE}consents/"
SOON, LATER = dt.date(2026, 12, 20), dt.date(2027, 12, 20)


@pytest.fixture
def north(clock: time_machine.Traveller) -> Organization:  # noqa: ARG001 - the day is known first
    return factories.organization("north")


@pytest.fixture
def browser(client: Client, north: Organization) -> Client:
    client.force_login(factories.member(north, Role.COORDINATOR))
    return client


@pytest.fixture
def person(north: Organization) -> Person:
    return factories.person(north, given_name="Noor", family_name="Roy", email="noor@example.org")


def names(browser: Client, query: str) -> list[str]:
    return [row.name for row in browser.get(f"{CONSENTS}?{query}").context["list"].lines()]


def test_the_list_shows_what_was_said_last_and_is_filtered(browser: Client, north: Organization) -> None:
    partner = partner_of(north)
    for name, made in {
        "Soon": {"purpose": "research", "until": SOON},
        "Later": {"purpose": "research", "until": LATER},
        "Over": {"purpose": "follow_up", "until": dt.date(2026, 11, 1)},
        "No": {"purpose": "email_news", "said": "refused"},
        "Shared": {"purpose": "share_partner", "partner": partner},
    }.items():
        act(factories.person(north, given_name=name, family_name=""), **made)  # type: ignore[arg-type]
    gone = factories.person(north, given_name="Gone", family_name="")
    act(gone)
    act(gone, said="withdrawn")
    queries = (
        "",
        "lapsing=soon",
        "status=given",
        "status=expired",
        "status=refused",
        "status=withdrawn",
        "purpose=research",
        f"partner={partner.pk}",
        "q=soon",
    )
    assert [names(browser, query) for query in queries] == [
        ["Gone", "Later", "No", "Over", "Shared", "Soon"],
        ["Soon"],
        ["Later", "Shared", "Soon"],
        ["Over"],
        ["No"],
        ["Gone"],
        ["Later", "Soon"],
        ["Shared"],
        ["Soon"],
    ]


def test_the_list_is_exported_as_it_is_filtered(browser: Client, person: Person) -> None:
    act(person, "research", until=SOON)
    file = browser.get(f"{CONSENTS}?file=csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(file))
    assert (row["Name"], row["Purpose"], row["Status"], row["Until"]) == (
        "Noor Roy",
        "Research",
        "Consent given",
        "2026-12-20",
    )


def test_today_says_what_lapses(browser: Client, person: Person) -> None:
    act(person, "research", until=SOON)
    titles = [need.title for need in browser.get("/o/north/manage/").context["needs"]]
    assert "1 consent lapses within 30 days" in titles


def test_a_person_s_page_says_what_they_allow_now(browser: Client, person: Person) -> None:
    act(person, "research", until=SOON)
    act(person, "follow_up", said="refused")
    pages = [browser.get(f"{PEOPLE}{person.pk}/"), browser.get(f"{PEOPLE}{person.pk}/consent/")]
    assert [
        list(pages[0].context["allowed"].values()),
        [(card.purpose, card.status) for card in pages[1].context["cards"]],
    ] == [["Research"], [("follow_up", "refused"), ("research", "given")]]


def heard(browser: Client, person: Person, **sent: Any) -> Any:  # noqa: ANN401
    given = {
        "matter": "research",
        "said": "yes",
        "how": "paper",
        "on": "2026-11-20",
        "language": "fr",
        "basis": "express",
        **sent,
    }
    return browser.post(f"{PEOPLE}{person.pk}/consent/heard/", given)


def test_what_was_heard_is_noted_whatever_was_said_before(browser: Client, person: Person) -> None:
    for said in ("no", "yes", "yes", "no"):
        assert heard(browser, person, said=said).status_code == 302
    with scopes_disabled():
        acts = list(ConsentAct.objects.order_by("pk").values_list("act", "how", "language"))
    assert acts == [(said, "paper", "fr") for said in ("refused", "given", "renewed", "withdrawn")]


def test_what_makes_no_sense_is_said_at_the_form(browser: Client, person: Person) -> None:
    answers = [
        heard(browser, person, how="telephone"),
        heard(browser, person, on="2026-12-24"),
        heard(browser, person, read="9"),
    ]
    assert [answer.context["form"].non_field_errors() for answer in answers] == [
        ["Note who called whom, and what was said."],
        ["The day is still to come. Give the day on which it was said."],
        ["The words have changed since you opened the page. Read them again, then answer."],
    ]


def test_somebody_is_asked_by_a_link_and_what_they_allow_is_not_offered(
    browser: Client, person: Person
) -> None:
    act(person, "research")
    page = browser.get(f"{PEOPLE}{person.pk}/consent/ask/")
    offered = [key for key, _label in page.context["form"].fields["matters"].choices]
    browser.post(f"{PEOPLE}{person.pk}/consent/ask/", {"matters": ["follow_up", "testimonial"]})
    with scopes_disabled():
        waiting = sorted(ConsentRequest.objects.values_list("matter", flat=True))
    assert [{"research", "email_news"} & {*offered}, waiting, mail.outbox[0].to] == [
        set(),
        ["follow_up", "testimonial"],
        ["noor@example.org"],
    ]


def test_a_link_is_sent_again_without_a_question(browser: Client, person: Person) -> None:
    browser.post(f"{PEOPLE}{person.pk}/consent/ask/", {"again": "1"})
    with scopes_disabled():
        assert (len(mail.outbox), ConsentRequest.objects.count()) == (1, 0)


def test_who_has_no_address_is_not_asked(browser: Client, north: Organization) -> None:
    silent = factories.person(north, email="")
    page = browser.post(f"{PEOPLE}{silent.pk}/consent/ask/", {"matters": ["research"]})
    assert page.context["form"].non_field_errors() == ["There is no email address on file. Add it first."]


def test_an_administrator_words_a_purpose_and_goes_back(client: Client, north: Organization) -> None:
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    words = {"what_en": "This.", "why_en": "For that.", "refusing_en": "Nothing."}
    client.post(f"{CONSENTS}words/research/", {**words, "version": "1"})
    client.post(f"{CONSENTS}words/research/", {**words, "version": "2", "reset": "1"})
    with scope(organization=north):
        versions = list(
            ConsentText.objects.order_by("version").values_list("version", "is_ours", "written_by")
        )
    assert [(version, ours) for version, ours, _by in versions] == [(1, True), (2, False), (3, True)]


def test_words_that_are_not_whole_are_said_at_the_form(client: Client, north: Organization) -> None:
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    page = client.post(f"{CONSENTS}words/research/", {"what_en": "This.", "version": "1"})
    assert page.context["form"].non_field_errors() == ["Fill in all three parts in at least one language."]


def test_two_who_word_the_same_purpose_see_both(client: Client, north: Organization) -> None:
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    words = {"what_en": "This.", "why_en": "For that.", "refusing_en": "Nothing.", "version": "1"}
    client.post(f"{CONSENTS}words/research/", words)
    page = client.post(f"{CONSENTS}words/research/", words | {"why_en": "Otherwise."})
    assert (page.status_code, [one.theirs for one in page.context["editing"].differences]) == (
        409,
        ["For that."],
    )


def test_a_purpose_that_is_none_has_no_page(client: Client, north: Organization) -> None:
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    assert client.get(f"{CONSENTS}words/everything/").status_code == 404


@pytest.fixture
def shared(north: Organization) -> Person:
    """Somebody of another organization who allows this one to see them."""
    south = factories.organization("south")
    made = factories.person(south, given_name="Zoë", family_name="Adams", city="Halifax")
    with scope(organization=south):
        south_s = {"role": "referrer", "starts_on": "2026-01-01"}
        Partnership.objects.create(organization=south, partner=north, **south_s)
    act(made, "share_partner", partner=north)
    return made


def test_t10_whoever_is_shared_stands_in_the_list_until_they_take_it_back(
    browser: Client, north: Organization, shared: Person
) -> None:
    def seen() -> tuple[list[str], int]:
        rows = browser.get(f"{PEOPLE}shared/").context["list"].page.rows
        page = browser.get(f"{PEOPLE}shared/{shared.pk}/")
        return [str(row.person) for row in rows], page.status_code

    before = seen()
    with scope(organization=shared.organization):
        withdraw(person=shared, said=Said("share_partner", partner=north), by=oneself(shared))
        looks = AuditContent.objects.filter(entry__verb="person.viewed", what_id=str(shared.pk)).count()
    assert (before, seen(), looks) == ((["Zoë Adams"], 200), ([], 404), 1)


def test_shared_people_are_found_by_name(browser: Client, shared: Person) -> None:
    found = [
        [row.person for row in browser.get(f"{PEOPLE}shared/?q={word}").context["list"].page.rows]
        for word in ("zoe", "nobody")
    ]
    assert found == [[shared], []]


def test_shared_people_are_a_list_with_pages_and_files(
    browser: Client, north: Organization, shared: Person
) -> None:
    for number in range(60):
        name = {"given_name": f"Person {number:02}", "family_name": ""}
        act(factories.person(shared.organization, **name), "share_partner", partner=north)
    second = browser.get(f"{PEOPLE}shared/?page=2&organization={shared.organization_id}")
    file = browser.get(f"{PEOPLE}shared/?file=csv&q=person")
    with scope(organization=north):
        noted = AuditContent.objects.filter(entry__verb="list.exported").count()
    assert (second.context["list"].page.count, len(second.context["list"].page.rows), noted) == (61, 11, 1)
    assert len(file.content.decode().splitlines()) == 61


def test_who_is_shared_is_asked_in_few_queries(
    browser: Client,
    north: Organization,
    shared: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(5):
        act(factories.person(shared.organization), "share_partner", partner=north)
    browser.get(f"{PEOPLE}shared/")
    with django_assert_max_num_queries(20):
        browser.get(f"{PEOPLE}shared/")
