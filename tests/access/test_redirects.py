"""No address of ours leads on to somebody else's site."""

from collections.abc import Sequence
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parcours.accounts.roles import Role
from parcours.web.local import is_local
from tests.access.addresses import Address
from tests.access.few import few_at_once
from tests.access.forms import each_form, pages_with_forms, signed_in
from tests.access.posts import undone
from tests.access.reads import reads
from tests.access.test_matrix import path_of
from tests.access.walk import pages
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.slow]

EVIL = (
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "https://testserver@evil.example/",
)
NAMES = ("next", "back", "url", "return_to", "redirect", "continue", "came_from", "then")


def stays(location: str) -> bool:
    """Whether a browser that follows ``location`` stays on this site. It drops tabs, and takes \\ for /."""
    seen = "".join(letter for letter in location.strip() if letter not in "\t\r\n").replace("\\", "/")
    try:
        parts = urlsplit(seen)
    except ValueError:  # it names a host, one that cannot be
        return False
    return not parts.scheme and not parts.netloc and not seen.startswith("//")


@pytest.mark.parametrize("address", EVIL)
def test_every_evil_address_would_be_seen(address: str) -> None:
    assert not stays(address)


@few_at_once(pages())
def test_t20_opening_a_page_leads_nowhere_else(some: Sequence[Address], ours: World) -> None:
    clients = (Client(), signed_in(ours.people[Role.ADMINISTRATOR]))
    wrong = []
    for path, client in product([path_of(address, "ours", ours) for address in some], clients):
        for evil in EVIL[:6]:
            with undone(client), reads() as read:
                response = client.get(path, dict.fromkeys(NAMES, evil))
            said = response.content.decode(errors="replace")
            is_named = any(f'{one}="{evil}' in said for one in ("href", "action"))
            if is_named or not stays(response.get("Location", "/")):
                wrong.append(f"{path} leads to {evil}")
            if read.isdisjoint(NAMES):  # it would answer every other the same
                break
    assert wrong == []


@few_at_once(pages_with_forms())
def test_t20_sending_a_form_leads_nowhere_else(some: Sequence[Address], ours: World) -> None:
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    wrong = []
    for where, _form, sent in each_form(client, some, ours):
        for evil in EVIL:
            with undone(client), reads() as read:
                response = client.post(where, sent | {name: [evil] for name in NAMES})
            if not stays(response.get("Location", "/")):
                wrong.append(f"{where} leads to {response['Location']}")
            if read.isdisjoint(NAMES):
                break
    assert wrong == []


PIECES = st.sampled_from(
    [
        *"/\\:@?#%. \t\r\n\0",
        "//",
        "http:",
        "https:",
        "javascript:",
        "evil.example",
        "%2f",
        "%5c",
        "/o/",
        "\u2028",
        "\uff0e",
        "\uff0f",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, min_size=1, max_size=8))
def test_t20_whatever_the_language_switch_is_told(pieces: list[str], client: Client) -> None:
    response = client.post("/language/", {"language": "fr", "next": "".join(pieces)})
    assert stays(response["Location"])


@example(["//", "\uff0f"])
@example(["/", "\t", "/"])
@given(pieces=st.lists(PIECES, max_size=8))
def test_t20_what_is_local_stays(pieces: list[str]) -> None:
    address = "".join(pieces)
    assert stays(address) or not is_local(address)
