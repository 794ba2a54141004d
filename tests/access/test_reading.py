"""T19: reading a page changes nothing but what says that it was read, and no form of another site changes anything."""

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests.access.addresses import Address, addresses
from tests.access.test_matrix import path_of
from tests.access.world import World
from tests.access.writes import writes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ABOUT_ACCESS = ("accounts_audit", "django_session", "usersessions_usersession")
"""Tables about who did and read what."""

UNSAFE = [page for page in addresses() if page.access and "POST" in page.access.methods]
PAGES = [page for page in addresses() if page.access and "GET" in page.access.methods]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_t19_no_get_changes_domain_data(address: Address, ours: World) -> None:
    path = path_of(address, "ours", ours)
    clients = [Client() for _ in range(len(ours.people) + 1)]
    for client, someone in zip(clients, ours.people.values(), strict=False):
        client.force_login(someone)
    with writes(*ABOUT_ACCESS) as written:
        for client in clients:
            client.get(path)
    assert written == []


WITHOUT_COOKIES = {
    "messages-stop": "a mail program stops them for its reader, by an address that is a secret (RFC 8058)"
}
"""Forms that anybody's program may send, as nothing about the browser that sends them counts."""


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "address",
    [address for address in UNSAFE if address.name not in WITHOUT_COOKIES],
    ids=lambda address: address.name,
)
def test_v5_0_0_3_5_1_t19_a_form_of_another_site_is_refused_everywhere(address: Address, ours: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ours.people[Role.ADMINISTRATOR])
    path = path_of(address, "ours", ours)
    with writes(*ABOUT_ACCESS) as written:
        for headers in ({}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
            forged = {"csrfmiddlewaretoken": "x" * 64, "name": "Somebody", "name_en": "Somebody"}
            assert client.post(path, forged, headers=headers).status_code == 403
    assert written == []
