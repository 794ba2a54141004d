"""What every answer carries, whatever the page, and whoever asks."""

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests.access.addresses import Address, addresses
from tests.access.test_matrix import path_of
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize(
    "address", [address for address in addresses() if address.access], ids=lambda address: address.name
)
def test_t23_t08_every_page_is_protected(address: Address, ours: World) -> None:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    response = client.get(path_of(address, "ours", ours))
    assert response["Content-Security-Policy"] == POLICY
    assert (response["X-Frame-Options"], response["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "no-store" in response["Cache-Control"]
    assert not response.has_header("ETag")
    assert not response.has_header("Last-Modified")
