"""The triggers of the audit log go with their migration and come back with it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django_scopes import scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.audit import record
from parcours.accounts.models import AuditEntry

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BEFORE, MIGRATION = ("accounts", "0002_audit"), ("accounts", "0003_audit_triggers")
CHANGE = "UPDATE accounts_auditentry SET verb = 'nothing'"


def change() -> None:
    with scopes_disabled(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGE)


@pytest.mark.parametrize("statement", [CHANGE, "DELETE FROM accounts_auditentry"])
def test_t54_the_database_itself_refuses(statement: str) -> None:
    with transaction.atomic():
        entry = record(by=system(None), verb="organization.added")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with scopes_disabled():
        assert list(AuditEntry.objects.values_list("hash", "verb")) == [(entry.hash, "organization.added")]


def test_the_migration_can_be_undone_and_done_again() -> None:
    with transaction.atomic():
        record(by=system(None), verb="organization.added")
    loader = MigrationExecutor(connection).loader  # this one alone: test_migrations.py undoes them all
    migration, tables = loader.get_migration(*MIGRATION), loader.project_state(BEFORE)
    with connection.schema_editor() as editor:
        migration.unapply(tables.clone(), editor)
    change()
    with connection.schema_editor() as editor:
        migration.apply(tables.clone(), editor)
    with pytest.raises(DatabaseError):
        change()
