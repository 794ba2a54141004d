"""`parcours`: reads the command line and hands over to the command named on it."""

import argparse
import os
import sys
from collections.abc import Sequence

from parcours import __version__
from parcours.cli import assign, match, occupation, reference
from parcours.cli.arguments import spoken
from parcours.cli.console import Console
from parcours.core.language import Language, speak
from parcours.reference.credits import credits_of
from parcours.reference.store import reference_folder

REFUSED = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: done. 2: the input or the command line was refused. 3: minimums cannot be met. 130: stopped by Ctrl-C. In the
    last three cases nothing was written and older results are whole.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    say = speak(_language(arguments))
    with spoken(say):
        options = _parser(say).parse_args(arguments)
        console = Console(say, as_json=options.json)
        try:
            code: int = options.run(options, console)
        except KeyboardInterrupt:
            console.progress(say("Stopped. Nothing was written."))
            return INTERRUPTED
    return code


def _language(arguments: Sequence[str]) -> str:
    """Return the language asked for, before the command line is checked: help and complaints are in it too."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang", default="")
    try:
        asked = early.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:
        asked = ""
    if asked in {"en", "fr"}:
        return str(asked)
    habit = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if habit.lower().startswith("fr") else "en"


class _Credits(argparse.Action):
    """Prints the notices that the owners of the data ask for, and stops."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        notices = credits_of(reference_folder(), os.environ["LANGUAGE"])
        print("\n\n".join(f"{one.what}\n{one.attribution}\n{one.licence}" for one in notices))
        parser.exit()


def _parser(say: Language) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="parcours",
        description=say("Match mentees and mentors by occupation: optimal, and explained."),
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help=say("show this help and stop"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"parcours {__version__}",
        help=say("show the version and stop"),
    )
    parser.add_argument(
        "--credits",
        action=_Credits,
        nargs=0,
        help=say("show where the reference data comes from and stop"),
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("-h", "--help", action="help", help=say("show this help and stop"))
    shared.add_argument(
        "--lang", choices=("en", "fr"), default=say.code, help=say("language of messages and results")
    )
    shared.add_argument("--json", action="store_true", help=say("print the result, or the problems, as JSON"))
    writing = argparse.ArgumentParser(add_help=False, parents=[shared])
    writing.add_argument(
        "--force", action="store_true", help=say("replace the results that are already there")
    )
    commands = parser.add_subparsers(metavar=say("COMMAND"), required=True)
    match.add_to(commands, writing, say)
    assign.add_to(commands, writing, say)
    occupation.add_to(commands, shared, say)
    reference.add_to(commands, shared, say)
    return parser
