"""`parcours backup`: what it takes; `cli.site.backup` does it."""

import argparse
from functools import partial
from pathlib import Path

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "backup")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Write the database and the files into one sealed file, while people work; or verify such a file. The keys of"
        " the site are not in it: keep a copy of data_keys elsewhere, or nothing encrypted can be read again."
    )
    parser.add_argument(
        "words",
        metavar=say("[verify] FILE"),
        nargs="*",
        help=say("the file to write; with verify before it, the file to check"),
    )
    parser.add_argument(
        "--to-folder",
        metavar="DIR",
        type=Path,
        help=say(
            "write into this folder, under a name made of the time; without, the one of PARCOURS_BACKUP_FOLDER"
        ),
    )
    parser.add_argument(
        "--keep", metavar="N", type=int, default=0, help=say("keep the last N backups of the folder (14)")
    )
