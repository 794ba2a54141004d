"""Reads about messages."""

from django.db.models import Count, QuerySet
from django_scopes import scopes_disabled

from parcours.messaging.models import Outgoing, State


def is_kept_across(dedup: str) -> bool:
    """Return whether the outbox has the message of this occasion, whichever organization's it is."""
    with scopes_disabled():
        return bool(Outgoing.objects.filter(dedup=dedup).exists())


def mailbox_across() -> QuerySet[Outgoing]:
    """Return every message to anybody, the newest first: for the mailbox of a demo, where everybody is invented."""
    with scopes_disabled():
        return Outgoing.objects.order_by("-pk")


def mailbox_counts_across() -> dict[str, int]:
    """Return how many messages each address was sent."""
    with scopes_disabled():
        return dict(Outgoing.objects.order_by().values_list("to").annotate(Count("pk")))


def messages() -> QuerySet[Outgoing]:
    """Return the messages of the organization in scope, the newest first."""
    return Outgoing.objects.order_by("-pk")


def undelivered() -> QuerySet[Outgoing]:
    """Return what the organization in scope sent and could not be delivered, as long as it can be sent again."""
    return messages().filter(state=State.FAILED).exclude(sealed="")


def installation_messages_across() -> QuerySet[Outgoing]:
    """Return the messages of the installation itself, such as sign-in codes, the newest first."""
    with scopes_disabled():
        return Outgoing.objects.filter(organization=None).order_by("-pk")


def undelivered_across() -> int:
    """Return how many messages could not be delivered, whoever they are from."""
    with scopes_disabled():
        return Outgoing.objects.filter(state=State.FAILED).exclude(sealed="").count()
