"""`parcours check`: what it takes; `cli.site.check` does it."""

import argparse
from functools import partial

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "check")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Look at settings, database, mail, clock and disk, and say what to do. Exit code 1 where something must be"
        " done before people use the site."
    )
