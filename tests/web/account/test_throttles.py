"""How often a secret may be tried, from where, and what is left open."""

import inspect
import re
from collections.abc import Iterator, Sequence

import pytest
from allauth.account import views
from allauth.mfa.base import views as factor
from allauth.mfa.webauthn import views as passkey
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings
from time_machine import Traveller

from parcours.web.account import throttles
from tests import factories
from tests.web.account.signing import code_of_app, enter_password, is_in, mailed_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]


def wrong_passwords(client: Client, email: str, times: int) -> int:
    """Try wrong passwords; the last status."""
    status = 0
    for _ in range(times):
        status = enter_password(client, email, "wrong and long enough").status_code
    return status


def test_v5_0_0_6_3_1_t13_an_account_is_tried_ten_times_from_anywhere() -> None:
    someone = factories.user()
    for number in range(10):
        assert wrong_passwords(Client(REMOTE_ADDR=f"198.51.100.{number}"), someone.email, 1) == 200
    response = enter_password(Client(REMOTE_ADDR="203.0.113.9"), someone.email)
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 600
    assert b"Wait 10 minutes" in response.content


def test_t13_the_throttle_ends_when_it_says(clock: Traveller) -> None:
    someone = factories.user()
    client = Client()
    wrong_passwords(client, someone.email, 10)
    wait = int(enter_password(client, someone.email)["Retry-After"])
    clock.shift(wait - 1)
    assert enter_password(client, someone.email).status_code == 429
    clock.shift(2)
    assert enter_password(client, someone.email).status_code == 302


@pytest.mark.slow
@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8:1:2::{:x}"])
def test_t13_a_network_is_counted_over_all_accounts(address: str) -> None:
    statuses = [
        wrong_passwords(Client(REMOTE_ADDR=address.format(number + 1)), f"person{number}@example.org", 1)
        for number in range(101)
    ]
    assert (statuses[99], statuses[100]) == (200, 429)


def test_t13_another_network_is_not() -> None:
    wrong_passwords(Client(REMOTE_ADDR="2001:db8:1:2::1"), "a@example.org", 1)
    counts = throttles.SIGN_IN.counts
    request = Client(REMOTE_ADDR="2001:db8:1:3::1").get("/account/login/").wsgi_request
    assert counts(request) == [("100/600s/key", "network:2001:db8:1:3::/64")]


@pytest.mark.slow
def test_t13_a_forged_address_changes_nothing() -> None:
    statuses = [
        wrong_passwords(
            Client(REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}"),
            f"p{number}@example.org",
            1,
        )
        for number in range(101)
    ]
    assert statuses[100] == 429


@pytest.mark.slow
def test_t13_behind_our_proxy_each_client_is_counted(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["203.0.113.0/24"]
    statuses = [
        wrong_passwords(
            Client(REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=f"10.0.0.1, 198.51.100.{number}"),
            f"p{number}@example.org",
            1,
        )
        for number in range(101)
    ]
    assert statuses[100] == 200


def test_whoever_gets_in_gets_their_tries_back() -> None:
    someone = factories.user()
    for _ in range(15):
        client = Client()
        assert enter_password(client, someone.email).status_code == 302


# --- T14: every page that checks a secret --------------------------------------------------------------------------

SECRET = re.compile(
    r"authenticate\(|check_password|\.code\b|token|validate_code|complete_authentication|credential"
)


def named_views() -> Iterator[tuple[str, object]]:
    """Every page by its name, with the view that answers."""

    def walk(patterns: Sequence[object]) -> Iterator[tuple[str, object]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern.name or "", pattern.callback

    return walk(get_resolver().url_patterns)


def throttle_of(view: object) -> throttles.Throttle | None:
    """The throttle that a view stands behind, under whatever else it is wrapped in."""
    while view is not None:
        found = getattr(view, "throttle", None)
        if isinstance(found, throttles.Throttle):
            return found
        view = getattr(view, "__wrapped__", None)
    return None


# What each page checks: found by looking for what checks a secret in allauth's forms and in our views.
CHECKS_A_SECRET = {
    "account_login": throttles.SIGN_IN,
    "account_request_login_code": throttles.CODE_ASKED,
    "account_confirm_login_code": throttles.CODE,
    "account_reset_password": throttles.CODE_ASKED,
    "account_confirm_password_reset_code": throttles.CODE,
    "account_complete_password_reset": throttles.CODE,
    "account_email_verification_sent": throttles.CODE,
    "mfa_authenticate": throttles.FACTOR,
    "mfa_login_webauthn": throttles.PASSKEY,
    "account_reauthenticate": throttles.CONFIRM,
    "mfa_reauthenticate": throttles.CONFIRM,
    "mfa_reauthenticate_webauthn": throttles.CONFIRM,
    "account_change_password": throttles.CHANGE,
    "account_set_password": throttles.CHANGE,
    "account_email": throttles.CHANGE,
    "mfa_activate_totp": throttles.CHANGE,
    "mfa_add_webauthn": throttles.CHANGE,
    "invitation_opened": throttles.INVITATION,
    "link": throttles.LINK,
    "link-name-mentors": throttles.APPLY,
    "link-offer": throttles.APPLY,
    "open-cohort": throttles.APPLY,  # nothing secret, but it sends letters
    "calendar-enter": throttles.LINK,
    "certificate": throttles.LINK,
    "provider": throttles.PROVIDER,
    "provider_back": throttles.PROVIDER_BACK,
}


def test_v5_0_0_6_1_1_t14_every_page_that_checks_a_secret_is_throttled() -> None:
    found = {name: throttle for name, view in named_views() if (throttle := throttle_of(view)) is not None}
    assert found == CHECKS_A_SECRET


@pytest.mark.parametrize("module", [views, factor, passkey])
def test_t14_no_view_of_allauth_that_checks_a_secret_is_left_out(module: object) -> None:
    classes = {
        name: member
        for name, member in inspect.getmembers(module, inspect.isclass)
        if member.__module__ == getattr(module, "__name__", "")
    }
    with_secrets = {
        member
        for member in classes.values()
        if (form := getattr(member, "form_class", None)) is not None
        and any(
            SECRET.search(inspect.getsource(each)) for each in form.__mro__ if "allauth" in each.__module__
        )
    }
    unwatched = []
    for name, view in named_views():
        inner = inspect.unwrap(view)  # type: ignore[arg-type]
        view_class = getattr(inner, "view_class", getattr(view, "view_class", None))
        if view_class in with_secrets and throttle_of(view) is None:
            unwatched.append(name)
    # Renaming asks for nothing secret, and there was a code to get there.
    assert unwatched == []


def test_v5_0_0_6_5_5_t14_second_factors_are_throttled() -> None:
    someone = factories.user()
    factories.app_for(someone)
    client = Client()
    enter_password(client, someone.email)
    statuses = [
        client.post("/account/login/second-factor/", {"code": f"{number:06}"}).status_code
        for number in range(11)
    ]
    assert (statuses[9], statuses[10]) == (200, 429)
    assert client.post("/account/login/second-factor/", {"code": code_of_app()}).status_code == 429


def test_t14_mailed_codes_are_asked_for_five_times_from_one_network() -> None:
    someone = factories.user()
    statuses = [Client().post("/account/login/code/", {"email": someone.email}).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]


def test_t14_a_mailed_code_is_guessed_three_times() -> None:
    someone = factories.user()
    client = Client()
    client.post("/account/login/code/", {"email": someone.email})
    code = mailed_code()
    for _ in range(3):
        client.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"})
    client.post("/account/login/code/confirm/", {"code": code})
    assert not is_in(client)


def test_t14_confirming_is_throttled(client: Client) -> None:
    someone = factories.user()
    enter_password(client, someone.email)
    statuses = [
        client.post("/account/confirm/", {"password": "wrong and long"}).status_code for _ in range(11)
    ]
    assert (statuses[9], statuses[10]) == (200, 429)


def test_t14_tokens_of_invitations_are_throttled(client: Client) -> None:
    statuses = [client.get(f"/invitation/guess-{number}/").status_code for number in range(101)]
    assert (statuses[99], statuses[100]) == (302, 429)


# --- T15: nobody is shut out ---------------------------------------------------------------------------------------


def test_v5_0_0_6_1_1_t15_whoever_is_locked_out_enters_with_a_mailed_code(client: Client) -> None:
    someone = factories.user()
    wrong_passwords(Client(REMOTE_ADDR="203.0.113.66"), someone.email, 30)
    assert enter_password(client, someone.email).status_code == 429
    client.post("/account/login/code/", {"email": someone.email})
    client.post("/account/login/code/confirm/", {"code": mailed_code()})
    assert is_in(client)


def test_t15_somebody_else_s_requests_do_not_use_up_the_person_s_own(client: Client) -> None:
    someone = factories.user()
    for _ in range(10):
        Client(REMOTE_ADDR="203.0.113.66").post("/account/login/code/", {"email": someone.email})
    assert client.post("/account/login/code/", {"email": someone.email}).status_code == 302


def test_t15_passkeys_are_counted_by_network_only(client: Client) -> None:
    someone = factories.user()
    wrong_passwords(Client(REMOTE_ADDR="203.0.113.66"), someone.email, 30)
    response = client.post("/account/login/passkey/", {"credential": "{}"})
    assert response.status_code == 302


# --- T57: clocks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [-3600, 365 * 24 * 3600])
def test_t57_a_clock_that_jumps_does_not_open_a_throttle_for_long(clock: Traveller, step: int) -> None:
    someone = factories.user()
    client = Client()
    wrong_passwords(client, someone.email, 10)
    clock.shift(step)
    assert wrong_passwords(client, someone.email, 11) == 429


def test_the_counts_are_where_every_process_sees_them() -> None:
    someone = factories.user()
    wrong_passwords(Client(), someone.email, 10)
    cache.clear()
    assert wrong_passwords(Client(), someone.email, 1) == 200
