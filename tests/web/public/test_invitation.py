"""Invitations, from the letter to the membership."""

import io
import json
import logging
import re

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scope, scopes_disabled
from time_machine import Traveller

from parcours.accounts.actions.invitations import accept, hashed, invite, resend, revoke
from parcours.accounts.actors import Actor
from parcours.accounts.models import Invitation, Membership, Organization, User
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.logs import JsonFormatter
from parcours.core.refusals import NotAllowed, Refused, Stale
from tests import factories
from tests.web.account.signing import enter_password, is_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

NEW = "new@example.org"
ACCOUNT = {"name": "Nadia Khoury", "password": "quite another sentence"}


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours", name_en="Northgate", name_fr="Porte du Nord")


@pytest.fixture
def admin(ours: Organization) -> Actor:
    with scope(organization=ours):
        return actor_for(factories.member(ours, Role.ADMINISTRATOR), ours)


def address(token: str) -> str:
    return f"https://parcours.example/invitation/{token}/"


def invited(
    admin: Actor, email: str = NEW, language: str = "en", roles: tuple[Role, ...] = (Role.MENTOR,)
) -> str:
    """Invite somebody; the path in their letter."""
    assert admin.organization
    with scope(organization=admin.organization):
        invite(by=admin, emails=[email], roles=list(roles), language=language, address=address)
    return path_in(mail.outbox[-1].body)


def path_in(body: object) -> str:
    found = re.search(r"https://parcours\.example(\S+)", str(body))
    assert found
    return found[1]


def roles_of(email: str) -> list[str]:
    with scopes_disabled():
        return sorted(
            Membership.objects.filter(user__email=email, ended_at=None).values_list("role", flat=True)
        )


def test_a_new_person_accepts_and_is_in(client: Client, admin: Actor) -> None:
    path = invited(admin, roles=(Role.MENTOR, Role.SUPERVISOR))
    assert client.get(path)["Location"] == "/invitation/"
    page = client.get("/invitation/").content.decode()
    assert "<strong>Northgate</strong> invites you" in page
    assert client.post("/invitation/", ACCOUNT)["Location"] == "/o/ours/"
    assert roles_of(NEW) == ["mentor", "supervisor"]
    user = User.objects.get(email=NEW)
    assert (user.name, user.check_password(ACCOUNT["password"])) == ("Nadia Khoury", True)
    assert client.get("/o/ours/").status_code == 200


def test_a_password_is_not_needed(client: Client, admin: Actor) -> None:
    client.get(invited(admin))
    client.post("/invitation/", {"name": "Nadia", "password": ""})
    assert (is_in(client), User.objects.get(email=NEW).has_usable_password()) == (True, False)


@pytest.mark.parametrize(
    "fields", [{"name": "", "password": ""}, {"name": "Nadia", "password": "password1234"}]
)
def test_a_form_with_a_mistake_accepts_nothing(client: Client, admin: Actor, fields: dict[str, str]) -> None:
    client.get(invited(admin))
    assert client.post("/invitation/", fields).status_code == 200
    assert roles_of(NEW) == []


def test_t11_opening_the_link_changes_nothing(client: Client, admin: Actor) -> None:
    path = invited(admin)
    for _ in range(3):
        client.head(path)
        client.get(path, follow=True)
    assert not User.objects.filter(email=NEW).exists()
    with scopes_disabled():
        assert Invitation.objects.get().state == "pending"


def test_t11_an_invitation_works_once(client: Client, admin: Actor) -> None:
    path = invited(admin)
    client.get(path)
    client.post("/invitation/", ACCOUNT)
    other = Client()
    assert other.get(path, follow=True).status_code == 410
    assert other.post("/invitation/", ACCOUNT).status_code == 410
    assert not is_in(other)


def test_t11_an_existing_account_signs_in_first(client: Client, admin: Actor) -> None:
    someone = factories.user(NEW)
    client.get(invited(admin))
    assert "/account/login/?next=/invitation/" in client.get("/invitation/").content.decode()
    client.post("/invitation/", ACCOUNT)
    assert roles_of(NEW) == []
    client.post(
        "/account/login/", {"login": NEW, "password": factories.PASSWORD, "next": "/invitation/"}, follow=True
    )
    assert client.post("/invitation/")["Location"] == "/o/ours/"
    assert (roles_of(NEW), User.objects.get(email=NEW)) == (["mentor"], someone)


def test_t11_another_account_is_told_and_may_switch(client: Client, admin: Actor) -> None:
    other = factories.user("other@example.org")
    enter_password(client, other.email)
    client.get(invited(admin))
    page = client.get("/invitation/").content.decode()
    assert "This invitation is for another address" in page
    client.post("/invitation/", ACCOUNT)
    assert roles_of(other.email) == []
    assert client.post("/invitation/switch/")["Location"] == "/invitation/"
    assert not is_in(client)
    client.post("/invitation/", ACCOUNT)
    assert roles_of(NEW) == ["mentor"]


def test_t11_an_action_for_another_account_is_refused(admin: Actor, ours: Organization) -> None:
    invited(admin)
    with scope(organization=ours), pytest.raises(NotAllowed):
        accept(invitation=Invitation.objects.get(), user=factories.user())


@pytest.mark.parametrize("days", [6.99, 7.01])
def test_t11_an_invitation_lasts_seven_days(
    client: Client, admin: Actor, clock: Traveller, days: float
) -> None:
    path = invited(admin)
    clock.shift(days * 24 * 3600)
    assert client.get(path, follow=True).status_code == (200 if days < 7 else 410)


def test_t11_a_revoked_invitation_is_refused(client: Client, admin: Actor, ours: Organization) -> None:
    path = invited(admin)
    with scope(organization=ours):
        revoke(by=admin, invitation=Invitation.objects.get())
    assert client.get(path, follow=True).status_code == 410


def test_t11_an_invitation_ends_with_the_role_of_whoever_sent_it(
    client: Client, admin: Actor, ours: Organization
) -> None:
    path = invited(admin)
    with scope(organization=ours):
        Membership.objects.filter(user=admin.user).update(ended_at="2026-01-01T00:00:00Z")
    assert client.get(path, follow=True).status_code == 410


def test_t11_an_invitation_ends_with_the_organization(client: Client, admin: Actor) -> None:
    path = invited(admin)
    Organization.objects.update(is_active=False)
    assert client.get(path, follow=True).status_code == 410


def test_t11_sent_again_the_old_link_is_dead(client: Client, admin: Actor, ours: Organization) -> None:
    old = invited(admin)
    with scope(organization=ours):
        resend(by=admin, invitation=Invitation.objects.get(), address=address)
    assert client.get(old, follow=True).status_code == 404
    assert client.get(path_in(mail.outbox[-1].body), follow=True).status_code == 200


def test_t11_what_is_settled_stays_settled(client: Client, admin: Actor, ours: Organization) -> None:
    client.get(invited(admin))
    client.post("/invitation/", ACCOUNT)
    with scope(organization=ours):
        row = Invitation.objects.get()
        with pytest.raises(Stale):
            revoke(by=admin, invitation=row)
        with pytest.raises(Stale):
            resend(by=admin, invitation=row, address=address)


def test_t11_only_a_hash_is_kept(admin: Actor) -> None:
    token = invited(admin).split("/")[-2]
    with scopes_disabled():
        row = Invitation.objects.values().get()
    assert token not in str(row)
    assert row["token_hash"] == hashed(token)


def test_t11_the_token_is_in_no_later_address(client: Client, admin: Actor) -> None:
    path = invited(admin)
    first = client.get(path)
    second = client.get(first["Location"])
    assert (first["Referrer-Policy"], second["Referrer-Policy"]) == ("no-referrer", "same-origin")
    assert ("no-store" in first["Cache-Control"], path.split("/")[-2] in second.content.decode()) == (
        True,
        False,
    )


@pytest.mark.parametrize("ending", ["", "more/", "%0d%0a/"])
def test_v5_0_0_16_2_5_t11_the_token_is_in_no_log(client: Client, admin: Actor, ending: str) -> None:
    path = invited(admin)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        client.get(path + ending)
        client.put(path)
        Client(enforce_csrf_checks=True).post(path + ending)
    finally:
        root.removeHandler(handler)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert lines
    assert path.split("/")[-2] not in stream.getvalue()


def test_t57_an_invitation_used_stays_used_when_the_clock_goes_back(
    client: Client, admin: Actor, clock: Traveller
) -> None:
    path = invited(admin)
    client.get(path)
    client.post("/invitation/", ACCOUNT)
    clock.shift(-3600)
    assert Client().get(path, follow=True).status_code == 410


# --- The letter ----------------------------------------------------------------------------------------------------


def test_the_letter_is_in_the_language_asked_for(admin: Actor) -> None:
    invited(admin, language="fr")
    letter = mail.outbox[-1]
    assert letter.subject == "Porte du Nord vous invite dans Parcours"
    html = str(letter.alternatives[0][0])  # type: ignore[attr-defined]
    assert html.count("<a ") == 1
    assert path_in(letter.body) in html


# --- Inviting ------------------------------------------------------------------------------------------------------


def test_everybody_is_invited_or_nobody(admin: Actor, ours: Organization) -> None:
    member = factories.member(ours, Role.MENTOR)
    with scope(organization=ours), pytest.raises(Refused) as refusal:
        invite(by=admin, emails=[NEW, member.email], roles=[Role.MENTOR], language="en", address=address)
    assert str(refusal.value) == f"{member.email} is a member in this role already."
    with scopes_disabled():
        assert not Invitation.objects.exists()


def test_nobody_is_invited_twice_at_a_time(admin: Actor, ours: Organization, clock: Traveller) -> None:
    invited(admin)
    with scope(organization=ours), pytest.raises(Refused):
        invite(by=admin, emails=[NEW.upper()], roles=[Role.MENTOR], language="en", address=address)
    clock.shift(8 * 24 * 3600)
    invited(admin)
    with scopes_disabled():
        assert sorted(row.state for row in Invitation.objects.all()) == ["pending", "revoked"]


def test_a_mentor_invites_nobody(ours: Organization) -> None:
    with scope(organization=ours):
        mentor = actor_for(factories.member(ours, Role.MENTOR), ours)
        with pytest.raises(NotAllowed):
            invite(by=mentor, emails=[NEW], roles=[Role.MENTOR], language="en", address=address)
