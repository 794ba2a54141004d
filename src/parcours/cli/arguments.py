"""The command line in the reader's language, its own complaints and headings included.

argparse takes its messages from gettext's current domain. They are named here so that our catalogue has them, and
`spoken` makes ours the current one for as long as a command line is read.
"""

import argparse
import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parcours.core.language import N_, Language

MESSAGES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
)
"""The messages of argparse that our commands can bring out."""


@contextmanager
def spoken(say: Language) -> Iterator[None]:
    """Have argparse speak the language of `say`."""
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("parcours", Path(__file__).parents[1] / "locale")
    gettext.textdomain("parcours")
    os.environ["LANGUAGE"] = say.code
    try:
        yield
    finally:
        gettext.textdomain(before[0])
        if before[1] is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before[1]


def shared_options(say: Language) -> argparse.ArgumentParser:
    """Return what every command takes, as a parent of its parser."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("-h", "--help", action="help", help=say("show this help and stop"))
    shared.add_argument(
        "--lang", choices=("en", "fr"), default=say.code, help=say("language of messages and results")
    )
    shared.add_argument("--json", action="store_true", help=say("print the result, or the problems, as JSON"))
    return shared
