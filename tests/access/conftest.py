"""Two furnished organizations, and a browser of whoever may do most in one of them."""

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests.access.forms import signed_in
from tests.access.walk import furnish
from tests.access.world import World, make
from tests.web.conftest import mails_leave

__all__ = ["mails_leave"]


def _furnished(slug: str) -> World:
    world = make(slug)
    furnish(world)
    return world


@pytest.fixture
def ours() -> World:
    """An organization with somebody in every role, and a row of everything."""
    return _furnished("ours")


@pytest.fixture
def theirs() -> World:
    """Another one."""
    return _furnished("theirs")


@pytest.fixture
def administrator(ours: World) -> Client:
    """The browser of our administrator, who has just entered their password. A 500 is an answer."""
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    client.raise_request_exception = False
    return client
