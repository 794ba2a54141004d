"""The administrator's pages of webhooks."""

import pytest
from django.test import Client
from django.utils.html import escape
from django_scopes import scope, scopes_disabled
from pytest_django.fixtures import Settings

from parcours.accounts.actors import Actor
from parcours.messaging.webhooks.delivery import Courier
from parcours.messaging.webhooks.models import Answer, Endpoint, Stopped
from tests import factories
from tests.messaging.webhooks.made import administrator, change, deliveries, endpoint, event, now

pytestmark = pytest.mark.django_db

LIST = "/o/ours/manage/webhooks/"
SENT = {
    "url": "https://hooks.example.org/in?key=1",
    "note": "CRM",
    "events": ["person.added", "consent.given"],
}


@pytest.fixture
def by(client: Client) -> Actor:
    """An administrator, who is signed in."""
    actor = administrator(factories.organization("ours"))
    assert actor.user is not None
    client.force_login(actor.user)
    return actor


def text(client: Client, path: str, language: str = "en") -> str:
    """Return a page."""
    return client.get(path, headers={"accept-language": language}).content.decode()


def test_an_endpoint_is_added_and_its_secret_shown_once(client: Client, by: Actor) -> None:
    response = client.post(LIST + "new/", SENT)
    with scope(organization=by.here):
        of = Endpoint.objects.get()
        (secret,) = of.secrets
    assert response["Location"] == f"{LIST}{of.pk}/"
    first, second = text(client, response["Location"]), text(client, response["Location"])
    assert (secret in first, secret in second) == (True, False)
    assert "no-store" in client.get(response["Location"])["Cache-Control"]
    assert "hooks.example.org" in text(client, LIST)


def test_a_new_secret_is_shown_on_its_own_endpoint_only(client: Client, by: Actor) -> None:
    of, first = endpoint(by)
    other, _secret = endpoint(by)
    assert "Make a new secret for hooks.example.org?" in text(client, f"{LIST}{of.pk}/secret/")
    assert now(of).secrets == [first]
    client.post(f"{LIST}{of.pk}/secret/")
    new, _former = now(of).secrets
    assert (new in text(client, f"{LIST}{other.pk}/"), new == first) == (False, False)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("url", "http://hooks.example.org/", "The address must begin with https://."),
        ("url", "https://10.0.0.1/", "This address is inside our own network."),
        ("events", [], "Choose one."),
    ],
)
def test_a_mistake_is_said(client: Client, by: Actor, field: str, value: object, said: str) -> None:
    page = client.post(LIST + "new/", {**SENT, field: value}).content.decode()
    assert said in page
    with scopes_disabled():
        assert not Endpoint.objects.filter(organization=by.here).exists()


def test_too_many_are_refused_on_the_page(client: Client, by: Actor) -> None:
    for _number in range(10):
        endpoint(by)
    assert "There are 10 endpoints already." in client.post(LIST + "new/", SENT).content.decode()


def test_an_endpoint_is_changed_stopped_started_and_removed(client: Client, by: Actor) -> None:
    of, _secret = endpoint(by)
    page = f"{LIST}{of.pk}/"
    assert client.post(page + "edit/", {**SENT, "version": "1"})["Location"] == page
    assert (now(of).note, now(of).events) == ("CRM", ["person.added", "consent.given"])
    client.post(page, {"do": "stop"})
    assert now(of).stopped == Stopped.BY_HAND
    assert "Stopped by an administrator" in text(client, page)
    client.post(page, {"do": "start"})
    client.post(page, {"do": "dance"})
    assert now(of).stopped == ""
    client.post(page, {"do": "remove"})
    assert "Remove hooks.example.org?" in text(client, page + "remove/")
    assert client.post(page + "remove/")["Location"] == LIST
    assert client.get(page).status_code == 404


def test_t42_whoever_is_second_sees_both_versions(client: Client, by: Actor) -> None:
    of, _secret = endpoint(by)
    client.post(f"{LIST}{of.pk}/edit/", {**SENT, "version": "1"})
    late = client.post(f"{LIST}{of.pk}/edit/", {**SENT, "events": ["person.erased"], "version": "1"})
    page = late.content.decode()
    assert (late.status_code, "Person erased (person.erased)" in page) == (409, True)
    assert "Person added (person.added), Consent given (consent.given)" in page.replace("\n", " ")


@pytest.mark.enable_socket
def test_what_was_sent_is_listed_and_sent_again(client: Client, by: Actor, settings: Settings) -> None:
    of, _secret = endpoint(by)
    kept = event(of)
    settings.INTERNAL_HOSTS = []
    change(of, url="https://127.0.0.1/")
    change(kept, tried_since="2026-01-01T00:00:00Z")
    Courier().deliver_across()
    page = text(client, f"{LIST}{of.pk}/")
    assert [
        escape(said) in page for said in ("Could not be delivered", "Its name leads into our own network")
    ] == [
        True,
        True,
    ]
    one = f"{LIST}{of.pk}/{kept.pk}/"
    assert [word in text(client, one) for word in (kept.name, "&quot;person&quot;:7")] == [True, True]
    client.post(one)
    assert deliveries()[0].state == "waiting"
    assert "Person added" in client.get(f"{LIST}{of.pk}/?file=csv").content.decode()


def test_a_test_is_waited_for(client: Client, by: Actor) -> None:
    of, _secret = endpoint(by)
    client.post(f"{LIST}{of.pk}/", {"do": "test"})
    assert "every 3s" in text(client, f"{LIST}{of.pk}/")
    change(deliveries()[0], state="failed", answer=Answer.NUMBER, status=404, event="gone.event")
    page = text(client, f"{LIST}{of.pk}/")
    assert ("every 3s" in page, "It answered 404" in page, "gone.event" in page) == (False, True, True)
