"""PostgreSQL itself withholds what is not in scope, whatever the code forgets: case T09."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.state import ProjectState
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.audit import record
from parcours.accounts.models import AuditChain, AuditContent, AuditEntry, Membership, Organization
from parcours.accounts.queries import places_across
from parcours.accounts.roles import Role
from parcours.core.postgres.policies import POLICY, Guard
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no policies"),
]

GUARDED = [model for model in apps.get_models() if hasattr(model._default_manager, "with_scopes_disabled")]  # noqa: SLF001
TABLES = sorted(model._meta.db_table for model in GUARDED)  # noqa: SLF001 - documented


def seen(table: str = "accounts_membership") -> int:
    """How many rows of a table the server gives to somebody who asks it by hand."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own tables
        return int(cursor.fetchone()[0])


def change(sql: str, *values: int) -> int:
    """Change rows by hand, and return how many were."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


@contextmanager
def without_the_policy(table: str = "accounts_membership") -> Iterator[None]:
    """With the policy switched off; afterwards all is as before."""
    with transaction.atomic():
        change("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding is not altered
        change(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        yield
        transaction.set_rollback(True)


def test_t09_every_table_of_rows_of_organizations_has_its_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
            " WHERE relrowsecurity AND relforcerowsecurity AND polname = %s ORDER BY relname",
            [POLICY],
        )
        assert [name for (name,) in cursor.fetchall()] == TABLES


@pytest.mark.usefixtures("north", "south")
def test_t09_without_a_scope_no_row_is_read() -> None:
    assert seen() == 0
    with without_the_policy():
        assert seen() == 3


def test_t09_in_scope_the_organization_s_rows_are_read(north: Organization, south: Organization) -> None:
    with scope(organization=north):
        assert seen() == 1
    with scope(organization=south):
        assert seen() == 2
        with scope(organization=north):
            assert seen() == 1
            with scopes_disabled():
                assert seen() == 3
        assert seen() == 2
    assert seen() == 0


INSERT = (
    "INSERT INTO accounts_membership (organization_id, user_id, role, since, called, email)"
    " VALUES (%s, %s, 'mentor', now(), '', '')"
)


def test_t09_a_row_for_another_organization_is_refused(north: Organization, south: Organization) -> None:
    someone = factories.user()
    with scope(organization=north), pytest.raises(ProgrammingError), transaction.atomic():
        change(INSERT, south.pk, someone.pk)
    with pytest.raises(ProgrammingError), transaction.atomic():
        change(INSERT, south.pk, someone.pk)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Membership.objects.create(organization=north, user=someone, role=Role.MENTOR)
    with scope(organization=south):
        assert (change(INSERT, south.pk, someone.pk), seen()) == (1, 3)


@pytest.mark.parametrize(
    "how", ["UPDATE accounts_membership SET called = 'x'", "DELETE FROM accounts_membership"]
)
def test_t09_other_organizations_rows_are_neither_changed_nor_deleted(
    how: str, north: Organization, south: Organization
) -> None:
    with without_the_policy():
        assert change(how) == 3
    assert change(how) == 0
    with scope(organization=north):
        assert change(how) == 1
    with scope(organization=south):
        assert Membership.objects.exclude(called="x").count() == 2


def test_t09_a_row_is_not_moved_to_another_organization(north: Organization, south: Organization) -> None:
    with scope(organization=north), pytest.raises(ProgrammingError), transaction.atomic():
        change("UPDATE accounts_membership SET organization_id = %s", south.pk)


def test_t09_the_log_is_withheld_with_what_is_readable_in_it(
    north: Organization, south: Organization
) -> None:
    for of in (north, south, None):
        record(by=system(of), verb="organization.changed")
    tables = [model._meta.db_table for model in (AuditChain, AuditEntry, AuditContent)]  # noqa: SLF001
    assert [seen(table) for table in tables] == [0, 0, 0]
    for of in (north, None):
        with scope(organization=of):
            assert [seen(table) for table in tables] == [1, 1, 1]
            assert AuditEntry.objects.get(number=1, organization=of).content.sealed
    with scopes_disabled():
        assert [seen(table) for table in tables] == [3, 3, 3]
    with scope(organization=north), pytest.raises(DatabaseError), transaction.atomic():
        change("INSERT INTO accounts_auditcontent SELECT id, '', '', '', NULL, NULL FROM accounts_auditentry")


def test_t09_what_reads_across_organizations_still_does(north: Organization, south: Organization) -> None:
    anna = factories.member(north, Role.MENTOR)
    factories.join(south, anna, Role.COORDINATOR)
    with scope(organization=north):
        assert [place.slug for place, _roles in places_across(anna)] == ["north", "south"]
        assert seen() == 2


def test_t09_the_policies_go_with_their_migration_and_come_back() -> None:
    factories.member(factories.organization(), Role.MENTOR)
    guard, tables = Guard("membership"), ProjectState.from_apps(apps)
    change("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding is not altered
    with connection.schema_editor() as editor:
        guard.database_backwards("accounts", editor, tables, tables)
    assert seen() == 1
    with connection.schema_editor() as editor:
        guard.database_forwards("accounts", editor, tables, tables)
    assert seen() == 0
