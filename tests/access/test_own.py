"""Files are given to whoever may open their page; what is one's own is nobody else's, whatever their role."""

from collections.abc import Sequence
from itertools import product

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client

from parcours.accounts.roles import Role
from parcours.web.pages import Audience
from tests.access.addresses import Address
from tests.access.few import few_at_once
from tests.access.forms import signed_in
from tests.access.test_matrix import ABSENT, ALLOWED, everybody, expected, happened, path_of
from tests.access.walk import FILES, pages
from tests.access.world import World
from tests.access.writes import taken_back

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MEMBERS = [address for address in pages() if address.access and address.access.audience is Audience.MEMBERS]


@few_at_once(MEMBERS)
def test_t01_t02_t07_a_file_is_for_whoever_may_open_its_page(
    some: Sequence[Address], administrator: Client, ours: World, theirs: World
) -> None:
    clients = everybody(ours)
    wrong = []
    for address in some:
        own, other = (path_of(address, world.organization.slug, world) for world in (ours, theirs))
        if "list" not in (administrator.get(own).context or {}):
            continue
        assert address.access is not None
        for (number, (person, client)), path in product(enumerate(clients.items()), (own, other)):
            want = expected(address.access, person, "GET", own=path == own)
            if want != ALLOWED and connection.vendor == "postgresql":
                continue  # as in the matrix: refused before any row is asked for
            kind = FILES[number % len(FILES)]  # by turns: whoever may not open the page is not asked which
            with taken_back(client):
                got = happened(client, "GET", f"{path}?file={kind}")
            if got != want:
                wrong.append(f"{person} {path} as {kind}: {got}, not {want}")
    assert wrong == []


@pytest.mark.parametrize("of", [Role.MENTOR, Role.PARTICIPANT])
@pytest.mark.parametrize("end", ["", "remove/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_t01_somebody_else_s_passkey_is_absent(of: Role, end: str, method: str, ours: World) -> None:
    key = Authenticator.objects.create(
        user=ours.people[of],
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Key", "credential": {}},
    )
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    path = f"/account/second-factors/passkeys/{key.pk}/{end}"
    assert happened(client, method, path) == ABSENT
    assert Authenticator.objects.filter(pk=key.pk).exists()
