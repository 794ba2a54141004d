"""What backups and restores say when something stands in their way."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError
from psycopg import Error

from parcours.backups.faults import Fault
from parcours.cli.console import Console
from parcours.core.language import N_

REFUSED = 2


class Refused(Exception):
    """It was said already."""


@contextmanager
def said(console: Console) -> Iterator[None]:
    """Say what stands in the way, and raise Refused."""
    try:
        yield
    except Fault as fault:
        _say(console, fault.what, fault.values)
        raise Refused from fault
    except (DatabaseError, Error) as problem:
        first = str(problem).strip().partition("\n")[0]
        _say(console, N_("The database refuses: {problem}. Nothing was changed."), {"problem": first})
        raise Refused from problem


def _say(console: Console, what: str, values: dict[str, object]) -> None:
    sentence = console.say(what, **values)
    if console.as_json:
        console.result(json.dumps({"problem": sentence}, ensure_ascii=False, indent=2))
    console.progress(sentence)
