"""What somebody allows as their own page: signed in, and by a link."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.roles import Role
from parcours.people.actions.requests import ask_for_profile
from parcours.people.consent.actions.asking import ask
from parcours.people.consent.models import ConsentAct
from parcours.people.consent.purposes import Group
from parcours.people.consent.queries import consented
from parcours.people.models import Person
from tests import factories
from tests.people.consent.made import act, partner_of, staff, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

OWN = "/o/north/profile/consent/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", name_fr="Nord")


@pytest.fixture
def person(north: Organization) -> Person:
    member = factories.member(north, Role.PARTICIPANT)
    return factories.person(north, user=member, email="noor@example.org", language="fr")


def asked(person: Person, *matters: tuple[str, Organization | None]) -> str:
    """Ask somebody; return where the link in the letter leads."""
    with scope(organization=person.organization):
        ask(person=person, matters=matters, by=staff(person.organization))
    found = re.search(r"https?://\S+?(/link/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def said() -> list[tuple[Any, ...]]:
    with scopes_disabled():
        rows = ConsentAct.objects.order_by("pk")
        return list(rows.values_list("act", "matter", "how", "language", "recorded_by"))


def test_a_link_opens_a_page_and_only_a_button_changes_anything(client: Client, person: Person) -> None:
    client.get(asked(person, ("research", None)))
    page = client.get("/link/consent/")
    before = said()
    client.post("/link/consent/", {"matter": "research", "read": "1", "say": "give"})
    client.post("/link/consent/", {"matter": "research", "read": "1", "say": "withdraw"})
    assert (page.status_code, before, said()) == (
        200,
        [],
        [("given", "research", "link", "fr", None), ("withdrawn", "research", "link", "fr", None)],
    )


def test_the_page_says_what_to_whom_why_until_when_and_what_no_means(client: Client, person: Person) -> None:
    partner = partner_of(person.organization, name_fr="Est")
    client.get(asked(person, ("share_partner", partner)))
    page = client.get("/link/consent/")
    heads = re.findall(r"<dt>(.*?)</dt>", page.content.decode())
    assert heads == ["Quoi", "À qui", "À quelle fin", "Jusqu’à quand", "Si vous dites non", "Pour le retirer"]


def profile_opened(client: Client, person: Person) -> None:
    """Open the link to the profile, which came by another letter."""
    with scope(organization=person.organization):
        ask_for_profile(person=person, by=staff(person.organization))
    found = re.search(r"https?://\S+?(/link/\S+)", str(mail.outbox[-1].body))
    assert found
    client.get(found[1])


def test_t68_consent_is_reached_from_the_profile_by_link_and_withdrawn_at_once(
    client: Client, person: Person
) -> None:
    asked(person, ("research", None))
    profile_opened(client, person)
    for page in ("/link/profile/", "/link/data/"):
        assert 'href="/link/consent/"' in client.get(page).content.decode()
    assert 'href="/link/profile/"' in client.get("/link/consent/").content.decode()
    client.post("/link/consent/", {"matter": "research", "read": "1", "say": "give"})
    with scope(organization=person.organization):
        before = consented(person, "research")
    client.post("/link/consent/", {"matter": "research", "read": "1", "say": "withdraw"})
    with scope(organization=person.organization):
        assert (before, consented(person, "research")) == (True, False)
    assert [act[:3] for act in said()] == [("given", "research", "link"), ("withdrawn", "research", "link")]


def test_t11_a_link_for_a_contact_opens_no_consent(client: Client, person: Person) -> None:
    profile_opened(client, person)
    with scopes_disabled():
        SignedLink.objects.update(purpose="confirm_contact")
    assert client.get("/link/consent/").status_code == 410


def test_an_old_link_leads_to_a_new_one(client: Client, person: Person, clock: Any) -> None:  # noqa: ANN401
    address = asked(person, ("research", None))
    clock.shift(46 * 24 * 3600)
    client.get(address)
    over = client.get("/link/consent/").status_code
    client.post("/link/again/")
    assert (over, [letter.to for letter in mail.outbox]) == (410, [["noor@example.org"]] * 2)


def test_a_member_answers_on_their_own_page(client: Client, person: Person) -> None:
    asked(person, ("research", None))
    client.force_login(person.user)  # type: ignore[arg-type]
    client.post(OWN, {"matter": "research", "read": "1", "say": "refuse"})
    page = client.get(OWN)
    assert (said(), page.context["waiting"]) == (
        [("refused", "research", "page", "en", person.user.pk if person.user else None)],
        [],
    )


def test_news_stand_apart_from_the_program(client: Client, person: Person) -> None:
    for purpose in ("service", "email_news", "research"):
        act(person, purpose)
    client.force_login(person.user)  # type: ignore[arg-type]
    groups = client.get(OWN).context["groups"]
    assert [(group, [card.purpose for card in cards]) for group, cards in groups] == [
        (Group.PROGRAM, ["service"]),
        (Group.BEYOND, ["research"]),
        (Group.ADVERTISING, ["email_news"]),
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"matter": "research"},
        {"matter": "service", "say": "give", "read": "1"},
        {"matter": "research", "say": "x"},
    ],
)
def test_what_nobody_asked_changes_nothing(client: Client, person: Person, sent: dict[str, str]) -> None:
    asked(person, ("research", None))
    client.force_login(person.user)  # type: ignore[arg-type]
    assert (client.post(OWN, sent).status_code, said()) == (302, [])


def test_words_that_were_not_read_are_not_agreed_to(client: Client, person: Person) -> None:
    asked(person, ("research", None))
    client.force_login(person.user)  # type: ignore[arg-type]
    sent = {"matter": "research", "say": "give", "read": "7"}
    assert (client.post(OWN, sent).status_code, said()) == (409, [])


def test_what_the_law_allows_has_no_button(client: Client, person: Person) -> None:
    act(person, "funder_report", basis="legal_authority")
    client.force_login(person.user)  # type: ignore[arg-type]
    [card] = [card for _group, cards in client.get(OWN).context["groups"] for card in cards]
    assert card.buttons == []


def test_a_partner_of_before_is_not_allowed_anew(client: Client, person: Person) -> None:
    act(person, "share_partner", "withdrawn", partner=factories.organization())
    client.force_login(person.user)  # type: ignore[arg-type]
    [card] = [card for _group, cards in client.get(OWN).context["groups"] for card in cards]
    assert card.buttons == []


def test_a_renewal_is_to_the_words_of_now(client: Client, person: Person, clock: Any) -> None:  # noqa: ANN401
    clock.shift(0)
    text(person, "research", is_ours=True)  # as an earlier release said it
    row = act(person, "research", until=dt.date(2027, 1, 1))
    client.force_login(person.user)  # type: ignore[arg-type]
    [card] = [card for _group, cards in client.get(OWN).context["groups"] for card in cards]
    client.post(OWN, {"matter": "research", "read": "2", "say": "renew"})
    with scopes_disabled():
        renewed = ConsentAct.objects.select_related("text").get(act="renewed")
    assert (card.read, card.has_newer_words, renewed.text.version) == (row.text, True, 2)
