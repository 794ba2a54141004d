"""`parcours upgrade`: what it takes; `cli.site.upgrade` does it."""

import argparse
from functools import partial

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "upgrade")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Bring the database and the static files up to this version. Make a backup first, and stop the site. The"
        " command can be run again."
    )
