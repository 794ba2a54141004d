"""Where the database stands: which changes of the tables it has, lacks, or has from a version that came later."""

from collections.abc import Iterable
from typing import Any

from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from parcours.core.from_nothing import is_empty, make_tables


def applied(database: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of the migrations that the database has, in the order of their names."""
    recorder = MigrationRecorder(connections[database])
    return sorted(f"{app}.{name}" for app, name in recorder.applied_migrations())


def pending(database: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of the migrations that the database lacks, in the order to apply them."""
    executor = MigrationExecutor(connections[database])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def unknown(names: Iterable[str]) -> list[str]:
    """Return those of ``names`` that this version does not know: another, newer version made them."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in (*loader.disk_migrations, *loader.graph.nodes)}
    return sorted(set(names) - known)


class _Whole(MigrationExecutor):
    """Applies a migration, and notes that it did, in one transaction.

    The framework notes some only afterwards. Whoever was killed in between was left with tables that every further
    upgrade stumbled over (docs/adr/0046).
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, *given: Any, **more: Any
    ) -> ProjectState:
        if not migration.atomic:
            return super().apply_migration(state, migration, *given, **more)
        # SQLite turns the check of keys off only outside a transaction, and a table is remade without it.
        with self.connection.constraint_checks_disabled(), transaction.atomic(self.connection.alias):
            return super().apply_migration(state, migration, *given, **more)


def apply_missing() -> None:
    """Bring the database to this version; whenever that is cut off, doing it again goes on from there."""
    executor = _Whole(connection)
    if is_empty(connection):
        make_tables(executor)
    else:
        executor.migrate(executor.loader.graph.leaf_nodes())
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
