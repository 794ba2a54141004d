"""The staff's pages about invitations."""

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scopes_disabled

from parcours.accounts.models import Invitation
from parcours.accounts.roles import Role
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

LIST = "/o/ours/manage/invitations/"


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(factories.member(factories.organization("ours"), Role.ADMINISTRATOR))
    return client


def rows() -> list[Invitation]:
    with scopes_disabled():
        return list(Invitation.objects.order_by("email"))


def send(staff: Client, emails: str, roles: tuple[str, ...] = ("mentor",)) -> int:
    fields = {"emails": emails, "roles": list(roles), "language": "fr"}
    return staff.post(LIST + "new/", fields).status_code


def test_several_are_invited_at_once(staff: Client) -> None:
    assert send(staff, "a@example.org\n  B@example.org; c@example.org,a@example.org\n") == 302
    assert [row.email for row in rows()] == ["a@example.org", "b@example.org", "c@example.org"]
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]


def test_every_wrong_line_is_named_and_nobody_invited(staff: Client) -> None:
    page = staff.post(
        LIST + "new/", {"emails": "a@example.org\nb\nc@", "roles": ["mentor"], "language": "en"}
    )
    text = page.content.decode()
    assert ("“b”, number 2" in text, "“c@”, number 3" in text, rows()) == (True, True, [])


def test_more_than_a_hundred_are_for_the_import(staff: Client) -> None:
    send(staff, "\n".join(f"p{number}@example.org" for number in range(101)))
    assert rows() == []


def test_whom_to_invite_twice_is_said(staff: Client) -> None:
    send(staff, "a@example.org")
    page = staff.post(LIST + "new/", {"emails": "a@example.org", "roles": ["mentor"], "language": "en"})
    assert "a@example.org has an open invitation." in page.content.decode()


def test_the_list_shows_one_state(staff: Client) -> None:
    send(staff, "a@example.org\nb@example.org")
    staff.post(f"{LIST}{rows()[0].pk}/revoke/")
    staff.get(LIST)  # which says that one was revoked
    shown = {
        state: [
            row.email for row in rows() if row.email in staff.get(LIST, {"state": state}).content.decode()
        ]
        for state in ("pending", "revoked", "accepted", "expired", "")
    }
    assert shown == {
        "pending": ["b@example.org"],
        "revoked": ["a@example.org"],
        "accepted": [],
        "expired": [],
        "": ["a@example.org", "b@example.org"],
    }


def test_one_is_shown_sent_again_and_revoked(staff: Client) -> None:
    send(staff, "a@example.org")
    row = rows()[0]
    assert "Send it again" in staff.get(f"{LIST}{row.pk}/").content.decode()
    staff.post(f"{LIST}{row.pk}/resend/")
    assert len(mail.outbox) == 2
    staff.post(f"{LIST}{row.pk}/revoke/")
    assert "Send it again" not in staff.get(f"{LIST}{row.pk}/").content.decode()
    assert staff.post(f"{LIST}{row.pk}/revoke/").status_code == 409
