"""A query without an organization raises, and a row never points into another organization."""

import pytest
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from parcours.accounts.models import Membership
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_t05_a_query_outside_a_scope_raises() -> None:
    with pytest.raises(ScopeError):
        list(Membership.objects.all())


def test_a_scope_shows_its_own_rows_only() -> None:
    ours, theirs = factories.organization(), factories.organization()
    anna = factories.member(ours, Role.MENTOR)
    factories.member(theirs, Role.MENTOR)
    with scope(organization=ours):
        assert [membership.user for membership in Membership.objects.all()] == [anna]
