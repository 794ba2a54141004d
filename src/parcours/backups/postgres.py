"""PostgreSQL: a backup is every table, copied out in one snapshot; a restore copies them in, in one transaction.

Nothing but the database's own COPY is used, so neither the programs of the server nor their version matter
(docs/adr/0060).
"""

import hashlib
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django_scopes import scopes_disabled
from psycopg import sql

from parcours.backups.archive import Archive, Write, Writer
from parcours.backups.faults import IN_USE, Fault
from parcours.backups.manifest import Database, Table
from parcours.core.from_nothing import make_tables
from parcours.core.language import N_
from parcours.core.schema import applied

type Cursor = Any
"""The framework's cursor, which hands on the driver's methods."""

FOLDER = "database/"
_WAIT = 10
_TABLES = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
AND NOT c.relispartition AND NOT EXISTS (
  SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1"""
_COLUMNS = """
SELECT a.attname FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
AND a.attgenerated = '' ORDER BY a.attnum"""
_KEY = """
SELECT a.attname FROM pg_index i CROSS JOIN unnest(i.indkey::int[]) WITH ORDINALITY k(number, place)
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY k.place"""
_COUNTERS = """
SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relname = ANY(%s) AND c.relnamespace = current_schema()::regnamespace
AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL ORDER BY 1, 2"""
_FUNCTIONS = """
SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
"""
_OTHERS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user
AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""
_GUARDED = "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relforcerowsecurity"


def add_database(writer: Writer) -> Database:
    """Add the database as it is at one moment, while people write."""
    with alone_across(), connection.cursor() as cursor:
        # Of the session, so that whatever comes first in the transaction, the snapshot is one for all of it.
        cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        with transaction.atomic():
            return _add(writer, cursor)


def _add(writer: Writer, cursor: Cursor) -> Database:
    cursor.execute("SELECT current_setting('server_version')")
    version = cursor.fetchone()[0]
    names = tables(cursor)
    contents = {}
    for name in names:
        with writer.member(f"{FOLDER}{name}.copy") as write:
            contents[name] = _copied_out(cursor, name, write)
    return Database("postgresql", version, tuple(applied()), contents, counters(cursor, names))


def tables(cursor: Cursor) -> list[str]:
    """Return the names of the site's tables, but for those of the cache, which holds nothing that is kept."""
    caches = {cache["LOCATION"] for cache in settings.CACHES.values() if "DatabaseCache" in cache["BACKEND"]}
    cursor.execute(_TABLES)
    return [name for (name,) in cursor.fetchall() if name not in caches]


def _copied_out(cursor: Cursor, table: str, write: Write) -> Table:
    """Write a table's rows in the order of their keys, as COPY has them: a line a row."""
    cursor.execute("SET LOCAL TIME ZONE 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL bytea_output = 'hex'")
    columns, key = [_names(cursor, query, table) for query in (_COLUMNS, _KEY)]
    what = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        _listed(columns), sql.Identifier(table), _listed(key or columns)
    )
    digest, rows = hashlib.sha256(), 0
    with cursor.copy(what) as lines:
        for line in lines:
            digest.update(line)
            rows += bytes(line).count(b"\n")
            write(bytes(line))
    return Table(rows, digest.hexdigest(), tuple(columns))


def _names(cursor: Cursor, query: str, table: str) -> list[str]:
    cursor.execute(query, [connection.ops.quote_name(table)])
    return [name for (name,) in cursor.fetchall()]


def _listed(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def counters(cursor: Cursor, names: list[str]) -> dict[str, int]:
    """Return the last number that each table's own counter gave out."""
    cursor.execute(_COUNTERS, [names])
    given = {}
    for table, column, counter in cursor.fetchall():
        cursor.execute(f"SELECT last_value, is_called FROM {counter}")  # noqa: S608 - quoted by the database
        last, is_called = cursor.fetchone()
        if is_called:
            given[f"{table}.{column}"] = last
    return given


def set_counters(cursor: Cursor, given: dict[str, int]) -> None:
    """Have each counter go on from the last number it gave out."""
    for name, last in given.items():
        table, column = name.split(".")
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
            [connection.ops.quote_name(table), column, last],
        )


@contextmanager
def alone_across() -> Iterator[None]:
    """Have the framework use one connection, of its own, and see the rows of every organization."""
    options = connection.settings_dict["OPTIONS"]
    pool = options.get("pool")
    _let_go()
    options["pool"] = False
    try:
        with scopes_disabled():
            yield
    finally:
        connection.close()
        options["pool"] = pool


def _let_go() -> None:
    connection.close()
    kept = connections[DEFAULT_DB_ALIAS]
    if isinstance(kept, DatabaseWrapper):
        kept.close_pool()


class Target:
    """The database that is to be replaced; nobody else can write to it until this is over. Made by `held`."""

    is_unreadable = False
    kept_as = None

    def __init__(self, names: list[str]) -> None:
        """Take the names of its tables, none where it is empty."""
        self._names = names
        self.is_there = bool(names)

    @contextmanager
    def before(self) -> Iterator[None]:
        """Have the framework read the database as it was."""
        yield

    def add_to(self, writer: Writer) -> Database:
        """Add the database as it was to a backup."""
        with connection.cursor() as cursor:
            return _add(writer, cursor)

    @contextmanager
    def replaced(self, archive: Archive) -> Iterator[None]:
        """Have the framework use the database of the backup, which is there for everybody when `held` ends."""
        wanted = archive.manifest.database
        with connection.cursor() as cursor:
            if self._names and tuple(applied()) != wanted.migrations:
                _drop(cursor)
                self._names = []
            if not self._names:
                build(wanted.migrations)
            there = tables(cursor)
            with loading(cursor, there):
                for name in wanted.tables:
                    _copied_in(cursor, archive, name, there)
            set_counters(cursor, dict(wanted.counters))
            archive.check({name: _copied_out(cursor, name, len) for name in there})
        yield


@contextmanager
def held() -> Iterator[Target]:
    """Give the site's database, which nobody else can use until the block ends. Raises Fault where it is in use."""
    with alone_across(), _nobody_else(), transaction.atomic():
        with connection.cursor() as cursor:
            names = tables(cursor)
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            if names:
                quoted = ", ".join(map(connection.ops.quote_name, names))
                try:
                    cursor.execute(f"LOCK TABLE {quoted} IN ACCESS EXCLUSIVE MODE")
                except OperationalError as problem:
                    raise Fault(IN_USE) from problem
        yield Target(names)


@contextmanager
def _nobody_else() -> Iterator[None]:
    """Wait a little until nobody else is connected: the server notices with delay that a client was killed."""
    until = time.monotonic() + _WAIT
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS)
        while cursor.fetchone()[0]:
            if time.monotonic() > until:
                raise Fault(IN_USE)
            time.sleep(0.1)
            cursor.execute(_OTHERS)
    yield


def build(migrations: Collection[str]) -> None:
    """Make the tables in the empty database as they were after ``migrations``; at once where those are all."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = [
        (migration, backwards)
        for migration, backwards in executor.migration_plan(leaves)
        if f"{migration.app_label}.{migration.name}" in migrations
    ]
    if len(plan) == len(executor.loader.graph.nodes):
        make_tables(executor)
    else:
        executor.migrate(leaves, plan=plan)
    call_command("createcachetable", verbosity=0)


@contextmanager
def loading(cursor: Cursor, names: list[str]) -> Iterator[None]:
    """Empty the tables ``names``, and have nothing in the database look at the rows that come in.

    Triggers of ours, and the guard over each organization's rows, are for what people do; foreign keys and constraints
    stay.
    """
    quote = connection.ops.quote_name
    cursor.execute(_GUARDED, [names])
    guarded = [name for (name,) in cursor.fetchall()]
    for name in names:
        cursor.execute(f"ALTER TABLE {quote(name)} DISABLE TRIGGER USER")
    for name in guarded:
        cursor.execute(f"ALTER TABLE {quote(name)} NO FORCE ROW LEVEL SECURITY")
    if names:
        cursor.execute(f"TRUNCATE {', '.join(map(quote, names))}")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # rows come table by table
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name in guarded:
        cursor.execute(f"ALTER TABLE {quote(name)} FORCE ROW LEVEL SECURITY")
    for name in names:
        cursor.execute(f"ALTER TABLE {quote(name)} ENABLE TRIGGER USER")


def _copied_in(cursor: Cursor, archive: Archive, table: str, there: list[str]) -> None:
    if table not in there:
        raise Fault(N_("The backup has a table {table} that this version does not know."), table=table)
    with cursor.copy(into_table(table, archive.manifest.database.tables[table].columns)) as lines:
        for chunk in archive.chunks(f"{FOLDER}{table}.copy"):
            lines.write(chunk)


def into_table(table: str, columns: Sequence[str]) -> sql.Composed:
    """Return the statement that takes rows in."""
    return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _listed(columns))


def _drop(cursor: Cursor) -> None:
    """Drop every table and function of the site's, whatever version made them; the database remains."""
    cursor.execute(_TABLES)
    names = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
    cursor.execute(f"DROP TABLE {', '.join(names)} CASCADE")
    cursor.execute(_FUNCTIONS)
    for (function,) in cursor.fetchall():
        cursor.execute(f"DROP FUNCTION {function} CASCADE")
