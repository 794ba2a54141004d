"""`--memory`: what a command may take at most, held by the system, and how many pairs it keeps in it."""

import argparse
import re
import sys
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path

from parcours.cli.console import Console
from parcours.core.language import Language
from parcours.tables.findings import N_, unreadable

if sys.platform == "linux":
    import resource

REFUSED = 2

MB = 1_000_000

PAIR = 56
"""Bytes of a pair while pairs are listed: found in parts, put in order, and its position in that order."""

Run = Callable[[argparse.Namespace, Console], int]


def add_memory(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add the option to a command whose `run` is `held`."""
    parser.add_argument(
        "--memory",
        metavar="MB",
        type=partial(_megabytes, say),
        help=say("take no more memory than so many MB; write nothing where that is too little"),
    )


def held(run: Run) -> Run:
    """Return `run`, held to the memory of its command line, and refused in a sentence where that is too little."""

    @wraps(run)
    def within(options: argparse.Namespace, console: Console) -> int:
        if options.memory is None:
            try:
                return run(options, console)
            except MemoryError:
                what, fix = N_("This takes more memory than there is."), N_("Take a machine that has more.")
                console.refuse(unreadable("parcours", what, fix))
                return REFUSED
        if sys.platform != "linux":
            options.parser.error(console.say("--memory is known on Linux only"))
        before = resource.getrlimit(resource.RLIMIT_DATA)
        try:
            _hold(options.memory * MB)
            return run(options, console)
        except MemoryError:
            resource.setrlimit(resource.RLIMIT_DATA, before)  # so that there is memory to say it
            what = N_("{memory} MB of memory are too little for this.")
            fix = N_("Give more, or leave --memory out.")
            console.refuse(unreadable("--memory", what, fix, memory=options.memory))
            return REFUSED
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, before)

    return within


def keeping(memory: int | None) -> int | None:
    """Return how many pairs a match may keep between passes: theirs is half of what is left of so many MB, if any."""
    return None if memory is None else max(0, memory * MB - _taken()) // (2 * PAIR)


def _hold(most: int) -> None:
    """Let this process take so many bytes at most; raise MemoryError where it has more already."""
    resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    if _taken() > most:
        raise MemoryError


def _taken() -> int:
    """Return how many bytes the system counts against the limit so far."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    kilobytes: str = re.findall(r"VmData:\s*(\d+) kB", status)[0]
    return int(kilobytes) * 1024


def _megabytes(say: Language, text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,8}", text):
        raise argparse.ArgumentTypeError(say("“{value}”: give a number of MB, such as 2000.", value=text))
    return int(text)
