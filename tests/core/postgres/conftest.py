"""Two organizations, whose rows are told apart by their number."""

import pytest

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from tests import factories


@pytest.fixture
def north() -> Organization:
    """An organization with one member."""
    made = factories.organization("north")
    factories.member(made, Role.MENTOR)
    return made


@pytest.fixture
def south() -> Organization:
    """An organization with two members."""
    made = factories.organization("south")
    factories.member(made, Role.MENTOR)
    factories.member(made, Role.PARTICIPANT)
    return made
