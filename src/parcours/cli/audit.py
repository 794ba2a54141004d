"""`parcours audit`: what it takes; `cli.site.audit` does it."""

import argparse
from functools import partial
from pathlib import Path

from parcours.cli.site.ready import in_site
from parcours.core.language import Language

run = partial(in_site, "audit")


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add to `parser` what the command takes."""
    parser.description = say(
        "Check the audit log, or export its heads. Keep the heads of each day outside the server: they show a log that"
        " was cut short or rewritten. Exit code 1 where the log does not hold."
    )
    parser.add_argument(
        "what", choices=("verify", "anchor"), help=say("verify checks every entry; anchor exports the heads")
    )
    parser.add_argument(
        "--organization",
        metavar="NAME",
        default="",
        help=say("verify: only the log of the organization with this short name"),
    )
    parser.add_argument(
        "--anchor",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help=say("verify: compare with heads exported before; may be given again"),
    )
    parser.add_argument(
        "--out", metavar="FILE", type=Path, help=say("anchor: write a file instead of the screen")
    )
    parser.add_argument(
        "--mail", action="store_true", help=say("anchor: mail the heads to whoever runs the site")
    )
