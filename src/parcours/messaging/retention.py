"""How long what a message said is kept: as long as somebody may have to look at it, and no longer."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.accounts.forgetting import Known
from parcours.core.catalogue import CATALOGUE
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


def forget_across(known: Known) -> int:
    """Delete every message to or about somebody, and what they chose about messages; return how many messages.

    Called where a person is erased, in the same transaction. What another organization sent them is its own.
    """
    with scopes_disabled():
        theirs = Outgoing.objects.filter(Q(to__in=known.addresses) | _about(known), known.where)
        forgotten = theirs.count()
        theirs.delete()
    if known.everywhere:
        Subscription.objects.filter(to__in=known.addresses).delete()
        Preferences.objects.filter(user=known.user).delete()
    return forgotten


def _about(known: Known) -> Q:
    return Q(about=known.user) if known.user else Q(pk=None)


def vanish_across() -> int:
    """Delete messages that leave no copy, once nothing more is to be done about them; return how many they were.

    In a demo they stay, as its mailbox shows them.
    """
    if settings.DEMO:
        return 0
    keys = [entry.key for entry in CATALOGUE.values() if entry.vanishes]
    over = (State.SENT, State.GATHERED, State.UNWANTED, State.FAILED, State.EXPIRED)
    with scopes_disabled():
        deleted, _by_table = Outgoing.objects.filter(key__in=keys, state__in=over).delete()
    return deleted


def erase_across() -> int:
    """Erase what messages said, then the rows themselves, each in its time; return how many were erased.

    In a demo everything stays, as its mailbox shows it.
    """
    if settings.DEMO:
        return 0
    vanish_across()
    erased = 0
    with scopes_disabled():
        for state, kept in READABLE.items():
            old = Outgoing.objects.filter(state=state, due_at__lt=from_now(-kept)).exclude(sealed="")
            erased += old.update(sealed="")
        over = (State.SENT, State.GATHERED, State.UNWANTED, State.FAILED, State.EXPIRED)
        Outgoing.objects.filter(state__in=over, created_at__lt=from_now(-KNOWN)).delete()
    return erased
