"""One's own data, with an account and by link."""

import io
import json
import re

import pytest
from django.test import Client
from django_scopes import scope
from pypdf import PdfReader

from parcours.accounts.actors import Actor, Via
from parcours.accounts.links.actions import issue
from parcours.accounts.models import Organization, User
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Role
from parcours.people.models import Person
from parcours.people.policies import subject_of
from parcours.people.privacy.models import DataRequest
from tests import factories
from tests.access.forms import signed_in

pytestmark = pytest.mark.django_db

OWN = "/o/north/my-data/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", name_fr="Le Nord")


@pytest.fixture
def user(north: Organization) -> User:
    return factories.member(north, Role.PARTICIPANT)


@pytest.fixture
def person(north: Organization, user: User) -> Person:
    return factories.person(north, user=user, given_name="Ana", city="Regina", language="fr")


@pytest.fixture
def by_link(north: Organization, person: Person) -> Client:
    """A browser that holds the link to the person’s profile."""
    client = Client()
    with scope(organization=north):
        _link, address = issue(
            purpose=Purpose.FILL_PROFILE,
            subject=subject_of(person),
            name="Ana",
            email=person.email,
            by=Actor(north, via=Via.COMMAND),
        )
    client.get(address.removeprefix("http://127.0.0.1:8000"))
    return client


def kinds(north: Organization) -> list[str]:
    with scope(organization=north):
        return list(DataRequest.objects.values_list("kind", flat=True))


@pytest.mark.usefixtures("person")
def test_t68_the_person_sees_what_is_held(user: User) -> None:
    shown = signed_in(user).get(OWN).content.decode()
    assert ("Regina" in shown, "Who looked" in shown) == (True, True)


@pytest.mark.usefixtures("person")
def test_it_is_part_of_one_s_profile(user: User) -> None:
    areas = signed_in(user).get(OWN).context["areas"]
    assert [area.label for area in areas if area.here] == ["My profile"]


@pytest.mark.usefixtures("person")
def test_t68_the_person_takes_it_along(user: User) -> None:
    client = signed_in(user)
    said = json.loads(client.get(f"{OWN}data.json").content)
    assert [one["category"] for one in said["categories"]][:1] == ["profile"]
    assert client.get(f"{OWN}data.pdf").content[:5] == b"%PDF-"


def test_t68_by_link_the_same(by_link: Client, north: Organization) -> None:
    page, file = by_link.get("/link/data/").content.decode(), by_link.get("/link/data/data.pdf").content
    told = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(file)).pages)
    assert ("Regina" in page, file[:5]) == (True, b"%PDF-")
    withheld = [re.findall(r"Conservé, mais jamais montré\s: ([^.]+)\.", text) for text in (page, told)]
    assert (withheld[0], "mot de passe" in withheld[0][0]) == (withheld[1], True)
    assert b"Regina" in by_link.get("/link/data/data.json").content
    by_link.post("/link/data/correction/", {"words": "Regina is wrong"})
    by_link.post("/link/data/erasure/", {"sure": "on"})
    assert kinds(north) == ["correction", "erasure"]


def test_a_stranger_sees_nothing(client: Client) -> None:
    assert client.get("/link/data/").status_code == 410


def test_who_has_no_record_is_told_so(north: Organization) -> None:
    assert signed_in(factories.member(north, Role.PARTICIPANT)).get(OWN).status_code == 404


@pytest.mark.usefixtures("person")
def test_erasure_is_asked_for_after_showing_who_one_is(
    user: User, north: Organization, client: Client
) -> None:
    client.force_login(user)
    response = client.post(f"{OWN}erasure/", {"sure": "on"})
    assert (response.status_code, kinds(north)) == (302, [])
    signed_in(user).post(f"{OWN}erasure/", {"sure": "on"})
    assert kinds(north) == ["erasure"]


@pytest.mark.usefixtures("person")
def test_who_is_not_sure_asks_nothing(user: User, north: Organization) -> None:
    shown = signed_in(user).post(f"{OWN}erasure/", {"words": "Please"}).content.decode()
    assert ("Tick this to go on." in shown, kinds(north)) == (True, [])


@pytest.mark.usefixtures("person")
def test_a_second_request_for_erasure_is_refused(user: User, north: Organization) -> None:
    client = signed_in(user)
    for _time in range(2):
        shown = client.post(f"{OWN}erasure/", {"sure": "on"})
    assert "It waits for an answer." in shown.content.decode()
    assert kinds(north) == ["erasure"]


@pytest.mark.usefixtures("person")
def test_t68_a_request_is_withdrawn_by_its_person(user: User, north: Organization) -> None:
    client = signed_in(user)
    client.post(f"{OWN}correction/", {"words": "My diploma is of 2019."})
    (asked,) = client.get(OWN).context["requests"]
    assert "Withdraw this request" in client.get(OWN).content.decode()
    client.post(f"{OWN}withdraw/", {"request": str(asked.row.pk)})
    page = client.get(OWN)
    assert [one.row.state for one in page.context["requests"]] == ["withdrawn"]
    assert "Withdraw this request" not in page.content.decode()
    again = client.post(f"{OWN}withdraw/", {"request": str(asked.row.pk)}, follow=True)
    assert "This request is answered already." in again.content.decode()
    with scope(organization=north):
        assert DataRequest.objects.get().state == "withdrawn"


def test_t68_by_link_nobody_else_s_request_is_withdrawn(by_link: Client, north: Organization) -> None:
    with scope(organization=north):
        other = DataRequest.objects.create(
            organization=north, person=factories.person(north), kind="correction"
        )
    for sent in (str(other.pk), "x", ""):
        assert by_link.post("/link/data/withdraw/", {"request": sent}).status_code == 404
    by_link.post("/link/data/erasure/", {"sure": "on"})
    (asked,) = by_link.get("/link/data/").context["requests"]
    assert by_link.post("/link/data/withdraw/", {"request": str(asked.row.pk)}).status_code == 302
    with scope(organization=north):
        assert [row.state for row in DataRequest.objects.order_by("pk")] == ["open", "withdrawn"]
