"""All tables at once, where a database is empty.

Going through the migrations takes the framework seconds, most of them for making its models anew after each change of
one. Where there is nothing to change yet, the tables are made as the last migration leaves them; that both ways end the
same is tested (docs/adr/0142).
"""

from functools import partial

from django.db import router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.models import Model

from parcours.core.postgres.policies import Guard

_BESIDE_TABLES = (Guard, RunPython, RunSQL)


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the database has no table at all, ours or anybody’s."""
    return not connection.introspection.table_names()


def make_tables(executor: MigrationExecutor) -> None:
    """Make every table as it is after the last migration, and note all migrations as applied: whole or not at all."""
    connection = executor.connection
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    last = executor.loader.project_state()
    with connection.constraint_checks_disabled(), transaction.atomic(connection.alias):
        with connection.schema_editor() as editor:
            for model in filter(partial(_has_table, connection), last.apps.get_models()):
                editor.create_model(model)
            for migration, _backwards in plan:
                for operation in migration.operations:
                    if _is_needed(migration, operation):
                        operation.database_forwards(migration.app_label, editor, last, last)
        executor.recorder.ensure_schema()
        for migration, _backwards in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)


def _has_table(connection: BaseDatabaseWrapper, model: type[Model]) -> bool:
    can_migrate = model._meta.can_migrate(connection)  # noqa: SLF001 - as the framework’s own operations ask
    return can_migrate and router.allow_migrate_model(connection.alias, model)


def _is_needed(migration: Migration, operation: Operation) -> bool:
    """Whether it puts something beside the tables. What converts rows finds none; so do packages’ own steps."""
    return (
        isinstance(operation, _BESIDE_TABLES)
        and not operation.elidable
        and migration.__module__.startswith("parcours.")
    )
