"""Reads about messages."""

from django_scopes import scopes_disabled

from parcours.messaging.models import Outgoing


def is_kept_across(dedup: str) -> bool:
    """Return whether the outbox has the message of this occasion, whichever organization's it is."""
    with scopes_disabled():
        return bool(Outgoing.objects.filter(dedup=dedup).exists())
