"""The pages about partners and networks."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.models import Network, NetworkMember, Organization, Partnership
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

PARTNERS = "/o/north/manage/partners/"
TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def browser(client: Client, north: Organization) -> Client:
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    return client


def partner(of: Organization, name: str, starts_on: dt.date, ends_on: dt.date | None = None) -> Partnership:
    other = factories.organization(name.lower(), name_en=name)
    with scope(organization=of):
        return Partnership.objects.create(
            organization=of, partner=other, role="lead", starts_on=starts_on, ends_on=ends_on
        )


def statuses(browser: Client, query: str = "") -> list[tuple[str, str, str]]:
    lines = browser.get(f"{PARTNERS}?{query}").context["list"].lines()
    return [(line.name, line.cells[-1].text, line.cells[-1].tone) for line in lines]


def test_each_partnership_says_how_it_stands(browser: Client, north: Organization) -> None:
    partner(north, "Alpha", TODAY)
    partner(north, "Beta", TODAY - DAY, TODAY + 60 * DAY)
    partner(north, "Delta", TODAY - DAY, TODAY + 61 * DAY)
    partner(north, "Epsilon", TODAY - 9 * DAY, TODAY - DAY)
    partner(north, "Gamma", TODAY + DAY)
    assert statuses(browser) == [
        ("Alpha", "Running", "good"),
        ("Beta", "Ends soon", "warning"),
        ("Delta", "Running", "good"),
        ("Epsilon", "Ended", "neutral"),
        ("Gamma", "Not started", "neutral"),
    ]
    assert [name for name, *_ in statuses(browser, "runs=now")] == ["Alpha", "Beta", "Delta"]
    assert [name for name, *_ in statuses(browser, "runs=past")] == ["Epsilon"]
    assert [name for name, *_ in statuses(browser, "runs=later")] == ["Gamma"]


def test_a_name_in_the_other_language_says_so(browser: Client, north: Organization) -> None:
    rive = factories.organization("rive", name_en="", name_fr="Collège de la Rive")
    with scope(organization=north):
        Partnership.objects.create(organization=north, partner=rive, role="lead", starts_on=TODAY)
    assert '<span lang="fr"><a href="' in browser.get(PARTNERS).content.decode()


def test_the_file_holds_the_partnerships(browser: Client, north: Organization) -> None:
    partner(north, "Alpha", TODAY, TODAY + DAY)
    lines = browser.get(f"{PARTNERS}?file=csv").content.decode("utf-8-sig").splitlines()
    assert lines == ["Partner,Role,From,Until,Status", "Alpha,Lead,2026-11-22,2026-11-23,Ends soon"]


def test_one_partner_costs_as_many_queries_as_three(browser: Client, north: Organization) -> None:
    browser.get("/o/north/")  # the first request of a session costs one more
    costs = []
    for names in (("Alpha",), ("Beta", "Gamma")):
        for name in names:
            partner(north, name, TODAY)
        with CaptureQueriesContext(connection) as captured:
            browser.get(PARTNERS)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 20


def test_who_names_the_organization_is_seen(browser: Client, north: Organization) -> None:
    south = factories.organization("south")
    with scope(organization=south):
        row = Partnership.objects.create(organization=south, partner=north, role="lead", starts_on=TODAY)
    assert browser.get(PARTNERS).context["naming_us"] == [row]


def test_a_partner_is_added(browser: Client, north: Organization) -> None:
    factories.organization("city", name_en="City")
    page = browser.post(
        f"{PARTNERS}add/", {"partner": "city", "role": "lead", "starts_on": "2026-11-22"}, follow=True
    )
    assert [str(message) for message in page.context["messages"]] == ["City is now a partner."]
    with scope(organization=north):
        assert list(Partnership.objects.values_list("partner__slug", "role", "ends_on")) == [
            ("city", "lead", None)
        ]


def test_what_is_wrong_with_a_partner_is_said_at_the_field(browser: Client) -> None:
    factories.organization("gone", is_active=False)
    sent = {"partner": "gone", "starts_on": "2026-11-22", "ends_on": "2026-11-21"}
    errors = browser.post(f"{PARTNERS}add/", sent).context["form"].errors
    assert sorted(errors) == ["ends_on", "partner", "role"]
    assert errors["ends_on"] == ["The last day cannot come before the first."]
    own = browser.post(f"{PARTNERS}add/", {"partner": "north"}).context["form"].errors
    assert sorted(own) == ["partner", "role", "starts_on"]


def test_a_partnership_is_ended(browser: Client, north: Organization) -> None:
    row = partner(north, "Alpha", TODAY)
    too_early = browser.post(f"{PARTNERS}{row.pk}/end/", {"ends_on": "2026-11-21", "version": 1})
    assert too_early.context["form"].errors == {
        "ends_on": ["A partnership cannot end before it starts. Choose a later day."]
    }
    page = browser.post(f"{PARTNERS}{row.pk}/end/", {"ends_on": "2026-11-22", "version": 1}, follow=True)
    assert (page.context["partnership"].ends_on, page.context["status"]) == (TODAY, "Ends soon")


def test_what_has_ended_is_not_offered_to_end(browser: Client, north: Organization) -> None:
    row = partner(north, "Alpha", TODAY - 2 * DAY, TODAY - DAY)
    assert browser.get(f"{PARTNERS}{row.pk}/").context["may_end"] is False


def test_a_network_is_joined_and_left(browser: Client, north: Organization) -> None:
    Network.objects.create(slug="lip", name_en="Local partnership")
    browser.post(f"{PARTNERS}networks/join/", {"network": "lip"})
    (joined,) = browser.get(f"{PARTNERS}networks/").context["networks"]
    browser.post(f"{PARTNERS}networks/{joined[1].pk}/leave/")
    (left,) = browser.get(f"{PARTNERS}networks/").context["networks"]
    assert ([joined[2], left[1], left[2]]) == [[north], None, []]


def test_only_a_network_that_one_is_not_in_can_be_joined(browser: Client, north: Organization) -> None:
    inside, outside = (Network.objects.create(slug=slug, name_en=slug) for slug in ("inside", "outside"))
    with scope(organization=north):
        NetworkMember.objects.create(organization=north, network=inside, joined_on=TODAY)
    form = browser.get(f"{PARTNERS}networks/join/?network=outside").context["form"]
    assert [slug for slug, _name in form.fields["network"].choices] == ["", outside.slug]
    assert browser.post(f"{PARTNERS}networks/join/", {"network": "inside"}).context["form"].errors
