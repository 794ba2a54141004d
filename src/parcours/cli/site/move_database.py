"""`parcours move-database`: from SQLite to PostgreSQL."""

import argparse
import json
import re
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.db import connection

from parcours.backups.move import Moved, move
from parcours.cli.console import Console
from parcours.cli.site.database import answers
from parcours.cli.site.faults import REFUSED, Refused, said


def run(options: argparse.Namespace, console: Console) -> int:
    """Move; return 2 where that cannot be done."""
    say = console.say
    source = dj_database_url.parse(options.source or f"sqlite:///{settings.DATA / 'parcours.sqlite3'}")
    if source["ENGINE"] != "django.db.backends.sqlite3" or connection.vendor != "postgresql":
        console.progress(say("This site does not use SQLite: there is nothing to move."))
        return REFUSED
    if not answers():
        console.progress(say("The database does not answer. `parcours check` says what to do."))
        return REFUSED
    try:
        with said(console):
            moved = move(Path(source["NAME"]))
    except Refused:
        return REFUSED
    if console.as_json:
        console.result(json.dumps({"rows": dict(moved.rows), "kept_as": str(moved.kept_as)}, indent=2))
    else:
        _tell(moved, options.url, console)
    return 0


def _tell(moved: Moved, url: str, console: Console) -> None:
    say = console.say
    for table, rows in sorted(moved.rows.items()):
        if rows:
            console.result(f"  {table:<40} {say.number(rows):>12}")
    console.result(
        say(
            "{rows} in {tables} are in PostgreSQL now, and the same on both sides.",
            rows=say.plural("{n} row", "{n} rows", sum(moved.rows.values())),
            tables=say.plural("{n} table", "{n} tables", len(moved.rows)),
        )
    )
    for table in moved.left:
        console.result(say("The table {table} is none of this version’s: it was left behind.", table=table))
    console.result(say("Put this into the settings, before the site and its worker start again:"))
    console.result(f"  DATABASE_URL='{re.sub(r'(?<=:)[^:@/]+(?=@)', '…', url)}'")
    console.result(
        say("The SQLite database is kept as {file}. Delete it when you are content.", file=moved.kept_as)
    )
