"""`parcours keys`: what it takes; `cli.site.keys` does it."""

import argparse
from functools import partial

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "keys")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Change the key that seals what is stored. First new, which adds a key in front of the others; then start the"
        " site and its workers again; then rotate, which seals everything with it. Both can be repeated."
    )
    parser.add_argument(
        "what",
        choices=("new", "rotate"),
        help=say("new adds a key; rotate seals everything with the first one"),
    )
