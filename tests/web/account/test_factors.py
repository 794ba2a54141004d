"""Second factors: asked for, good once, and kept by those who need one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from django.core import mail
from django.test import Client
from time_machine import Traveller

from parcours.accounts.models import User
from parcours.accounts.roles import Role
from tests import factories
from tests.web.account.signing import code_of_app, enter_password, is_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]


def person_with_app() -> User:
    someone = factories.user()
    factories.app_for(someone)
    return someone


def enter_code(client: Client, code: str) -> bool:
    """Post the second factor; whether it let the person in."""
    client.post("/account/login/second-factor/", {"code": code})
    return is_in(client)


def test_v5_0_0_6_3_3_t17_a_password_alone_is_not_enough(client: Client) -> None:
    someone = person_with_app()
    assert enter_password(client, someone.email)["Location"] == "/account/login/second-factor/"
    assert not is_in(client)
    assert enter_code(client, code_of_app())


def test_v5_0_0_6_5_1_t17_a_code_is_good_once_whoever_tries_it_again() -> None:
    someone = person_with_app()
    code = code_of_app()
    for expected in (True, False):
        client = Client()
        enter_password(client, someone.email)
        assert enter_code(client, code) is expected


def test_t17_a_code_stays_used_while_its_time_lasts(clock: Traveller) -> None:
    # allauth forgets a code after 30 seconds, and takes it for 90: this is what our own memory is for.
    someone = person_with_app()
    code = code_of_app(steps=1)
    first = Client()
    enter_password(first, someone.email)
    assert enter_code(first, code)
    clock.shift(31)
    second = Client()
    enter_password(second, someone.email)
    assert not enter_code(second, code)


@pytest.mark.parametrize(("steps", "expected"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_t17_a_clock_may_be_30_seconds_off(client: Client, steps: int, *, expected: bool) -> None:
    someone = person_with_app()
    enter_password(client, someone.email)
    assert enter_code(client, code_of_app(steps=steps)) is expected


def test_v5_0_0_6_5_1_t17_a_recovery_code_is_good_once() -> None:
    someone = person_with_app()
    code = RecoveryCodes.activate(someone).generate_codes()[0]
    for expected in (True, False):
        client = Client()
        enter_password(client, someone.email)
        assert enter_code(client, code) is expected


def test_t17_secrets_are_sealed_at_rest() -> None:
    person_with_app()
    stored = str(Authenticator.objects.get().data)
    assert factories.APP_SECRET not in stored
    assert encrypt("x") != encrypt("x")


# --- Staff must have one -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_t17_staff_without_a_second_factor_are_sent_to_add_one(client: Client, role: Role) -> None:
    staff = factories.member(factories.organization("ours"), role, app=False)
    enter_password(client, staff.email)
    for path in ("/o/ours/", "/o/ours/manage/", "/o/ours/manage/members/"):
        assert client.get(path)["Location"] == "/account/second-factors/"
    page = client.get("/account/second-factors/").content.decode()
    assert "Add one to go on." in page


def test_t17_once_added_they_go_on_to_where_they_were_going(client: Client) -> None:
    staff = factories.member(factories.organization("ours"), Role.COORDINATOR, app=False)
    enter_password(client, staff.email)
    client.get("/o/ours/manage/members/")
    factories.app_for(staff)
    assert '"/o/ours/manage/members/"' in client.get("/account/second-factors/").content.decode()
    assert client.get("/o/ours/manage/members/").status_code == 200


def test_t17_the_first_factor_ends_sign_ins_that_began_without_one(client: Client) -> None:
    staff = factories.member(factories.organization("ours"), Role.COORDINATOR, app=False)
    thief = Client()
    for browser in (thief, client):
        enter_password(browser, staff.email)
    secret = client.get("/account/second-factors/app/add/").context["form"].secret
    client.post("/account/second-factors/app/add/", {"code": code_of_app(secret=secret)})
    opened = [browser.get("/o/ours/manage/members/").status_code for browser in (client, thief)]
    assert (opened, is_in(thief)) == ([200, 302], False)


def test_t17_others_need_none(client: Client) -> None:
    mentor = factories.member(factories.organization("ours"), Role.MENTOR)
    enter_password(client, mentor.email)
    assert client.get("/o/ours/").status_code == 200


def signed_in_with_app(client: Client, someone: User) -> None:
    enter_password(client, someone.email)
    assert enter_code(client, code_of_app())


def test_t17_staff_keep_their_last_factor(client: Client) -> None:
    staff = factories.member(factories.organization("ours"), Role.COORDINATOR)
    signed_in_with_app(client, staff)
    client.post("/account/second-factors/app/remove/")
    assert Authenticator.objects.filter(user=staff).count() == 1


def test_t17_staff_keep_their_last_passkey(client: Client) -> None:
    staff = factories.member(factories.organization("ours"), Role.COORDINATOR, app=False)
    enter_password(client, staff.email)
    passkey = Authenticator.objects.create(user=staff, type=Authenticator.Type.WEBAUTHN, data={})
    response = client.post(f"/account/second-factors/passkeys/{passkey.pk}/remove/")
    assert (response.status_code, Authenticator.objects.filter(pk=passkey.pk).exists()) == (403, True)


def test_t17_others_may_remove_theirs_and_are_told(client: Client) -> None:
    someone = person_with_app()
    signed_in_with_app(client, someone)
    client.post("/account/second-factors/app/remove/")
    assert not Authenticator.objects.filter(user=someone).exists()
    assert [letter.to for letter in mail.outbox] == [[someone.email]]


# --- Before a change, the person shows again who they are ----------------------------------------------------------

CHANGES = [
    "/account/email/",
    "/account/second-factors/app/add/",
    "/account/second-factors/passkeys/add/",
    "/account/second-factors/recovery/new/",
]


@pytest.mark.parametrize("path", CHANGES)
def test_v5_0_0_7_5_1_t17_a_change_asks_again_after_five_minutes(
    client: Client, path: str, clock: Traveller
) -> None:
    someone = factories.user()
    enter_password(client, someone.email)
    clock.shift(5 * 60 + 1)
    response = client.post(path, {"email": "new@example.org", "action_add": "1"})
    assert response["Location"].startswith("/account/confirm/")


def test_v5_0_0_6_2_3_t17_another_password_asks_for_the_present_one(client: Client) -> None:
    someone = factories.user()
    enter_password(client, someone.email)
    client.post(
        "/account/password/", {"oldpassword": "not the present one", "password1": "another long sentence"}
    )
    someone.refresh_from_db()
    assert someone.check_password(factories.PASSWORD)


def test_t17_whoever_confirms_goes_on(client: Client, clock: Traveller) -> None:
    someone = factories.user()
    enter_password(client, someone.email)
    clock.shift(5 * 60 + 1)
    asked = client.get("/account/second-factors/app/add/")["Location"]
    assert client.post(asked, {"password": "wrong and long"}).status_code == 200
    assert (
        client.post(asked, {"password": factories.PASSWORD})["Location"] == "/account/second-factors/app/add/"
    )
    assert client.get("/account/second-factors/app/add/").status_code == 200


def test_t17_somebody_without_a_password_signs_in_again_first(client: Client) -> None:
    someone = factories.user()
    someone.set_password(None)
    someone.save()
    client.force_login(someone)
    asked = client.get("/account/second-factors/app/add/")["Location"]
    assert asked == "/account/confirm/again/?next=%2Faccount%2Fsecond-factors%2Fapp%2Fadd%2F"
    assert "Sign in again for this" in client.get(asked).content.decode()


def test_an_app_is_added_with_a_code_that_is_then_used_up(client: Client) -> None:
    someone = factories.user()
    enter_password(client, someone.email)
    page = client.get("/account/second-factors/app/add/")
    secret = page.context["form"].secret
    code = code_of_app(secret=secret)
    response = client.post("/account/second-factors/app/add/", {"code": code})
    assert response["Location"] == "/account/second-factors/recovery/"
    assert client.get(response["Location"]).content.decode().count("<li><code>") == 10
    other = Client()
    enter_password(other, someone.email)
    assert not enter_code(other, code)
