"""`parcours move-database`: what it takes; `cli.site.move_database` does it."""

import argparse
import os
from functools import partial

from parcours.cli.console import Console
from parcours.cli.site.ready import in_site
from parcours.core.language import Language

REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Carry the site from SQLite to an empty PostgreSQL database: every row, counted and compared on both sides, or"
        " nothing. Stop the site before."
    )
    parser.add_argument(
        "url", metavar="URL", help=say("address of the PostgreSQL database, as DATABASE_URL will say it")
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Have the settings be those of the site in PostgreSQL, and remember where it was."""
    if not options.url.startswith(("postgres://", "postgresql://")):
        console.progress(console.say("“{url}” is not the address of a PostgreSQL database.", url=options.url))
        return REFUSED
    options.source = os.environ.get("DATABASE_URL", "").strip()
    options.database = options.url
    return partial(in_site, "move_database")(options, console)
