"""T19: no form of another site changes anything. That reading a page changes nothing is seen by the matrix."""

from collections.abc import Sequence

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests.access.addresses import Address, addresses
from tests.access.few import few_at_once
from tests.access.test_matrix import path_of
from tests.access.world import World
from tests.access.writes import ABOUT_ACCESS, taken_back, writes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

UNSAFE = [page for page in addresses() if page.access and "POST" in page.access.methods]
WITHOUT_COOKIES = {
    "messages-stop": "a mail program stops them for its reader, by an address that is a secret (RFC 8058)"
}
"""Forms that anybody's program may send, as nothing about the browser that sends them counts."""


@pytest.mark.sqlite_only
@few_at_once([address for address in UNSAFE if address.name not in WITHOUT_COOKIES])
def test_v5_0_0_3_5_1_t19_a_form_of_another_site_is_refused_everywhere(
    some: Sequence[Address], ours: World
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ours.people[Role.ADMINISTRATOR])
    taken = []
    for address in some:
        path = path_of(address, "ours", ours)
        for headers in ({}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
            forged = {"csrfmiddlewaretoken": "x" * 64, "name": "Somebody", "name_en": "Somebody"}
            with taken_back(client), writes(*ABOUT_ACCESS) as written:
                answer = client.post(path, forged, headers=headers)
            if answer.status_code != 403 or written:
                taken.append(f"{path} {headers}: {answer.status_code}, writes {written}")
    assert taken == []
