"""What every answer carries, whatever the page, and whoever asks."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from parcours.accounts.roles import Role
from tests.access.addresses import Address, addresses
from tests.access.few import few_at_once
from tests.access.protected import FRAMED_POLICY, POLICY, lacking
from tests.access.test_matrix import path_of
from tests.access.walk import pages, text_of
from tests.access.world import World
from tests.access.writes import taken_back

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.slow]

BROKEN = "tests.access.broken"
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


@few_at_once([address for address in addresses() if address.access])
def test_t24_another_host_is_refused_on_every_page(some: Sequence[Address], ours: World) -> None:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    asked = {path_of(address, "ours", ours) for address in some}
    answers = {path: client.get(path, headers={"host": "evil.example"}).status_code for path in asked}
    assert answers == dict.fromkeys(asked, 400)


@few_at_once(pages())
def test_t24_a_forwarded_host_is_on_no_page(some: Sequence[Address], ours: World) -> None:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    forged = {"x-forwarded-host": "evil.example", "x-host": "evil.example", "forwarded": "host=evil.example"}
    said = []
    for address in some:
        path = path_of(address, "ours", ours)
        with taken_back(client):
            said += [path] if "evil.example" in text_of(client.get(path, headers=forged)) else []
    assert said == []


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", FRAMED_POLICY),
        ("X-Frame-Options", None),
        ("X-Content-Type-Options", ""),
        ("Referrer-Policy", "unsafe-url"),
        ("Cache-Control", "private"),
        ("ETag", "1"),
        ("Last-Modified", "1"),
    ],
)
def test_a_header_that_is_wrong_is_found(header: str, value: str | None, ours: World) -> None:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    answer = client.get("/o/ours/")
    assert [*lacking("home", answer)] == []
    del answer[header]
    if value is not None:
        answer[header] = value
    assert [*lacking("home", answer)] == [f"{header}: {value}"]
