"""`parcours check-certificate`: whether a result holds, worked out again by other means.

Those of `parcours assign` are checked in `check_assign`, those of `parcours match` in `check_match`.
"""

import argparse
from functools import partial
from pathlib import Path

from parcours.cli.assign import limits
from parcours.cli.check_assign import check_assign
from parcours.cli.check_match import check_match, is_of_match
from parcours.cli.console import Console
from parcours.core.language import Language
from parcours.tables.findings import N_, Refused, unreadable

REFUSED, DOES_NOT_HOLD = 2, 4


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add what the command takes to `parser`."""
    parser.description = say(
        "Check a result of “parcours match” or “parcours assign” with the same files: that its pairs are allowed, and"
        " that its certificate proves that nothing better exists. The check shares no code with what found the pairs."
    )
    parser.add_argument(
        "scores",
        metavar="MENTEES|SCORES",
        type=Path,
        help=say("spreadsheet of the mentees; of “parcours assign”, the scores"),
    )
    parser.add_argument(
        "others",
        metavar="MENTORS|RANKS",
        nargs="?",
        type=Path,
        help=say("spreadsheet of the mentors; of “parcours assign”, the second file of rank lists"),
    )
    for name, metavar in (
        ("--settings", "FILE.toml"),
        ("--columns", "FILE.toml"),
        ("--previous", "RESULT.json"),
    ):
        parser.add_argument(name, metavar=metavar, type=Path, help=say("as it was given to “parcours match”"))
    parser.add_argument("--ranks", action="store_true", help=say("as it was given to “parcours assign”"))
    parser.add_argument("--round", action="store_true", help=say("as it was given to “parcours assign”"))
    for side in ("--left", "--right"):
        parser.add_argument(
            side,
            metavar="FILE|MIN-MAX",
            type=partial(limits, say),
            help=say("as it was given to “parcours assign”"),
        )
    parser.add_argument(
        "--result", metavar="DIR", type=Path, required=True, help=say("folder of the results to be checked")
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Check, and say what holds; return the exit code."""
    say = console.say
    try:
        _refuse_without_results(options.result)
        text, holds = (check_match if is_of_match(options.result) else check_assign)(options, say)
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    console.result(text)
    return 0 if holds else DOES_NOT_HOLD


def _refuse_without_results(folder: Path) -> None:
    """Raise Refused where there is nothing to check, before anything else is read as what it may not be."""
    fix = N_("Give the folder that --out named; a command that was refused wrote nothing there.")
    if not folder.is_dir():
        raise unreadable(str(folder), N_("There is no such folder."), fix)
    if not is_of_match(folder) and not (folder / "assignments.csv").exists():
        raise unreadable(str(folder), N_("There are no results in this folder."), fix)
