"""A site whose database is that of an older version, or empty, and what an upgrade makes of it."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_scopes import scopes_disabled

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import Membership, Organization, User
from parcours.cli.site.database import let_go
from parcours.core.schema import applied, pending
from tools.drills.ground import replace
from tools.drills.north import add_mentors, found_north

NEAR, OLD, NOTHING = "from a version hardly older", "from an older version", "from nothing"
_VERSIONS = {NEAR: ("applications", "0007_drafts"), OLD: ("accounts", "0012_consent")}
"""What these had: all migrations but a few, and less than half of them."""
PEOPLE = 10

_SCHEMA = {
    "sqlite": "SELECT type, name, tbl_name, sql FROM sqlite_master",
    "postgresql": """
        SELECT 'column', table_name, column_name || ' ' || data_type || ' ' || is_nullable, column_default
            FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
            FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'policy', tablename, policyname, coalesce(qual, '') || coalesce(with_check, '')
            FROM pg_policies
        UNION ALL SELECT 'function', proname, pg_get_function_arguments(oid), prosrc
            FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    """,
}


class Seen(NamedTuple):
    """What a database has: its migrations, its tables and all beside them, and its rows."""

    applied: list[str]
    schema: list[tuple[object, ...]]
    rows: list[object]


class MigrationSite:
    """The site of the environment, and what it begins a round with."""

    def __init__(self, folder: Path, starts: Sequence[str]) -> None:
        """Make the databases of ``starts``, of which each is older than the one before."""
        self._folder = folder
        self._name: str = connection.settings_dict["NAME"]
        self._whole: dict[str, object] = {}
        here, _admin = found_north()
        add_mentors(here, PEOPLE)
        self._rows = _rows()
        for start in starts:
            self._keep(start)

    def _keep(self, start: str) -> None:
        """Keep the database that a round from ``start`` begins with."""
        if start in _VERSIONS:
            MigrationExecutor(connection).migrate([_VERSIONS[start]])
        let_go()
        if connection.vendor == "postgresql":
            replace(self._kept(start), self._name if start in _VERSIONS else "template0")
        elif start in _VERSIONS:
            shutil.copy(self._name, self._kept(start))
        else:
            Path(self._kept(start)).touch()

    def _kept(self, start: str) -> str:
        """Return the name of that database."""
        if connection.vendor == "postgresql":
            return f"{self._name} {start}"
        return str(self._folder / start)

    def begin(self, start: str) -> None:
        """Make the database that of ``start``."""
        let_go()
        if connection.vendor == "sqlite":
            for file in Path(settings.DATA).glob("parcours.sqlite3*"):
                file.unlink()
            shutil.copy(self._kept(start), self._name)
        else:
            replace(self._name, self._kept(start))

    def remember(self, start: str) -> None:
        """Take what is there now for what an upgrade from ``start`` makes."""
        self._whole[start] = schema()
        self._compare(start)

    def seen(self, start: str) -> Seen:
        """Return what is there now."""
        seen = Seen(applied(), schema(), _rows() if start in _VERSIONS else [])
        let_go()
        return seen

    def left(self) -> int:
        """Return how many migrations are still to be applied."""
        left = len(pending())
        let_go()
        return left

    def check(self, start: str) -> None:
        """Stop with a sentence unless the upgrade ended whole and every row is there."""
        if pending():
            raise SystemExit("an upgrade that has ended left migrations")
        if schema() != self._whole[start]:
            raise SystemExit("an upgrade that was killed and done again left another database")
        self._compare(start)

    def _compare(self, start: str) -> None:
        if start in _VERSIONS and _rows() != self._rows:
            raise SystemExit("rows were lost, or changed")
        if any(verdict.fault for verdict in verify_all()):
            raise SystemExit("the audit log does not hold")
        let_go()


def schema() -> list[tuple[object, ...]]:
    """Return every table, index, trigger and policy, in words of the database."""
    with connection.cursor() as cursor:
        cursor.execute(_SCHEMA[connection.vendor])
        return sorted(cursor.fetchall(), key=repr)


def _rows() -> list[object]:
    with scopes_disabled():
        return [
            *User.objects.order_by("pk").values_list("pk", "email", "name"),
            *Organization.objects.order_by("pk").values_list("pk", "slug", "name_en"),
            *Membership.objects.order_by("pk").values_list("pk", "user", "role"),
        ]
