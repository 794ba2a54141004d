"""Lists sort by what people are called, whatever its capitals and accents, and keep up with it."""

import pytest
from django_scopes import scope

from parcours.accounts.models import Membership
from parcours.accounts.queries import memberships
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_capitals_and_accents_do_not_matter() -> None:
    ours = factories.organization()
    for name in ("Zoé", "Élodie", "anna", "Emil"):
        factories.member(ours, Role.MENTOR, name=name)
    with scope(organization=ours):
        assert [row.user.name for row in memberships()] == ["anna", "Élodie", "Emil", "Zoé"]


def test_somebody_without_a_name_sorts_by_the_address() -> None:
    assert factories.user("Anna@example.org", name="").called == "anna@example.org"


def test_another_name_sorts_anew_in_every_organization() -> None:
    ours, theirs = factories.organization(), factories.organization()
    anna = factories.member(ours, Role.MENTOR, name="Anna")
    with scope(organization=theirs):
        Membership.objects.create(organization=theirs, user=anna, role=Role.FUNDER)
    anna.name = "Zoé"
    anna.save(update_fields=["name"])
    for organization in (ours, theirs):
        with scope(organization=organization):
            assert [row.called for row in memberships()] == ["zoe"]


def test_another_address_is_known_to_every_membership() -> None:
    ours = factories.organization()
    anna = factories.member(ours, Role.MENTOR, name="Anna")
    anna.email = "other@example.org"
    anna.save(update_fields=["email"])
    with scope(organization=ours):
        assert [row.email for row in memberships()] == ["other@example.org"]
