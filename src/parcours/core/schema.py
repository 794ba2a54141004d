"""Where the database stands: which changes of the tables it has, lacks, or has from a version that came later."""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


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
