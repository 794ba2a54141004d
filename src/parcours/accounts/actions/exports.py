"""Taking rows about people out of the site."""

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record


@transaction.atomic
def note_export(*, of: str, kind: str, rows: int, by: Actor) -> None:
    """Keep in the audit log that the actor took ``rows`` rows of the list ``of`` away as a file of ``kind``."""
    record(by=by, verb="list.exported", what=by.organization, list=of, kind=kind, rows=rows)
