"""T55: what people do about signing in is in the audit log of each of their organizations."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.models import AuditEntry, Invitation, Membership, User
from parcours.accounts.roles import Role
from tests import factories
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
