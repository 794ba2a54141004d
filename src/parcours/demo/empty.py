"""The demo's database before anybody is in it, kept for the next time: its tables take a third of the time to start."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import django
from django.db import connection

import parcours
from parcours.reference.data_folder import data_folder


def place() -> Path:
    """Return where it is kept, named after what its tables follow from: our code and Django's version.

    What other packages have added since, an upgrade still adds.
    """
    digest = hashlib.sha256(django.__version__.encode())
    for file in sorted(Path(parcours.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return data_folder() / "demo" / f"{digest.hexdigest()[:16]}.sqlite3"


def bring(database: Path) -> bool:
    """Put a copy where there is no ``database`` yet, whole or not at all; return whether one was kept."""
    kept = place()
    if kept.exists() and not database.exists():
        part = database.with_suffix(f".{os.getpid()}")
        shutil.copy(kept, part)
        part.replace(database)
    return kept.exists()


def keep() -> None:
    """Keep the database as it is now, in the place of those of other versions; another demo may do so as well."""
    kept = place()
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(part)) as target:
        connection.connection.backup(target)
    part.replace(kept)
    for other in {*kept.parent.glob("*.sqlite3")} - {kept}:
        other.unlink(missing_ok=True)
