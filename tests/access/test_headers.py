"""What every answer carries, whatever the page, and whoever asks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from parcours.accounts.roles import Role
from tests.access.addresses import Address, addresses
from tests.access.test_matrix import name_of, path_of
from tests.access.walk import pages, text_of
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.slow]

BROKEN = "tests.access.broken"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILES = frozenset({"document", "person-document"})
"""Pages that hand out what somebody else has made: it opens nowhere inside the site."""
SANDBOX = "default-src 'none'; sandbox"
FRAMED = "open-list"
"""The one page that may stand in a frame on any site; it can do nothing else."""
FRAMED_POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors *"
)


@pytest.mark.parametrize(
    "address", [address for address in addresses() if address.access], ids=lambda address: address.name
)
def test_t23_t08_every_page_is_protected(address: Address, ours: World) -> None:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    response = client.get(path_of(address, "ours", ours))
    framed = address.name == FRAMED
    policy = SANDBOX if address.name in FILES else FRAMED_POLICY if framed else POLICY
    assert response["Content-Security-Policy"] == policy
    assert response.get("X-Frame-Options") == (None if framed else "DENY")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "no-store" in response["Cache-Control"]
    assert not response.has_header("ETag")
    assert not response.has_header("Last-Modified")


ERRORS: dict[int, Callable[[Client], Any]] = {
    301: lambda client: client.get("/account/login"),
    302: lambda client: client.get("/start/"),
    400: lambda client: client.get("/", headers={"host": "evil.example"}),
    403: lambda client: client.post("/account/login/", {"login": "x"}),
    404: lambda client: client.get("/no/such/page/"),
    405: lambda client: client.generic("TRACE", "/"),
    410: lambda client: client.get("/link/open/"),
    413: lambda client: client.post(
        "/language/", b"", content_type="text/plain", headers={"content-length": "30000001"}
    ),
    500: lambda client: client.get("/broken/"),
}
"""How to get each kind of answer that is no page."""


@pytest.mark.parametrize("status", ERRORS)
def test_v5_0_0_3_4_3_t23_what_is_no_page_is_protected_as_well(status: int, settings: Settings) -> None:
    settings.ROOT_URLCONF = BROKEN
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    response = ERRORS[status](client)
    assert (response.status_code, response["Content-Security-Policy"]) == (status, POLICY)
    assert (response["X-Content-Type-Options"], response["Referrer-Policy"]) in {
        ("nosniff", "same-origin"),
        ("nosniff", "no-referrer"),
    }


def test_t23_too_many_tries_are_answered_under_the_same_policy() -> None:
    client = Client()
    answers = [client.post("/account/login/code/", {"email": "a@example.org"}) for _ in range(6)]
    assert (answers[5].status_code, answers[5]["Content-Security-Policy"]) == (429, POLICY)


@pytest.mark.parametrize("address", [address for address in addresses() if address.access], ids=name_of)
def test_t24_another_host_is_refused_on_every_page(address: Address, ours: World) -> None:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    path = path_of(address, "ours", ours)
    assert client.get(path, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("address", pages(), ids=name_of)
def test_t24_a_forwarded_host_is_on_no_page(address: Address, ours: World) -> None:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    forged = {"x-forwarded-host": "evil.example", "x-host": "evil.example", "forwarded": "host=evil.example"}
    assert "evil.example" not in text_of(client.get(path_of(address, "ours", ours), headers=forged))
