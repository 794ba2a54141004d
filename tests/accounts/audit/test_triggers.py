"""The triggers of the audit log go with their migration and come back with it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django_scopes import scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.audit import record

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BEFORE = [("accounts", "0002_audit")]
CHANGE = "UPDATE accounts_auditentry SET verb = 'nothing'"


def change() -> None:
    with scopes_disabled(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGE)


def test_the_migration_can_be_undone_and_done_again() -> None:
    with transaction.atomic():
        record(by=system(None), verb="organization.added")
    MigrationExecutor(connection).migrate(BEFORE)
    change()
    again = MigrationExecutor(connection)
    again.migrate(again.loader.graph.leaf_nodes())
    with pytest.raises(DatabaseError):
        change()
