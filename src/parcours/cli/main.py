"""`parcours`: reads the command line and hands over to the command named on it."""

import argparse
import atexit
import gc
import keyword
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from parcours import __version__
from parcours.cli.arguments import shared_options, spoken
from parcours.cli.console import Console
from parcours.core.language import N_, Language, speak

REFUSED = 2
INTERRUPTED = 130
READ_NO_FURTHER = 141

MANY = 200_000
"""So many new objects make the collector of cycles look through them; its usual 700 keep it busy with a cohort."""

THREADS = "OPENBLAS_NUM_THREADS"


class Command(NamedTuple):
    """One command: what it is for, and whether it writes results.

    Its module has its name and is imported only when it is asked for (docs/adr/0015): it gives `add_arguments`, which
    adds to a parser what the command takes, and `run`.
    """

    purpose: str
    writes: bool


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "match": Command(N_("match a cohort from two spreadsheets"), writes=True),
        "compare": Command(N_("put the modes of matching side by side"), writes=True),
        "assign": Command(N_("assign from scores you already have"), writes=True),
        "check-certificate": Command(N_("check a result by other means"), writes=False),
        "occupation": Command(N_("find the code of an occupation"), writes=False),
        "reference": Command(N_("load official tables, and see what is loaded"), writes=False),
        "init": Command(N_("set up the site"), writes=False),
        "upgrade": Command(N_("bring the site up to this version"), writes=False),
        "serve": Command(N_("start the site"), writes=False),
        "worker": Command(N_("start a worker for the site’s background work"), writes=False),
        "check": Command(N_("say how the site’s installation is, and what to do"), writes=False),
        "backup": Command(N_("back the site up, or verify a backup"), writes=False),
        "restore": Command(N_("put a backup in the place of the site"), writes=False),
        "move-database": Command(N_("carry the site from SQLite to PostgreSQL"), writes=False),
        "import": Command(N_("take in participants or mentors from a spreadsheet"), writes=False),
        "export": Command(N_("write everything an organization has into one file"), writes=False),
        "network": Command(N_("add a network of organizations, or list them"), writes=False),
        "keys": Command(N_("change the key that seals what is stored"), writes=False),
        "audit": Command(N_("check the audit log, or export its heads"), writes=False),
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: done. 2: the input or the command line was refused. 3: minimums cannot be met. 130: stopped by Ctrl-C. 141:
    nobody reads the output any further. After 2, 3 and 130 nothing was written and older results are whole.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    say = speak(_language(arguments))
    with spoken(say), _frugal():
        try:
            options = _parser(say, _command(arguments)).parse_args(arguments)
            console = Console(say, as_json=options.json)
            code: int = options.run(options, console)
        except KeyboardInterrupt:
            Console(say, as_json=False).progress(say("Stopped. Nothing was written."))
            return INTERRUPTED
        except BrokenPipeError:
            # Whoever read along has enough, as `head` does. Python would complain once more when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return READ_NO_FURTHER
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


def _module(name: str) -> str:
    """Return what the module of a command is called; a word of Python’s own gets an underscore."""
    return f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_")


def _command(arguments: Sequence[str]) -> str | None:
    """Return the command asked for: before it stand options only."""
    return next((word for word in arguments if not word.startswith("-")), None)


@contextmanager
def _frugal() -> Iterator[None]:
    """Have Python do nothing that a command does not need.

    The collector of cycles waits for many objects, as what a command builds up is needed to its end, and when Python
    stops it looks for none: the memory goes back all the same. And numpy, which the command is about to import, starts
    no threads for linear algebra.
    """
    atexit.register(gc.freeze)
    before, threads = gc.get_threshold(), os.environ.get(THREADS)
    gc.set_threshold(MANY, *before[1:])
    os.environ.setdefault(THREADS, "1")
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if threads is None:
            del os.environ[THREADS]


class _Credits(argparse.Action):
    """Prints the notices that the owners of the data ask for, and stops."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        # Loaded here, as a command is: only this option needs it.
        folder = import_module("parcours.reference.store").reference_folder()
        notices = import_module("parcours.reference.credits").credits_of(folder, os.environ["LANGUAGE"])
        print("\n\n".join(f"{one.what}\n{one.attribution}\n{one.licence}" for one in notices))
        parser.exit()


def _parser(say: Language, asked: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line; of the commands, only the one `asked` for knows what it takes."""
    parser = argparse.ArgumentParser(
        prog="parcours",
        description=say("Match mentees and mentors by occupation, and run the programs around them."),
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
    shared = shared_options(say)
    writing = argparse.ArgumentParser(add_help=False, parents=[shared])
    writing.add_argument(
        "--force", action="store_true", help=say("replace the results that are already there")
    )
    commands = parser.add_subparsers(metavar=say("COMMAND"), required=True)
    for name, command in COMMANDS.items():
        parents = [writing if command.writes else shared]
        own = commands.add_parser(name, parents=parents, add_help=False, help=say(command.purpose))
        if name == asked:
            module = import_module(f"parcours.cli.{_module(name)}")
            module.add_arguments(own, say)
            own.set_defaults(run=module.run, parser=own)
    return parser
