"""Whether mail arrives, for `parcours check`."""

from collections.abc import Iterator

from django.db import DatabaseError

from parcours.core.health import Finding, Grade
from parcours.core.language import N_
from parcours.messaging.queries import undelivered_across


def look() -> Iterator[Finding]:
    """Give what there is to say about sent messages; nothing where the database is not ready."""
    try:
        failed = undelivered_across()
    except DatabaseError:
        return
    if failed:
        yield Finding(
            "mail",
            Grade.LOOK,
            N_("Messages that could not be delivered: {n}."),
            N_("See under Sent messages what the mail server said, and send them again."),
            {"n": failed},
        )
