"""T19: reading a page changes nothing but what says that it was read."""

from collections.abc import Mapping

import pytest
from django.apps import apps
from django.test import Client

from tests.access.addresses import Address, addresses
from tests.access.test_matrix import path_of
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ABOUT_ACCESS = {
    "accounts.auditchain",
    "accounts.auditcontent",
    "accounts.auditentry",
    "accounts.auditperson",
    "sessions.session",
    "usersessions.usersession",
}
"""Tables about who did and read what."""

PAGES = [page for page in addresses() if page.access and "GET" in page.access.methods]


def everything() -> Mapping[str, list[tuple[object, ...]]]:
    """Every row of every other table."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in ABOUT_ACCESS]  # noqa: SLF001
    return {
        model._meta.label_lower: sorted(model._base_manager.values_list(), key=str)  # noqa: SLF001 - no scope
        for model in models
    }


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_t19_no_get_changes_domain_data(address: Address, ours: World) -> None:
    path = path_of(address, "ours", ours)
    clients = [Client() for _ in range(len(ours.people) + 1)]
    for client, someone in zip(clients, ours.people.values(), strict=False):
        client.force_login(someone)
    before = everything()
    for client in clients:
        client.get(path)
    assert everything() == before
