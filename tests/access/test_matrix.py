"""Every address, for everybody, by every method: what the table of roles says, and nothing else.

The expectation comes from `accounts.roles` and from the access that a page was registered with; the answer from the
page itself. What every page must keep to whoever opens it (docs/adr/0091) is looked at in the same answers: opening it
changes nothing but what says that it was read, and it is protected.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role, permissions
from parcours.web.pages import Access, Audience
from tests import factories
from tests.access.addresses import EXAMPLES, Address, addresses
from tests.access.exceptions import NOTHING_YET, OF_NO_ORGANIZATION
from tests.access.few import few_at_once
from tests.access.protected import lacking
from tests.access.world import World
from tests.access.writes import ABOUT_ACCESS, taken_back, writes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
NOBODY, OUTSIDER, PLATFORM = "nobody", "outsider", "platform"
PEOPLE = (NOBODY, OUTSIDER, PLATFORM, *Role)
A_FEW = (NOBODY, OUTSIDER, Role.ADMINISTRATOR)
"""Who asks by the methods that a page does not take: it refuses them before it knows who asks."""

ALLOWED, ABSENT, FORBIDDEN, TO_SIGN_IN, NO_METHOD = (
    "allowed",
    "absent",
    "forbidden",
    "to sign in",
    "no method",
)

OURS = [address for address in addresses() if address.access is not None]
"""Pages registered by `page()`."""


def user_for(person: str, world: World) -> User | None:
    """Who the person is; somebody in each role belongs to ``world`` only."""
    if person == NOBODY:
        return None
    if person in {OUTSIDER, PLATFORM}:
        return factories.operator() if person == PLATFORM else factories.user()
    return world.people[Role(person)]


def expected(access: Access, person: str, method: str, *, own: bool) -> str:
    """What must happen when ``person`` asks for a page of their organization (``own``), or of another."""
    if method not in access.methods:
        return NO_METHOD
    if access.audience in {Audience.ANYONE, Audience.LINK, Audience.DEMO}:
        return ABSENT if access.audience is Audience.DEMO else ALLOWED
    if person == NOBODY:
        return TO_SIGN_IN
    if access.audience is Audience.SIGNED_IN:
        return ALLOWED
    if access.audience is Audience.PLATFORM:
        return ALLOWED if person == PLATFORM else ABSENT
    if person in {OUTSIDER, PLATFORM} or not own:
        return ABSENT
    has = access.needs is None or access.needs in permissions([Role(person)])
    return ALLOWED if has else FORBIDDEN


def told_by(response: Any) -> str:  # noqa: ANN401 - the test client’s own answer
    """What the site did."""
    if response.status_code == 302 and response["Location"].startswith("/account/login/"):
        return TO_SIGN_IN
    names = {405: NO_METHOD, 403: FORBIDDEN, 404: ABSENT}
    return names.get(response.status_code, ALLOWED if response.status_code < 500 else "broken")


def happened(client: Client, method: str, path: str) -> str:
    """What the site does."""
    return told_by(client.generic(method, path))


def name_of(address: Address) -> str:
    """What a test of an address is called."""
    return address.name


def path_of(address: Address, slug: str, rows_of: World) -> str:
    """The address in the organization ``slug``, for a row that belongs to ``rows_of``."""
    kwargs = dict(EXAMPLES[address.name](rows_of)) if address.parameters else {}
    if "organization" in address.route:
        kwargs["organization"] = slug
    return reverse(address.name, kwargs=kwargs)


def everybody(world: World) -> dict[str, Client]:
    """A browser of each of the people, signed in."""
    clients = {person: Client(raise_request_exception=False) for person in PEOPLE}
    for person, client in clients.items():
        user = user_for(person, world)
        if user:
            client.force_login(user)
    return clients


def complaints(address: Address, clients: Mapping[str, Client], ours: World, theirs: World) -> Iterator[str]:
    """What is wrong with an address, whoever asks for it and however, each time as if it were the first."""
    assert address.access is not None
    cache.clear()  # nobody has tried too often yet
    for world in (ours, theirs):
        path = path_of(address, world.organization.slug, world)
        methods = METHODS if world is ours else address.access.methods
        for (person, client), method in product(clients.items(), methods):
            want = expected(address.access, person, method, own=world is ours)
            if want == NO_METHOD and person not in A_FEW:
                continue
            if connection.vendor == "postgresql" and (want != ALLOWED or method == "HEAD"):
                continue  # refused before any row is asked for, or the same rows; here rows may be hidden
            with taken_back(client), writes(*ABOUT_ACCESS) as written:
                answer = client.generic(method, path)
            got = told_by(answer)
            if got != want and not (want == ALLOWED and got in NOTHING_YET.get(address.name, ())):
                yield f"{person} {method} {path}: {got}, not {want}"
            if method == "GET" and written:
                yield f"{person} {method} {path}: writes {written}"
            if method == "GET" and person != NOBODY:
                yield from (f"{person} {method} {path}: {one}" for one in lacking(address.name, answer))


@few_at_once(OURS)
def test_t01_t02_t08_t19_t23_the_matrix(some: Sequence[Address], ours: World, theirs: World) -> None:
    clients = everybody(ours)
    assert [one for address in some for one in complaints(address, clients, ours, theirs)] == []


@few_at_once(OURS)
def test_t01_another_organization_s_row_is_absent_under_our_address(
    some: Sequence[Address], ours: World, theirs: World
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(ours.people[Role.ADMINISTRATOR])
    found = []
    for address in some:
        if (
            "organization" not in address.route
            or not address.parameters
            or address.name in OF_NO_ORGANIZATION
        ):
            continue  # not an organization's row
        assert address.access is not None
        path = path_of(address, ours.organization.slug, theirs)
        for method in address.access.methods:
            with taken_back(client):
                got = happened(client, method, path)
            found += [f"{method} {path}: {got}"] if got != ABSENT else []
    assert found == []


def test_an_address_that_names_no_example_is_found() -> None:
    lacking = [address.name for address in OURS if address.parameters and address.name not in EXAMPLES]
    assert lacking == []


@pytest.mark.usefixtures("theirs")
def test_an_absent_organization_looks_like_another_s(ours: World) -> None:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    other = client.get("/o/theirs/")
    missing = client.get("/o/missing/")
    assert other.status_code == missing.status_code == 404
    assert _without_ids(other.content, "theirs") == _without_ids(missing.content, "missing")


def _without_ids(page: bytes, slug: str) -> str:
    """The page without what differs every time: the request's id, the form's token, and the address itself."""
    lines = page.decode().replace(slug, "…").splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line and "Reference" not in line)


def test_an_organization_out_of_use_is_absent(ours: World) -> None:
    Organization.objects.update(is_active=False)
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    assert client.get("/o/ours/").status_code == 404
