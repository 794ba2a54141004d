"""`parcours upgrade`: the database and static files of an older version become those of this one."""

import argparse

from parcours.cli.console import Console
from parcours.cli.site.database import NEWER, answers, is_newer, upgrade

REFUSED = 2


def run(_options: argparse.Namespace, console: Console) -> int:
    """Apply what is missing and say what was applied."""
    say = console.say
    if not answers():
        console.progress(say("The database does not answer. `parcours check` says what to do."))
        return REFUSED
    if is_newer():
        console.progress(say(NEWER))
        return REFUSED
    applied = upgrade()
    console.result(
        say.plural(
            "{n} change of the database was applied.",
            "{n} changes of the database were applied.",
            len(applied),
        )
        if applied
        else say("The database is that of this version already.")
    )
    for name in applied:
        console.result(f"  {name}")
    return 0
