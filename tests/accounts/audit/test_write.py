"""An entry joins the chain with the change it reports, and nothing takes it out again."""

import pytest
from django.db import DatabaseError, connection, transaction
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Actor, system
from parcours.accounts.audit import record
from parcours.accounts.models import AuditContent, AuditEntry, Membership, Organization
from parcours.accounts.models.audit import INSTALLATION
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


def test_entries_follow_each_other(north: Organization) -> None:
    anna = factories.member(north, Role.MENTOR)
    with scope(organization=north):
        row = Membership.objects.get()
        by = Actor(north, user=anna)
        first = record(by=by, verb="membership.ended", what=row, about=anna, role="mentor")
        second = record(by=by, verb="membership.ended", what=row, about=anna, role="mentor")
    assert (first.number, second.number, second.previous) == (1, 2, first.hash)
    assert first.chain_id == north.pk


def test_what_concerns_no_organization_has_a_chain_of_its_own() -> None:
    entry = record(by=system(None), verb="organization.added")
    assert (entry.chain_id, entry.organization) == (INSTALLATION, None)


def test_the_chain_itself_says_nothing_readable(north: Organization) -> None:
    anna = factories.member(north, Role.MENTOR, name="Anna Canary")
    entry = record(by=Actor(north, user=anna), verb="membership.ended", about=anna, note="canary")
    with scopes_disabled():
        sealed = bytes(AuditContent.objects.get(entry=entry).sealed)
    assert b"canary" not in sealed
    assert str(anna.pk) not in {entry.actor, entry.about, entry.what}


def test_a_person_has_one_pseudonym(north: Organization) -> None:
    anna, ben = factories.user(), factories.user()
    by = Actor(north, user=anna)
    first, second = record(by=by, verb="a", about=anna), record(by=by, verb="b", about=ben)
    assert first.actor == first.about == second.actor != second.about


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(by=system(None), verb="organization.added")


@pytest.mark.parametrize(
    "change", ["UPDATE accounts_auditentry SET verb = 'nothing'", "DELETE FROM accounts_auditentry"]
)
def test_the_database_refuses_to_change_an_entry(change: str) -> None:
    record(by=system(None), verb="organization.added")
    with scopes_disabled():
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(change)
        assert AuditEntry.objects.get().verb == "organization.added"
