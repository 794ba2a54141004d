"""How long what a message said is kept: as long as somebody may have to look at it, and no longer."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.accounts.models import User
from parcours.core.database_time import from_now
from parcours.messaging.models import Outgoing, Preferences, State, Subscription

READABLE = {
    State.SENT: timedelta(days=7),
    State.GATHERED: timedelta(days=7),
    State.UNWANTED: timedelta(0),
    State.FAILED: timedelta(days=30),
}
"""For so long after it was due the message can be read. One that carries a code or a link is erased as it leaves."""

KNOWN = timedelta(days=365)
"""For so long the row says that there was a message, and to whom."""


def forget_across(user: User) -> int:
    """Delete every message to or about ``user``, and what they chose about messages; return how many messages.

    Called where a person is erased, in the same transaction.
    """
    with scopes_disabled():
        theirs = Outgoing.objects.filter(Q(to=user.email.lower()) | Q(about=user))
        forgotten = theirs.count()
        theirs.delete()
    Subscription.objects.filter(to=user.email.lower()).delete()
    Preferences.objects.filter(user=user).delete()
    return forgotten


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
