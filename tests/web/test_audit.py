"""The page of the audit log, the file of it, its check, and what is written when somebody is refused."""

import pytest
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Actor, system
from parcours.accounts.audit import record, record_view
from parcours.accounts.audit.erase import erase_person_across
from parcours.accounts.audit.queries import entries, entries_about
from parcours.accounts.models import AuditContent, AuditEntry, Organization, User
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

LOG = "/o/north/manage/audit/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def ida(client: Client, north: Organization) -> User:
    """The administrator, signed in."""
    someone = factories.member(north, Role.ADMINISTRATOR, name="Ida Administrator")
    client.force_login(someone)
    return someone


def verbs() -> list[str]:
    with scopes_disabled():
        return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_the_log_says_who_did_what_to_whom(client: Client, north: Organization, ida: User) -> None:
    ben = factories.user(name="Ben Mentor")
    record(
        by=Actor(north, ida),
        verb="membership.ended",
        about=ben,
        role="mentor",
        before={"a": ["b"]},
        after={"a": ""},
    )
    rows = [cell.text for cell in next(client.get(LOG).context["list"].lines()).cells]
    assert rows[2:] == ["Ida Administrator", "Role ended", "Ben Mentor", "a: b → –; Role: Mentor"]


@pytest.mark.usefixtures("ida")
def test_a_search_and_a_filter_narrow_it(client: Client, north: Organization) -> None:
    record(by=system(north), verb="membership.ended", about=factories.user(name="Ben Mentor"))
    record(by=system(north), verb="organization.changed")
    counts = [
        client.get(LOG, query).context["list"].count
        for query in ({}, {"q": "ben"}, {"verb": "organization.changed"}, {"when": "7"}, {"q": "nobody"})
    ]
    assert counts == [2, 1, 1, 2, 0]


@pytest.mark.usefixtures("ida")
def test_a_file_holds_what_is_seen_and_is_noted(client: Client, north: Organization) -> None:
    record(by=system(north), verb="membership.ended")
    record(by=system(north), verb="organization.changed")
    lines = client.get(LOG, {"verb": "membership.ended", "file": "csv"}).content.decode().splitlines()
    assert len(lines) == 2
    assert verbs()[-1] == "audit.exported"


@pytest.mark.usefixtures("ida")
def test_the_log_of_another_organization_is_not_in_it(client: Client) -> None:
    record(by=system(factories.organization("south")), verb="organization.changed")
    record(by=system(None), verb="organization.added")
    assert client.get(LOG).context["list"].count == 0


@pytest.mark.usefixtures("ida")
def test_a_check_is_said_with_who_and_when(client: Client, north: Organization) -> None:
    record(by=system(north), verb="organization.changed")
    assert "Nobody has checked yet" in client.get(LOG).content.decode()
    client.post(f"{LOG}verify/")
    assert "by Ida Administrator: one entry, intact." in client.get(LOG).content.decode()


@pytest.mark.usefixtures("ida")
def test_a_log_that_does_not_hold_says_so(client: Client, north: Organization) -> None:
    entry = record(by=system(north), verb="organization.changed")
    with scopes_disabled():
        AuditContent.objects.filter(entry=entry).update(sealed=b"first:nonsense, which does not open")
    client.post(f"{LOG}verify/")
    page = client.get(LOG)
    assert "The log is not intact from entry 1 on." in page.content.decode()
    assert list(page.context["list"].lines())[1].cells[-1].text == "Cannot be read"


@pytest.mark.usefixtures("ida")
def test_who_is_erased_is_named_no_more(client: Client, north: Organization) -> None:
    ben = factories.user(name="Ben Mentor")
    record(by=Actor(north, ben), verb="account.profile_changed", about=ben, note="canary")
    record(by=Actor(north, ben), verb="organization.changed")
    erase_person_across(ben, by=system(None))
    rows = [[cell.text for cell in line.cells] for line in client.get(LOG).context["list"].lines()]
    assert [row[2] for row in rows] == ["Parcours", "Somebody since erased", "Somebody since erased"]
    assert "canary" not in str(rows)


def test_t01_who_is_refused_is_noted_once_a_minute(client: Client, north: Organization) -> None:
    client.force_login(factories.member(north, Role.MENTOR))
    for _ in range(3):
        client.get(LOG)
    client.force_login(factories.user())
    client.get(LOG)
    with scope(organization=north):
        assert [entry.verb for entry in entries()] == ["page.denied"] * 2


def test_who_looked_at_somebody_is_one_query(north: Organization) -> None:
    anna, ben = factories.user(), factories.user()
    for _ in range(2):
        record_view(by=Actor(north, anna), page="member", about=ben)
    record_view(by=Actor(north, anna), page="members")
    with scope(organization=north):
        assert [(entry.verb, entry.content.actor) for entry in entries_about(ben)] == [
            ("person.viewed", anna)
        ]
    assert verbs() == ["person.viewed", "people.viewed"]
