"""How long a sign-in lasts, and what people see when it is over."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from time_machine import Traveller

from parcours.accounts.roles import Role
from tests import factories
from tests.web.account.signing import enter_password, is_in, mailed_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

MINUTES = 60
TIME = "/account/time/"


@pytest.fixture
def inside(client: Client, clock: Traveller) -> Client:
    """Somebody who has just signed in as a mentor of ours."""
    clock.shift(0)
    enter_password(client, factories.member(factories.organization("ours"), Role.MENTOR).email)
    return client


def test_v5_0_0_7_2_4_t18_signing_in_changes_the_session_s_key(client: Client) -> None:
    someone = factories.user()
    client.get("/invitation/" + "x" * 43 + "/")  # which begins a session
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    enter_password(client, someone.email)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_v5_0_0_7_3_1_t18_thirty_minutes_of_nothing_end_it(inside: Client, clock: Traveller) -> None:
    clock.shift(30 * MINUTES - 1)
    assert inside.get("/o/ours/").status_code == 200
    clock.shift(30 * MINUTES + 1)
    assert inside.get("/o/ours/?a=b")["Location"] == "/account/login/?next=%2Fo%2Fours%2F%3Fa%3Db&ended=idle"
    page = inside.get("/account/login/?ended=idle").content.decode()
    assert "You were signed out because nothing happened for 30 minutes." in page
    assert not is_in(inside)


def test_v5_0_0_7_3_2_t18_twelve_hours_end_it_whatever_happens(inside: Client, clock: Traveller) -> None:
    for _ in range(12 * 3 - 1):
        clock.shift(20 * MINUTES)
        assert inside.get("/o/ours/").status_code == 200
    clock.shift(20 * MINUTES + 1)
    assert inside.get("/o/ours/")["Location"].endswith("ended=longest")


def test_t18_what_was_being_written_is_shown_and_no_secret(inside: Client, clock: Traveller) -> None:
    clock.shift(31 * MINUTES)
    response = inside.post(
        "/account/profile/", {"name": "Ada <Lovelace>", "password": "swordfish", "language": ""}
    )
    page = response.content.decode()
    assert response.status_code == 403
    assert "Ada &lt;Lovelace&gt;" in page
    assert "swordfish" not in page
    assert "nothing happened for 30 minutes" in page


def test_t18_public_pages_go_on_without_a_word(inside: Client, clock: Traveller) -> None:
    clock.shift(31 * MINUTES)
    assert inside.get("/").status_code == 200


def test_v5_0_0_7_4_5_t18_signing_out_elsewhere_ends_the_others(inside: Client) -> None:
    other = Client()
    someone = UserSession.objects.get().user
    enter_password(other, someone.email)
    assert UserSession.objects.count() == 2
    other.post("/account/sessions/")
    assert inside.get("/o/ours/")["Location"].endswith("ended=elsewhere")
    assert is_in(other)


def test_t18_signing_out_ends_the_session_itself(inside: Client) -> None:
    key = inside.cookies[settings.SESSION_COOKIE_NAME].value
    inside.post("/account/logout/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_in(thief)


def test_t18_another_password_ends_the_others(inside: Client) -> None:
    other = Client()
    someone = UserSession.objects.get().user
    enter_password(other, someone.email)
    other.post(
        "/account/password/", {"oldpassword": factories.PASSWORD, "password1": "another long sentence"}
    )
    assert inside.get("/o/ours/")["Location"].endswith("ended=elsewhere")
    assert is_in(other)


def test_t18_asking_for_the_time_left_does_not_lengthen_it(inside: Client, clock: Traveller) -> None:
    clock.shift(20 * MINUTES)
    assert inside.get(TIME).json() == {"seconds": 10 * MINUTES, "extends": True}
    assert inside.get(TIME).json()["seconds"] == 10 * MINUTES
    assert inside.post(TIME).json()["seconds"] == 30 * MINUTES


def test_t18_towards_the_end_staying_is_not_offered(inside: Client, clock: Traveller) -> None:
    for _ in range(35):
        clock.shift(20 * MINUTES)
        inside.get("/o/ours/")
    assert inside.post(TIME).json() == {"seconds": 20 * MINUTES, "extends": False}


@pytest.mark.parametrize("step", [-3600, 365 * 24 * 3600])
def test_t57_a_clock_that_jumps_ends_the_sign_in(inside: Client, clock: Traveller, step: int) -> None:
    clock.shift(step)
    assert inside.get("/o/ours/").status_code == 302


def test_where_one_is_signed_in_is_kept_up_to_date(inside: Client, clock: Traveller) -> None:
    before = UserSession.objects.get().last_seen_at
    clock.shift(10 * MINUTES)
    inside.get("/o/ours/")
    assert (UserSession.objects.get().last_seen_at - before).total_seconds() == 10 * MINUTES


def test_t11_mailed_codes_are_sealed_at_rest(client: Client) -> None:
    client.post("/account/login/code/", {"email": factories.user().email})
    stored = Session.objects.get().session_data
    opened = signing.loads(stored, salt="django.contrib.sessions.SessionStore", serializer=Plain)
    assert mailed_code().encode() not in opened


class Plain(signing.JSONSerializer):
    """Reads what was signed without opening it."""

    def loads(self, data: bytes) -> bytes:
        return data
