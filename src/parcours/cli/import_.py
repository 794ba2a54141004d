"""`parcours import`: what it takes; `cli.site.import_` does it."""

import argparse
from functools import partial
from pathlib import Path

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "import_")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Take participants or mentors into an organization from the spreadsheet that they are matched from. Whoever is"
        " there already is known again by the identifier or the email address, and only cells that changed since the"
        " last time change anything. Stopped in the middle, the same command goes on where it was. Exit code 1 where"
        " rows were left out."
    )
    parser.add_argument("what", choices=("participants", "mentors"), help=say("who is in the file"))
    parser.add_argument("file", metavar=say("FILE"), type=Path, help=say("CSV, TSV, XLSX or ODS"))
    parser.add_argument(
        "--organization",
        metavar="NAME",
        required=True,
        help=say("the short name of the organization, as in its addresses"),
    )
    parser.add_argument(
        "--cohort",
        metavar=say("COHORT"),
        help=say(
            "the name of a cohort, or its number as in its address: participants also get a seat in it, or go on its"
            " wait list, and are told by letter; mentors take part"
        ),
    )
    parser.add_argument(
        "--all-or-nothing",
        action="store_true",
        help=say("take in nobody where one row has a problem"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=say("say what would be done, and change nothing")
    )
