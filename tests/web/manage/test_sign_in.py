"""The administrator's page for the organization's identity provider."""

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from parcours.accounts.models import IdentityProvider, Organization
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


def test_an_administrator_sets_it_up_and_removes_it(client: Client, ours: Organization) -> None:
    client.force_login(factories.member(ours, Role.ADMINISTRATOR))
    path = "/o/ours/manage/sign-in/"
    fields = {
        "issuer": "https://login.example.org",
        "client_id": "parcours",
        "secret": "swordfish",
        "domains": "@Example.org\nexample.ca",
        "is_active": "on",
        "version": 0,
    }
    assert client.post(path, fields).status_code == 302
    page = client.get(path).content.decode()
    assert ("swordfish" in page, "example.org\nexample.ca" in page) == (False, True)
    client.post(path + "remove/")
    with scopes_disabled():
        assert not IdentityProvider.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("issuer", "http://login.example.org", "must begin with https://"),
        ("domains", "not a domain", "“not a domain” is not a domain."),
        ("secret", "", "Client secret: Fill this in."),
    ],
)
def test_a_mistake_is_said(client: Client, ours: Organization, field: str, value: str, said: str) -> None:
    client.force_login(factories.member(ours, Role.ADMINISTRATOR))
    fields = {
        "issuer": "https://login.example.org",
        "client_id": "x",
        "secret": "y",
        "domains": "example.org",
        "version": "0",
    }
    page = client.post("/o/ours/manage/sign-in/", fields | {field: value}).content.decode()
    assert said in page
