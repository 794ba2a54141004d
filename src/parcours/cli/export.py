"""`parcours export`: what it takes; `cli.site.export` does it."""

import argparse
from functools import partial
from pathlib import Path

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "export")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Write everything that an organization has into one ZIP file, for other programs: a table each as CSV, and"
        " datapackage.json, which says what is in them. Sensitive facts are not in it. To keep the site safe, use"
        " `parcours backup`."
    )
    parser.add_argument("file", metavar=say("FILE.zip"), type=Path, help=say("the file to write"))
    parser.add_argument(
        "--organization",
        metavar="NAME",
        required=True,
        help=say("the short name of the organization, as in its addresses"),
    )
