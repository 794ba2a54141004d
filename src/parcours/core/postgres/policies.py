"""The policies by which PostgreSQL gives an organization's rows in that organization's scope only.

    operations = [Guard("membership"), Guard("auditcontent", through="entry")]

in a migration of the app. They bind the owner of the tables too; nobody who is a superuser or has BYPASSRLS.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, Model

SETTING = "parcours.organization"
"""The setting of the session that says whose rows may be seen: an organization's number, or one of these."""
NOBODY, EVERYBODY, INSTALLATION = "", "*", "0"

POLICY = "only_in_scope"

# Sub-queries, so that the setting is read once for a query and not once for a row.
_EVERYBODY = f"(SELECT current_setting('{SETTING}', true) = '{EVERYBODY}')"
_WHOSE = f"(SELECT nullif(nullif(current_setting('{SETTING}', true), '{EVERYBODY}'), '{NOBODY}')::bigint)"


class Guard(Operation):
    """Withhold the rows of a table outside their organization's scope.

    ``through`` names a foreign key to another guarded table, where that says whose the rows are. Rows of no
    organization are the installation's.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, through: str = "") -> None:
        self.model_name, self.through = model_name, through

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: the models know nothing of it."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, _before: ProjectState, after: ProjectState
    ) -> None:
        """Make the policy, and have it bind the owner of the table as well."""
        model = after.apps.get_model(app_label, self.model_name)
        self._execute(
            editor,
            model,
            f"CREATE POLICY {POLICY} ON {{table}} USING ({self._condition(model)})",
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        )

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, _after: ProjectState
    ) -> None:
        """Take the policy away."""
        self._execute(
            editor,
            before.apps.get_model(app_label, self.model_name),
            "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY",
            f"DROP POLICY {POLICY} ON {{table}}",
        )

    def _execute(self, editor: BaseDatabaseSchemaEditor, model: type[Model], *statements: str) -> None:
        if editor.connection.vendor == "postgresql":
            for statement in statements:
                editor.execute(statement.format(table=_table(model)))

    def _condition(self, model: type[Model]) -> str:
        """Return what a row must fulfil to be seen, written, changed or deleted."""
        field = model._meta.get_field(self.through or "organization")  # noqa: SLF001 - documented
        assert isinstance(field, ForeignKey)  # noqa: S101 - of a guarded table
        column = f'{_table(model)}."{field.column}"'
        if self.through:
            other = field.remote_field.model
            key = other._meta.pk.column  # noqa: SLF001 - documented
            row = f'SELECT FROM {_table(other)} AS whose WHERE whose."{key}" = {column}'
            return f"{_EVERYBODY} OR EXISTS ({row})"
        return f"{_EVERYBODY} OR {f'coalesce({column}, {INSTALLATION})' if field.null else column} = {_WHOSE}"

    def describe(self) -> str:
        """Say what this does, as `migrate --plan` shows it."""
        return f"Withhold rows of {self.model_name} outside their organization’s scope"


def _table(model: type[Model]) -> str:
    return f'"{model._meta.db_table}"'  # noqa: SLF001 - documented
