"""How an installation is: each finding says what was seen and, unless it is good, what to do.

The sentences are messages of `core.language`, said by whoever shows the findings.
"""

import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.checks import run_checks
from django.core.mail import mailers
from django.db import DatabaseError, connection

from parcours.core import last_backup, schema
from parcours.core.language import N_

_GIGABYTE = 1_000_000_000
_LITTLE_SPACE, _NO_SPACE = 2 * _GIGABYTE, _GIGABYTE // 5
_CLOCKS_APART = 5
_MAIL_INTO_FILES = "mail.E001"


class Grade(StrEnum):
    """How grave a finding is."""

    GOOD = "good"
    LOOK = "look"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen about one thing; ``what`` and ``do`` are messages to be filled with ``values``."""

    about: str
    grade: Grade
    what: str
    do: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def look() -> list[Finding]:
    """Return everything there is to say, good or not, in a fixed order."""
    return [finding for part in (_settings, _database, _mail, _clock, _disk, _backup) for finding in part()]


def _settings() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding("settings", Grade.LOOK, N_("This is a demo: anybody can sign in as anybody."))
    elif not settings.HTTPS:
        yield Finding(
            "settings",
            Grade.ACT,
            N_("The site is reached without encryption, at {url}."),
            N_(
                "Set PARCOURS_URL to an address that begins with https://, behind a server that has a certificate."
            ),
            {"url": settings.BASE_URL},
        )
    if settings.DEBUG:
        yield Finding(
            "settings", Grade.ACT, N_("Errors show the program’s insides."), N_("Unset PARCOURS_DEBUG.")
        )
    for kept, others in ((settings.DATA / "secret_key", 0o077), (settings.DATA, 0o007)):
        if kept.exists() and kept.stat().st_mode & others:
            yield Finding(
                "settings",
                Grade.ACT,
                N_("Other users of this computer can read {file}."),
                N_("Run: chmod {mode} {file}"),
                {"file": kept, "mode": "700" if kept.is_dir() else "600"},
            )
    problems = [
        problem
        for problem in run_checks(include_deployment_checks=settings.HTTPS)
        if problem.id != _MAIL_INTO_FILES  # `_mail` says it in words
    ]
    for problem in problems:
        yield Finding("settings", Grade.ACT, "{problem}", "", {"problem": f"{problem.id}: {problem.msg}"})
    if not problems and settings.HTTPS and not settings.DEBUG:
        yield Finding("settings", Grade.GOOD, N_("The settings are those of a site that people use."))


def _database() -> Iterator[Finding]:
    try:
        pending = schema.pending()
        newer = schema.unknown(schema.applied())
    except (DatabaseError, OSError) as problem:
        yield Finding(
            "database",
            Grade.ACT,
            N_("The database does not answer: {problem}"),
            N_("Start it, or correct DATABASE_URL."),
            {"problem": str(problem).strip().splitlines()[0]},
        )
        return
    if newer:
        yield Finding(
            "database",
            Grade.ACT,
            N_("The database is that of a newer version."),
            N_("Install that version, or restore a backup from before the upgrade."),
        )
    elif pending:
        yield Finding(
            "database",
            Grade.ACT,
            N_("The database is not that of this version."),
            N_("Run `parcours init` on a new installation, or `parcours upgrade` on an older one."),
        )
    else:
        yield Finding(
            "database",
            Grade.GOOD,
            N_("The {engine} database is that of this version."),
            "",
            {"engine": connection.display_name},
        )
    yield from _sqlite() if connection.vendor == "sqlite" else _role()


def _sqlite() -> Iterator[Finding]:
    if not safe_sqlite(sqlite3.sqlite_version_info):
        yield Finding(
            "database",
            Grade.LOOK,
            N_(
                "SQLite {version} has a fault that can, rarely, lose a write when several processes write at once."
            ),
            N_(
                "Move to PostgreSQL where several organizations share this site, or to SQLite 3.51.3 or later."
            ),
            {"version": sqlite3.sqlite_version},
        )


def _role() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
        )
        for (role,) in cursor.fetchall():
            yield Finding(
                "database",
                Grade.LOOK,
                N_(
                    "The database shows its role {role} the rows of every organization: policies do not bind it."
                ),
                N_(
                    "Name a role in DATABASE_URL that owns the tables, is no superuser and has no BYPASSRLS: the guide "
                    "to upgrade says how."
                ),
                {"role": role},
            )


def safe_sqlite(version: tuple[int, int, int]) -> bool:
    """Return whether this SQLite has the repair of its write-ahead log (3.51.3, 3.50.7 and 3.44.6)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def _mail() -> Iterator[Finding]:
    mailer = settings.MAILERS["delivery"]
    if "host" not in mailer.get("OPTIONS", {}):
        yield Finding(
            "mail",
            Grade.LOOK if settings.DEMO else Grade.ACT,
            N_("Mail is written into {folder} and reaches nobody."),
            ""
            if settings.DEMO
            else N_("Set PARCOURS_MAIL_URL, for example smtp+tls://user:password@mail.example:587."),
            {"folder": mailer.get("OPTIONS", {}).get("file_path", "memory")},
        )
        return
    host = f"{mailer['OPTIONS']['host']}:{mailer['OPTIONS']['port']}"
    try:
        with closing(mailers["delivery"]) as server:
            server.open()
    except (OSError, socket.gaierror) as problem:
        yield Finding(
            "mail",
            Grade.ACT,
            N_("The mail server {host} cannot be used: {problem}"),
            N_("Correct PARCOURS_MAIL_URL, or ask whoever runs the mail server."),
            {"host": host, "problem": problem},
        )
    else:
        yield Finding("mail", Grade.GOOD, N_("The mail server {host} answers."), "", {"host": host})


def _clock() -> Iterator[Finding]:
    winter = datetime(2026, 12, 3, 18, tzinfo=ZoneInfo("America/Vancouver"))
    if winter.utcoffset() != timedelta(hours=-7):
        yield Finding(
            "clock",
            Grade.ACT,
            N_(
                "The time zone data is older than the autumn of 2026, when British Columbia changed its rules."
            ),
            N_("Update the package tzdata to 2026.6 or later."),
        )
    apart = _database_clock_apart()
    if apart is not None and abs(apart) > _CLOCKS_APART:
        yield Finding(
            "clock",
            Grade.ACT,
            N_("The clocks of this computer and of the database are {seconds} seconds apart."),
            N_("Set both by a time server (NTP)."),
            {"seconds": round(abs(apart))},
        )
    else:
        yield Finding("clock", Grade.GOOD, N_("The clock and the time zones are right."))


def _database_clock_apart() -> float | None:
    """Return how many seconds the database's clock is ahead of ours; None where it is ours or does not answer."""
    if connection.vendor != "postgresql":
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            return float(cursor.fetchone()[0]) - time.time()
    except DatabaseError:
        return None


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA).free
    grade = Grade.ACT if free < _NO_SPACE else Grade.LOOK if free < _LITTLE_SPACE else Grade.GOOD
    yield Finding(
        "disk",
        grade,
        N_("{free} GB are free where the site keeps its data, {folder}."),
        "" if grade is Grade.GOOD else N_("Make room, or move PARCOURS_DATA to a larger disk."),
        {"free": free // _GIGABYTE, "folder": settings.DATA},
    )


def _backup() -> Iterator[Finding]:
    if settings.DEMO:
        return
    age = last_backup.age()
    if age is None:
        what, values = N_("No backup was made here yet."), {}
    else:
        what, values = (
            N_("The last backup is {hours} h old."),
            {"hours": int(age / timedelta(hours=1))},
        )
    if age is None or age > last_backup.OLD:
        do = N_("Run `parcours backup --to-folder DIR` every day, and keep the backups elsewhere.")
        yield Finding("backup", Grade.LOOK, what, do, values)
    else:
        yield Finding("backup", Grade.GOOD, what, "", values)
