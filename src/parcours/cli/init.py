"""`parcours init`: what it takes; `cli.site.init` does it."""

import argparse
from functools import partial

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "init")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Set up the site: its database, the first organization and its administrator. What is not given is asked for."
        " The language is that of the organization; the database is the one DATABASE_URL names, or SQLite."
    )
    parser.add_argument("--organization", metavar="NAME", help=say("name of the organization"))
    parser.add_argument(
        "--another",
        action="store_true",
        help=say("add a further organization to a site that is set up already"),
    )
    parser.add_argument(
        "--slug", metavar="NAME", help=say("its short name in addresses; made from the name by default")
    )
    parser.add_argument(
        "--kind",
        metavar="KIND",
        help=say("what it is: isa, employer, municipality, funder, …; isa by default"),
    )
    parser.add_argument("--admin-email", metavar="ADDRESS", help=say("the administrator’s email address"))
    parser.add_argument("--admin-name", metavar="NAME", help=say("the administrator’s name"))
    parser.add_argument(
        "--database", metavar="URL", help=say("address of the database, instead of DATABASE_URL")
    )
    parser.add_argument(
        "--no-input", action="store_true", help=say("ask nothing; what is missing is refused")
    )
