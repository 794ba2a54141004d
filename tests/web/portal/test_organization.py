"""The organization as its members see it."""

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

APPOINTMENTS = "/o/north/manage/appointments/"
PARTNERS = ["/o/north/manage/partners/", "/o/north/manage/partners/networks/"]


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        (
            Role.ADMINISTRATOR,
            [
                APPOINTMENTS,
                "/o/north/manage/invitations/",
                *PARTNERS,
                "/o/north/manage/contacts/",
                "/o/north/manage/messages/",
                "/o/north/manage/people/consents/words/",
                "/o/north/manage/privacy/",
                "/o/north/manage/jobs/",
                "/o/north/manage/sign-in/",
                "/o/north/manage/webhooks/",
            ],
        ),
        (
            Role.COORDINATOR,
            [APPOINTMENTS, *PARTNERS, "/o/north/manage/messages/", "/o/north/manage/privacy/"],
        ),
        (Role.MENTOR, []),
    ],
)
def test_everybody_finds_the_pages_that_they_may_open(
    client: Client, role: Role, addresses: list[str]
) -> None:
    client.force_login(factories.member(factories.organization("north"), role))
    pages = client.get("/o/north/").context["pages"]
    assert [address for _label, _purpose, address in pages] == addresses
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
