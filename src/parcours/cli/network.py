"""`parcours network`: what it takes; `cli.site.network` does it."""

import argparse
from functools import partial

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "network")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Add a network of organizations, such as a local immigration partnership, or list those that are there. Its"
        " members join it by themselves, under Partners, Networks."
    )
    parser.add_argument("what", choices=("add", "list"), help=say("what to do"))
    parser.add_argument("--name-en", metavar="NAME", default="", help=say("add: its name in English"))
    parser.add_argument("--name-fr", metavar="NAME", default="", help=say("add: its name in French"))
    parser.add_argument(
        "--slug",
        metavar="NAME",
        default="",
        help=say("its short name in addresses; made from the name by default"),
    )
