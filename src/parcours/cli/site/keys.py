"""`parcours keys`: another key for what is stored, and everything sealed with it."""

import argparse
import json
import os
from itertools import count

from django.conf import settings

from parcours.accounts.actors import system
from parcours.accounts.keys import reseal_across
from parcours.cli.console import Console
from parcours.core.keyring import KEPT, Unreadable, add_key

BROKEN = 1
REFUSED = 2


def run(options: argparse.Namespace, console: Console) -> int:
    """Do what was asked; return 1 where something stored cannot be opened."""
    return _new(console) if options.what == "new" else _rotate(console)


def _new(console: Console) -> int:
    """Add a key in the data folder; where the environment gives the keys, say what to do there."""
    say = console.say
    if os.environ.get("PARCOURS_DATA_KEYS") or not (settings.DATA / KEPT).exists():
        console.progress(
            say(
                "The keys come from PARCOURS_DATA_KEYS. Put a new one in front of them there: name:key, the key 32"
                " random bytes in URL-safe Base64."
            )
        )
        return REFUSED
    name = next(f"key{number}" for number in count(2) if f"key{number}" not in settings.DATA_KEYS)
    file = add_key(settings.DATA, name)
    console.result(
        say(
            "{file} begins with a new key, {name}. Copy the file to where you keep the keys, start the site and its"
            " workers again, then run parcours keys rotate.",
            file=file,
            name=name,
        )
    )
    return 0


def _rotate(console: Console) -> int:
    say = console.say
    try:
        done = reseal_across(by=system(None))
    except Unreadable as problem:
        console.progress(
            say(
                "{place} cannot be opened. Put the key that sealed it back into the key ring, and run this again.",
                place=str(problem),
            )
        )
        return BROKEN
    if console.as_json:
        console.result(json.dumps(done, indent=2))
        return 0
    name = next(iter(settings.DATA_KEYS))
    console.result(
        say.plural(
            "{n} row is sealed anew; everything stored opens with {name}.",
            "{n} rows are sealed anew; everything stored opens with {name}.",
            sum(done.values()),
            name=name,
        )
    )
    console.progress(
        say("Keep the older keys: backups made before today, and anchors of the audit log, need them.")
    )
    return 0
