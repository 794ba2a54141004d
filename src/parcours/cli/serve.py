"""`parcours serve`: what it takes; `cli.site.serve` does it."""

import argparse
import os
from functools import partial

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "serve")

THREADS = 4
FEWEST, MOST = 2, 8


def processes() -> int:
    """Return how many processes answer: one for each core. Two at least, as an export keeps one of them busy."""
    return min(MOST, max(FEWEST, os.cpu_count() or 1))


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say("Serve the site to people, from this computer.")
    parser.add_argument("--host", default="127.0.0.1", help=say("address to listen on (127.0.0.1)"))
    parser.add_argument("--port", type=int, default=8000, help=say("port to listen on (8000)"))
    parser.add_argument(
        "--workers", type=int, default=processes(), help=say("processes (one for each core, from 2 to 8)")
    )
    parser.add_argument("--threads", type=int, default=THREADS, help=say("threads in each process (4)"))
