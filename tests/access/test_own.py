"""Files are given to whoever may open their page; what is one's own is nobody else's, whatever their role."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from parcours.accounts.roles import Role
from parcours.web.pages import Audience
from tests.access.addresses import Address
from tests.access.forms import signed_in
from tests.access.test_matrix import ABSENT, PEOPLE, expected, happened, name_of, path_of, user_for
from tests.access.walk import FILES, pages
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MEMBERS = [address for address in pages() if address.access and address.access.audience is Audience.MEMBERS]


@pytest.mark.parametrize("address", MEMBERS, ids=name_of)
def test_t01_t02_t07_a_file_is_for_whoever_may_open_its_page(
    address: Address, administrator: Client, ours: World, theirs: World
) -> None:
    if "list" not in (administrator.get(path_of(address, "ours", ours)).context or {}):
        return
    assert address.access is not None
    wrong = []
    for person in PEOPLE:
        client = Client(raise_request_exception=False)
        user = user_for(person, ours)
        if user:
            client.force_login(user)
        for world in (ours, theirs):
            for kind in FILES:
                path = f"{path_of(address, world.organization.slug, world)}?file={kind}"
                want = expected(address.access, person, "GET", own=world is ours)
                got = happened(client, "GET", path)
                if got != want:
                    wrong.append(f"{person} {path}: {got}, not {want}")
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
