"""A person chooses which messages come, and when."""

import pytest
from django.test import Client

from parcours.accounts.models import User
from parcours.messaging.models import Preferences
from parcours.messaging.subscriptions import optional, stopped
from tests import factories

pytestmark = pytest.mark.django_db

CHOICES = {
    "kinds": ["import.finished"],
    "pace": "hour",
    "quiet_from": "22",
    "quiet_until": "6",
    "time_zone": "America/Halifax",
}


@pytest.fixture
def user() -> User:
    return factories.user("ana@example.org")


@pytest.fixture
def client(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_what_is_not_chosen_is_stopped_and_comes_again_when_it_is(client: Client, user: User) -> None:
    answer = client.post("/account/messages/", CHOICES, follow=True)
    assert "Your choices are kept." in answer.content.decode()
    everything = {entry.key for entry in optional()}
    assert stopped(user.email) == everything - {"import.finished"}
    client.post("/account/messages/", CHOICES | {"kinds": sorted(everything)})
    assert stopped(user.email) == set()


def test_times_are_kept_and_shown_again(client: Client, user: User) -> None:
    client.post("/account/messages/", CHOICES)
    kept = Preferences.objects.get()
    assert (kept.user, kept.pace, kept.quiet_from, kept.quiet_until, kept.time_zone) == (
        user,
        "hour",
        22,
        6,
        "America/Halifax",
    )
    assert str(kept) == "ana@example.org"
    page = client.get("/account/messages/").content.decode()
    assert '<option value="America/Halifax" selected>' in page


def test_whoever_has_not_chosen_gets_everything_but_at_night(client: Client) -> None:
    page = client.get("/account/messages/").content.decode()
    assert page.count('type="checkbox"') == page.count("checked") - 1 == len(optional())
    assert ('<option value="21" selected>' in page, '<option value="7" selected>' in page) == (True, True)


def test_what_cannot_be_chosen_is_refused(client: Client) -> None:
    for wrong in ({"kinds": ["account.sign_in_code"]}, {"quiet_from": "24"}, {"time_zone": "Mars"}):
        assert client.post("/account/messages/", CHOICES | wrong).status_code == 200
    assert not Preferences.objects.exists()
