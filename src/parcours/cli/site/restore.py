"""`parcours restore`: a backup in the place of what is there."""

import argparse
import json
from pathlib import Path

from django.db import connection

from parcours.backups.restore import Restored, restore
from parcours.cli.console import Console
from parcours.cli.site.audit import sentence_of
from parcours.cli.site.backup import content
from parcours.cli.site.database import answers, upgrade
from parcours.cli.site.faults import REFUSED, Refused, said

LOG_BROKEN = 1


def run(options: argparse.Namespace, console: Console) -> int:
    """Restore; return 2 where that cannot be done, 1 where it was and the audit log of the backup does not hold."""
    if connection.vendor != "sqlite" and not answers():  # a SQLite that cannot be read is replaced
        console.progress(console.say("The database does not answer. `parcours check` says what to do."))
        return REFUSED
    try:
        with said(console):
            done = restore(options.file, replace=options.replace)
    except Refused:
        return REFUSED
    upgrade()  # what is not in the database: the static files
    if console.as_json:
        console.result(_as_json(done))
    else:
        tell(done, options.file, console)
    return LOG_BROKEN if any(verdict.fault for verdict in done.log) else 0


def tell(done: Restored, file: Path, console: Console) -> None:
    """Say what was done, and what is left to do."""
    say = console.say
    console.result(say("Restored: {content}.", content=content(done.manifest, file, say)))
    if done.before:
        console.result(say("What was here before is in {file}.", file=done.before))
    if done.unreadable:
        console.result(
            say("The database that was here could not be read. It is kept as {file}.", file=done.unreadable)
        )
    if done.upgraded:
        console.result(
            say.plural(
                "{n} change of the database was applied.",
                "{n} changes of the database were applied.",
                len(done.upgraded),
            )
        )
    for what, count in done.fulfilled:
        if count:
            console.result(say(what, n=say.number(count)))
    if done.forgot:
        console.result(
            say(
                "The database that was here could not say who was erased since the backup. Erase them again, from your "
                "own notes."
            )
        )
    if not done.signs_the_same:
        console.result(say("The secret key is another than then: links in letters sent before do not open."))
    console.result(say("Audit log:"))
    for verdict in done.log:
        console.result(f"  {sentence_of(verdict, say)}")
    console.result(say("Start the site and its worker."))


def _as_json(done: Restored) -> str:
    rows = {name: table.rows for name, table in done.manifest.database.tables.items()}
    said = {
        "rows": rows,
        "files": done.files,
        "before": str(done.before) if done.before else None,
        "unreadable": str(done.unreadable) if done.unreadable else None,
        "upgraded": done.upgraded,
        "audit_log_holds": not any(verdict.fault for verdict in done.log),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
