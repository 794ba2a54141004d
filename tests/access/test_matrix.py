"""Every address, for everybody, by every method: what the table of roles says, and nothing else.

The expectation comes from `accounts.roles` and from the access that a page was registered with; the answer from the
page itself.
"""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role, permissions
from parcours.web.pages import Access, Audience
from tests import factories
from tests.access.addresses import EXAMPLES, Address, addresses
from tests.access.exceptions import NOTHING_YET, OF_NO_ORGANIZATION
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
NOBODY, OUTSIDER, PLATFORM = "nobody", "outsider", "platform"
PEOPLE = (NOBODY, OUTSIDER, PLATFORM, *Role)

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
        return factories.user(is_platform_admin=person == PLATFORM)
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


def happened(client: Client, method: str, path: str) -> str:
    """What the site did."""
    response = client.generic(method, path)
    if response.status_code == 302 and response["Location"].startswith("/account/login/"):
        return TO_SIGN_IN
    names = {405: NO_METHOD, 403: FORBIDDEN, 404: ABSENT}
    return names.get(response.status_code, ALLOWED if response.status_code < 500 else "broken")


def name_of(address: Address) -> str:
    """What a test of an address is called."""
    return address.name


def path_of(address: Address, slug: str, rows_of: World) -> str:
    """The address in the organization ``slug``, for a row that belongs to ``rows_of``."""
    kwargs = dict(EXAMPLES[address.name](rows_of)) if address.parameters else {}
    if "organization" in address.route:
        kwargs["organization"] = slug
    return reverse(address.name, kwargs=kwargs)


@pytest.mark.parametrize("address", OURS, ids=name_of)
def test_t01_t02_the_matrix(address: Address, ours: World, theirs: World) -> None:
    assert address.access is not None
    wrong = []
    for person in PEOPLE:
        client = Client(raise_request_exception=False)
        user = user_for(person, ours)
        if user:
            client.force_login(user)
        for world in (ours, theirs):
            path = path_of(address, world.organization.slug, world)
            # A method that no page takes there is refused before anybody is looked up: an outsider shows that here.
            for method in METHODS if world is ours else address.access.methods:
                want = expected(address.access, person, method, own=world is ours)
                if want != ALLOWED and connection.vendor == "postgresql":
                    continue  # refused before any row is asked for, which SQLite's run sees; here rows may be hidden
                got = happened(client, method, path)
                if got != want and not (want == ALLOWED and got in NOTHING_YET.get(address.name, ())):
                    wrong.append(f"{person} {method} {path}: {got}, not {want}")
    assert wrong == []


@pytest.mark.parametrize("address", [address for address in OURS if address.parameters], ids=name_of)
def test_t01_another_organization_s_row_is_absent_under_our_address(
    address: Address, ours: World, theirs: World
) -> None:
    if "organization" not in address.route or address.name in OF_NO_ORGANIZATION:
        pytest.skip("not an organization's row")
    client = Client(raise_request_exception=False)
    client.force_login(ours.people[Role.ADMINISTRATOR])
    assert address.access is not None
    path = path_of(address, ours.organization.slug, theirs)
    assert {happened(client, method, path) for method in address.access.methods} == {ABSENT}


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
