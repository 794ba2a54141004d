"""What needs somebody today, and the figures."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import Organization, Partnership, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Role
from parcours.people.kinds import Kind
from parcours.people.privacy.models import DataRequest
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = "/o/north/manage/"
DAY = dt.timedelta(days=1)


def titles(client: Client) -> list[str]:
    return [need.title for need in client.get(TODAY).context["needs"]]


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@time_machine.travel(dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC))
def test_the_most_urgent_comes_first(client: Client, north: Organization) -> None:
    city = factories.organization("city", name_en="City")
    with scope(organization=north):
        Partnership.objects.create(
            organization=north,
            partner=city,
            role="lead",
            starts_on=dt.date(2026, 1, 1),
            ends_on=dt.date(2026, 12, 22),
        )
    client.force_login(factories.member(north, Role.ADMINISTRATOR, name="Anna"))
    assert titles(client) == [
        "Nobody answers for privacy",
        "The organization has no contact",
        "The partnership with City ends soon",
        "Anna is the only administrator",
    ]


def test_nothing_is_asked_of_whoever_cannot_answer(client: Client, north: Organization) -> None:
    client.force_login(factories.member(north, Role.COORDINATOR))
    page = client.get(TODAY)
    assert (page.context["needs"], "Nothing needs you now" in page.content.decode()) == ([], True)


def test_nothing_is_asked_where_all_is_well(client: Client) -> None:
    north = factories.organization(
        "north", privacy_officer_email="p@example.org", contact_email="c@example.org"
    )
    for purpose in Purpose.values:
        a_link(north, purpose, used_at=timezone.now())
    factories.member(north, Role.ADMINISTRATOR, last_login=timezone.now())
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    assert titles(client) == []


def a_link(of: Organization, purpose: str, **fields: Any) -> None:
    with scope(organization=of):
        SignedLink.objects.create(
            organization=of,
            purpose=purpose,
            token_hash=purpose,
            email="c@example.org",
            **{"expires_at": timezone.now() + DAY, **fields},
        )


def test_a_contact_who_has_not_confirmed_is_asked(client: Client) -> None:
    north = factories.organization(
        "north", privacy_officer_email="p@example.org", contact_email="c@example.org", contact_name="Cleo"
    )
    a_link(north, Purpose.CONFIRM_CONTACT)
    factories.member(north, Role.ADMINISTRATOR, last_login=timezone.now())
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    assert [(need.title, need.status, need.button) for need in client.get(TODAY).context["needs"]] == [
        ("p@example.org has not confirmed their details", "To confirm", "Send a link"),
        ("Cleo has not confirmed their details", "Waiting", "See the link"),
    ]


@pytest.mark.parametrize(
    ("expired", "said"),
    [
        (1, ["gone-0@example.org has not answered"]),
        (4, ["4 invitations ran out without an answer"]),
    ],
)
def test_invitations_that_run_out_are_named_while_they_are_few(
    client: Client, north: Organization, expired: int, said: list[str]
) -> None:
    for number in range(expired):
        factories.invitation(north, f"gone-{number}@example.org", expires_at=timezone.now() - DAY)
    factories.invitation(north, expires_at=timezone.now() + DAY)
    factories.invitation(north, expires_at=timezone.now() + 3 * DAY)
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    shown = [title for title in titles(client) if "invitation" in title or "answered" in title]
    assert shown == [*said, "1 invitation runs out within two days"]


def test_a_coordinator_sees_partnerships_that_end_on_either_side_and_who_never_came(
    client: Client, north: Organization
) -> None:
    city = factories.organization("city", name_en="City")
    soon = timezone.localdate() + 10 * DAY
    for of, partner in ((north, city), (city, north)):
        with scope(organization=of):
            Partnership.objects.create(
                organization=of, partner=partner, role="lead", starts_on=soon - 90 * DAY, ends_on=soon
            )
    factories.member(north, Role.MENTOR)
    client.force_login(factories.member(north, Role.COORDINATOR))
    assert titles(client) == [
        "The partnership with City ends soon",
        "What you do for City ends soon",
        "1 member has never signed in",
    ]
    assert client.get("/o/north/manage/members/?signed_in=never").context["list"].count == 1


def test_people_are_counted_with_or_without_an_account(client: Client, north: Organization) -> None:
    factories.person(north, Kind.MENTOR, Kind.PARTICIPANT)
    factories.person(north, Kind.MENTOR)
    client.force_login(factories.member(north, Role.COORDINATOR))
    shown = client.get(TODAY).context
    assert (shown["mentors"], shown["participants"]) == (2, 1)


def test_somebody_with_two_roles_is_counted_once(client: Client, north: Organization) -> None:
    admin = factories.member(north, Role.ADMINISTRATOR)
    with scope(organization=north):
        factories.join(north, admin, Role.MENTOR)
    factories.member(north, Role.MENTOR)
    client.force_login(admin)
    shown = client.get(TODAY).context
    assert (shown["members"], shown["partners"]) == (2, 0)
    assert [(bar.label, bar.shown) for bar in shown["chart"].bars] == [
        ("Mentor", "2"),
        ("Administrator", "1"),
    ]


def a_request(of: Organization, days: int, kind: str = "correction") -> None:
    """Somebody asked about their own data so many days ago."""
    with scope(organization=of):
        DataRequest.objects.create(
            organization=of,
            person=factories.person(of, given_name="Ana", family_name="Roy"),
            kind=kind,
            asked_at=timezone.now() - days * DAY,
        )


@time_machine.travel(dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC))
def test_t68_a_request_about_own_data_is_there_with_the_day_it_is_due(
    client: Client, north: Organization
) -> None:
    a_request(north, 1, "erasure")
    a_request(north, 25)
    a_request(north, 31)
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    found = [
        (need.title, need.why, need.tone)
        for need in client.get(TODAY).context["needs"]
        if need.title.startswith("Ana")
    ]
    assert found == [
        ("Ana Roy asks for a correction", "To be answered by 21 Nov 2026.", "problem"),
        ("Ana Roy asks for a correction", "To be answered by 27 Nov 2026.", "warning"),
        ("Ana Roy asks to be erased", "To be answered by 21 Dec 2026.", "info"),
    ]


@time_machine.travel(dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC))
def test_t68_many_requests_are_one_thing(client: Client, north: Organization) -> None:
    for days in range(4):
        a_request(north, days)
    client.force_login(factories.member(north, Role.COORDINATOR))
    assert titles(client) == ["4 requests about own data wait"]
