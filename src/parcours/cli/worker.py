"""`parcours worker`: what it takes; `cli.site.worker` does it."""

import argparse
from functools import partial

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "worker")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say("Do what the site leaves for the background: mail, imports, large matches.")
