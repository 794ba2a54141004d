"""`parcours restore`: what it takes; `cli.site.restore` does it."""

import argparse
from functools import partial
from pathlib import Path

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "restore")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Put a backup in the place of the site’s database and files. Every byte of it is verified first; then all of it"
        " comes back, or nothing is changed. Stop the site before."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help=say("the backup"))
    parser.add_argument(
        "--replace",
        action="store_true",
        help=say("replace the site that is there; it is backed up first, in the data folder"),
    )
