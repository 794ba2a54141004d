"""How long what a message said is kept: as long as somebody may have to look at it, and no longer."""

from datetime import timedelta

from django.conf import settings
from django_scopes import scopes_disabled

from parcours.core.database_time import from_now
from parcours.messaging.models import Outgoing, State

READABLE = {
    State.SENT: timedelta(days=7),
    State.GATHERED: timedelta(days=7),
    State.UNWANTED: timedelta(0),
    State.FAILED: timedelta(days=30),
}
"""For so long after it was due the message can be read. One that carries a code or a link is erased as it leaves."""

KNOWN = timedelta(days=365)
"""For so long the row says that there was a message, and to whom."""


def erase_across() -> int:
    """Erase what messages said, then the rows themselves, each in its time; return how many were erased.

    In a demo everything stays, as its mailbox shows it.
    """
    if settings.DEMO:
        return 0
    erased = 0
    with scopes_disabled():
        for state, kept in READABLE.items():
            old = Outgoing.objects.filter(state=state, due_at__lt=from_now(-kept)).exclude(sealed="")
            erased += old.update(sealed="")
        over = (State.SENT, State.GATHERED, State.UNWANTED, State.FAILED, State.EXPIRED)
        Outgoing.objects.filter(state__in=over, created_at__lt=from_now(-KNOWN)).delete()
    return erased
