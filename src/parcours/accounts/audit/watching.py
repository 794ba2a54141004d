"""Who is told of each entry of the log as it is written: an app above registers itself, in place of a signal.

    register("webhooks", tell)

It runs in the transaction of the change, in the scope of the log's organization.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from parcours.accounts.models import AuditEntry

type Watch = Callable[[AuditEntry, Model | None, Mapping[str, Any]], object]

_WATCHING: dict[str, Watch] = {}


def register(name: str, watch: Watch) -> None:
    """Have ``watch`` called with each entry, the row that it is about and its content."""
    _WATCHING[name] = watch


def told(entry: AuditEntry, what: Model | None, content: Mapping[str, Any]) -> None:
    """Tell whoever watches of an entry that was written."""
    for name in sorted(_WATCHING):
        _WATCHING[name](entry, what, content)
