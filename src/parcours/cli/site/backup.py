"""`parcours backup`: a backup, or whether one is whole."""

import argparse
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from parcours.backups.files import in_backup
from parcours.backups.fit import signs_the_same, verified
from parcours.backups.make import back_up, back_up_into
from parcours.backups.manifest import Manifest
from parcours.cli.console import Console
from parcours.cli.site.database import answers
from parcours.cli.site.faults import REFUSED, Refused, said
from parcours.core.language import Language

_KIND = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000


def run(options: argparse.Namespace, console: Console) -> int:
    """Do what was asked; return 2 where it cannot be done, or the backup is not whole."""
    folder, keep = options.to_folder or settings.BACKUP_FOLDER, options.keep or settings.BACKUPS_KEPT
    try:
        with said(console):
            match options.words:
                case ["verify", file]:
                    return _verify(Path(file), console)
                case [file] if file != "verify" and not options.to_folder:
                    return _make(partial(_to_file, Path(file)), console)
                case [] if folder and keep > 0:
                    return _make(partial(back_up_into, Path(folder), keep), console)
                case _:
                    console.progress(
                        console.say("Give one file, or verify and a file, or --to-folder with a folder.")
                    )
                    return REFUSED
    except Refused:
        return REFUSED


def _to_file(path: Path) -> tuple[Path, Manifest]:
    return path, back_up(path)


def _make(make: Callable[[], tuple[Path, Manifest]], console: Console) -> int:
    say = console.say
    if not answers():
        console.progress(say("The database does not answer. `parcours check` says what to do."))
        return REFUSED
    path, manifest = make()
    if console.as_json:
        console.result(_as_json(path, manifest))
    else:
        console.result(
            say("{file} is written and sealed: {content}.", file=path, content=content(manifest, path, say))
        )
        console.result(say("Keep it off this computer, and data_keys apart from it."))
    return 0


def _verify(path: Path, console: Console) -> int:
    say = console.say
    manifest = verified(path)
    if console.as_json:
        console.result(_as_json(path, manifest))
        return 0
    made = timezone.localtime(manifest.made_at)
    console.result(say("{file} is whole: {content}.", file=path, content=content(manifest, path, say)))
    console.result(
        say(
            "Made on {date} at {time} by Parcours {version} from {engine}; this site has its keys.",
            date=say.date(made.date()),
            time=f"{made:%H:%M}",
            version=manifest.version,
            engine=_KIND[manifest.database.engine],
        )
    )
    if not signs_the_same(manifest):
        console.result(
            say(
                "Its secret key was another: links in letters sent before will not open after a restore here."
            )
        )
    return 0


def content(manifest: Manifest, path: Path, say: Language) -> str:
    """Return how much is in a backup, in words."""
    things = say.join(
        [
            say.plural("{n} row", "{n} rows", manifest.database.rows),
            say.plural("{n} table", "{n} tables", len(manifest.database.tables)),
            say.plural("{n} file", "{n} files", len(in_backup(manifest.members))),
        ]
    )
    size = path.stat().st_size
    if size < _MEGABYTE:
        return say("{things}; {size} kB in all", things=things, size=say.number(size / _KILOBYTE))
    return say("{things}; {size} MB in all", things=things, size=say.number(size / _MEGABYTE, 1))


def _as_json(path: Path, manifest: Manifest) -> str:
    rows = {name: table.rows for name, table in manifest.database.tables.items()}
    said = {
        "file": str(path),
        "made_at": manifest.made_at.isoformat(),
        "version": manifest.version,
        "engine": manifest.database.engine,
        "rows": rows,
        "files": len(in_backup(manifest.members)),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
