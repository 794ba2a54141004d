"""Forged requests: a Host that is not ours."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from parcours.accounts.roles import Role
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]


@pytest.mark.parametrize("path", ["/account/password/reset/", "/account/login/code/"])
def test_v5_0_0_13_2_4_t24_another_host_is_refused(client: Client, path: str) -> None:
    someone = factories.user()
    assert client.post(path, {"email": someone.email}, headers={"host": "evil.example"}).status_code == 400
    assert mail.outbox == []


def test_t24_links_lead_to_the_address_set_up(client: Client, settings: Settings) -> None:
    settings.BASE_URL = "https://parcours.example"
    client.force_login(factories.member(factories.organization("ours"), Role.ADMINISTRATOR))
    client.post(
        "/o/ours/manage/invitations/new/",
        {"emails": "new@example.org", "roles": ["mentor"], "language": "en"},
        headers={"x-forwarded-host": "evil.example"},
    )
    letter = mail.outbox[0]
    bodies = [str(letter.body), str(letter.alternatives[0][0])]  # type: ignore[union-attr]
    assert {match for body in bodies for match in re.findall(r"https?://([^/\s\"<]+)", body)} == {
        "parcours.example"
    }
