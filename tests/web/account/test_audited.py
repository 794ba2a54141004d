"""T55: what people do about signing in is in the audit log of each of their organizations."""

from collections.abc import Callable, Mapping

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.models import AuditEntry, Invitation, Membership, User
from parcours.accounts.roles import Role
from parcours.web.account import words
from tests import factories
from tests.access.addresses import addresses
from tests.web.account.signing import code_of_app, enter_password, mailed_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]


def verbs() -> list[tuple[str, str]]:
    """Every entry: the organization and the verb, in order."""
    with scopes_disabled():
        entries = AuditEntry.objects.select_related("organization").order_by("pk")
        return [(entry.organization.slug if entry.organization else "", entry.verb) for entry in entries]


@pytest.fixture
def mentor() -> User:
    return factories.member(factories.organization("ours"), Role.MENTOR)


@pytest.fixture
def inside(client: Client, mentor: User) -> Client:
    enter_password(client, mentor.email)
    return client


def test_t55_signing_in_and_out(inside: Client) -> None:
    inside.post("/account/logout/")
    assert verbs() == [("ours", "account.signed_in"), ("ours", "account.signed_out")]


def test_t55_in_every_organization_of_the_person(client: Client, mentor: User) -> None:
    theirs = factories.organization("theirs")
    with scope(organization=theirs):
        Membership.objects.create(organization=theirs, user=mentor, role=Role.MENTOR)
    enter_password(client, mentor.email)
    assert verbs() == [("ours", "account.signed_in"), ("theirs", "account.signed_in")]


def test_t55_the_profile(inside: Client) -> None:
    inside.post("/account/profile/", {"name": "Ada", "language": "fr", "version": 1})
    assert verbs()[1:] == [("ours", "account.profile_changed")]


def test_t55_what_messages_one_wants(inside: Client) -> None:
    inside.post("/account/messages/", {"pace": "hour", "quiet_from": "22", "quiet_until": "7"})
    assert verbs()[-1] == ("", "messages.preferred")


def test_t55_the_password(inside: Client) -> None:
    inside.post(
        "/account/password/", {"oldpassword": factories.PASSWORD, "password1": "another long sentence"}
    )
    assert verbs()[1:] == [("ours", "account.password_changed")]


def test_t55_the_address(inside: Client, mentor: User) -> None:
    inside.post("/account/email/", {"email": "new@example.org", "action_add": "1"})
    inside.post("/account/email/confirm/", {"code": mailed_code()})
    mentor.refresh_from_db()
    assert (mentor.email, verbs()[1:]) == ("new@example.org", [("ours", "account.email_changed")])


def test_t55_second_factors(inside: Client, mentor: User) -> None:
    secret = inside.get("/account/second-factors/app/add/").context["form"].secret
    inside.post("/account/second-factors/app/add/", {"code": code_of_app(secret=secret)})
    inside.post("/account/second-factors/recovery/new/")
    inside.post("/account/second-factors/app/remove/")
    assert not Authenticator.objects.filter(user=mentor).exists()
    said = [verb for _slug, verb in verbs()[1:]]
    assert said == ["account.app_added", "account.recovery_codes_made", "account.app_removed"]


def test_t55_signing_out_everywhere_else(inside: Client, mentor: User) -> None:
    enter_password(Client(), mentor.email)
    inside.post("/account/sessions/")
    assert verbs()[2:] == [("ours", "account.signed_out_elsewhere")]


def test_t55_a_passkey_is_renamed(inside: Client, mentor: User) -> None:
    key = Authenticator.objects.create(
        user=mentor, type=Authenticator.Type.WEBAUTHN, data={"name": "Old", "credential": {}}
    )
    inside.post(f"/account/second-factors/passkeys/{key.pk}/", {"name": "New"})
    key.refresh_from_db()
    assert (key.wrap().name, verbs()[1:]) == ("New", [("ours", "account.passkey_renamed")])


def test_t55_a_forgotten_password(client: Client, mentor: User) -> None:
    client.post("/account/password/reset/", {"email": mentor.email})
    client.post("/account/password/reset/confirm/", {"code": mailed_code()})
    client.post("/account/password/reset/complete/", {"password1": "another long sentence"})
    assert verbs()[0] == ("ours", "account.password_reset")


def test_t55_a_first_password(client: Client, mentor: User) -> None:
    mentor.set_password(None)
    mentor.save()
    client.post("/account/login/code/", {"email": mentor.email})
    client.post("/account/login/code/confirm/", {"code": mailed_code()})
    client.post("/account/password/set/", {"password1": "another long sentence"})
    assert verbs() == [("ours", "account.signed_in"), ("ours", "account.password_set")]


def test_t55_invitations(client: Client) -> None:
    ours = factories.organization("ours")
    client.force_login(factories.member(ours, Role.ADMINISTRATOR))
    base = "/o/ours/manage/invitations/"
    client.post(base + "new/", {"emails": "new@example.org", "roles": ["mentor"], "language": "en"})
    with scope(organization=ours):
        pk = Invitation.objects.get().pk
    client.post(f"{base}{pk}/resend/")
    client.post(f"{base}{pk}/revoke/")
    assert [verb for _slug, verb in verbs()] == ["invitation.sent", "invitation.resent", "invitation.revoked"]


def test_t55_the_provider(client: Client) -> None:
    client.force_login(factories.member(factories.organization("ours"), Role.ADMINISTRATOR))
    fields = {
        "issuer": "https://login.example.org",
        "client_id": "x",
        "secret": "y",
        "domains": "example.org",
        "version": "0",
    }
    client.post("/o/ours/manage/sign-in/", fields)
    client.post("/o/ours/manage/sign-in/remove/")
    assert verbs() == [("ours", "sign_in.provider_set"), ("ours", "sign_in.provider_removed")]


BY_THE_SAME_WAY = "ends in AccountAdapter.login, as a password does"
SHOWN: Mapping[str, Callable[..., None] | str] = {
    "account_login": test_t55_signing_in_and_out,
    "account_logout": test_t55_signing_in_and_out,
    "account_confirm_login_code": test_t55_a_first_password,
    "mfa_authenticate": BY_THE_SAME_WAY,
    "mfa_login_webauthn": BY_THE_SAME_WAY,
    "account_complete_password_reset": test_t55_a_forgotten_password,
    "account_email_verification_sent": test_t55_the_address,
    "account_email": "sends a code to the new address, which changes nothing before it is entered",
    "account_request_login_code": "sends a code",
    "account_reset_password": "sends a code",
    "account_confirm_password_reset_code": "lets whoever has the code choose a password, which is noted",
    "provider": "asks which provider",
    "provider_back": "is opened, not sent; tests/web/account/test_provider.py: a member signs in and is linked",
    "profile": test_t55_the_profile,
    "account_messages": test_t55_what_messages_one_wants,
    "session_time": "asks for more time",
    "account_change_password": test_t55_the_password,
    "account_set_password": test_t55_a_first_password,
    "account_reauthenticate": "shows who one is before a change, which is noted; a wrong secret is: test_refused.py",
    "mfa_reauthenticate": "the same",
    "mfa_reauthenticate_webauthn": "the same",
    "mfa_activate_totp": test_t55_second_factors,
    "mfa_deactivate_totp": test_t55_second_factors,
    "mfa_add_webauthn": "tests/e2e/test_sign_in.py adds one; noted as an app is, by its letter",
    "mfa_edit_webauthn": test_t55_a_passkey_is_renamed,
    "mfa_remove_webauthn": "the same as adding one",
    "mfa_generate_recovery_codes": test_t55_second_factors,
    "usersessions_list": test_t55_signing_out_everywhere_else,
}
"""Every page of an account that takes a form: what shows that it is noted, or why it is not."""


def test_t55_every_page_of_an_account_is_noted_or_changes_nothing() -> None:
    taking_forms = {
        page.name
        for page in addresses()
        if page.route.startswith("account/") and page.access and "POST" in page.access.methods
    }
    assert taking_forms == SHOWN.keys()
    assert words.CHANGES.keys() >= {"mfa/email/webauthn_added", "mfa/email/webauthn_removed"}
