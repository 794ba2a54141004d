"""Two furnished organizations, and a browser of whoever may do most in one of them."""

from collections.abc import Iterator, Mapping
from copy import deepcopy

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from parcours.accounts.roles import Role
from tests.access.forms import signed_in
from tests.access.walk import furnish
from tests.access.world import World, make
from tests.rows import made_once
from tests.web.conftest import mails_leave

__all__ = ["mails_leave"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What these run is covered by the tests of each page; to count it again takes as long as all the rest."""
    for item in items:
        if item.nodeid.startswith("tests/access/"):
            item.add_marker(pytest.mark.no_cover)


def _furnished(slug: str) -> World:
    world = make(slug)
    furnish(world)
    return world


@pytest.fixture(scope="module")
def furnished(
    django_db_setup: None,  # noqa: ARG001 - there is a database first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Mapping[str, World]]:
    """Both organizations, for a whole file of tests."""
    with made_once(
        django_db_blocker, lambda: {slug: _furnished(slug) for slug in ("ours", "theirs")}
    ) as made:
        yield made


@pytest.fixture
def ours(furnished: Mapping[str, World]) -> World:
    """An organization with somebody in every role, and a row of everything."""
    return deepcopy(furnished["ours"])


@pytest.fixture
def theirs(furnished: Mapping[str, World]) -> World:
    """Another one."""
    return deepcopy(furnished["theirs"])


@pytest.fixture
def administrator(ours: World) -> Client:
    """The browser of our administrator, who has just entered their password. A 500 is an answer."""
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    client.raise_request_exception = False
    return client
