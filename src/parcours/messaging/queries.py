"""Reads about messages."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, QuerySet
from django.db.models.functions import Now
from django_scopes import scopes_disabled

from parcours.core.quotas import possible_again
from parcours.messaging.models import Outgoing, State


def is_kept_across(dedup: str) -> bool:
    """Return whether the outbox has the message of this occasion, whichever organization's it is."""
    with scopes_disabled():
        return bool(Outgoing.objects.filter(dedup=dedup).exists())


def mailbox_across(*, most: int, to: str = "", but: Collection[str] = ()) -> list[Outgoing]:
    """Return ``most`` messages to an address, or to any ``but`` some, the newest first.

    For the mailbox of a demo, where everybody is invented.
    """
    with scopes_disabled():
        rows = Outgoing.objects.filter(to=to) if to else Outgoing.objects.exclude(to__in=but)
        return list(rows.order_by("-pk")[:most])


def mailbox_message_across(number: int) -> Outgoing | None:
    """Return one message of a demo's mailbox."""
    with scopes_disabled():
        return Outgoing.objects.filter(pk=number).first()


def mailbox_counts_across() -> dict[str, int]:
    """Return how many messages each address was sent."""
    with scopes_disabled():
        return dict(Outgoing.objects.order_by().values_list("to").annotate(Count("pk")))


def installation_messages() -> QuerySet[Outgoing]:
    """Return the messages of the installation itself, such as sign-in codes, the newest first."""
    return Outgoing.objects.filter(organization=None).order_by("-pk")


def messages() -> QuerySet[Outgoing]:
    """Return the messages of the organization in scope, the newest first."""
    return Outgoing.objects.order_by("-pk")


def undelivered() -> QuerySet[Outgoing]:
    """Return what the organization in scope sent and could not be delivered, as long as it can be sent again."""
    return messages().filter(state=State.FAILED).exclude(sealed="")


def goes_on_at() -> str:
    """Return when the next message of the organization in scope leaves, where the hour's are used up; else nothing."""
    if not messages().filter(state=State.WAITING, due_at__lte=Now()).exists():
        return ""
    sent = messages().filter(sent_at__isnull=False).order_by("-sent_at").values_list("sent_at", flat=True)
    return possible_again(sent, settings.MAIL_PER_HOUR, timedelta(hours=1))


def undelivered_across() -> int:
    """Return how many messages could not be delivered, whoever they are from."""
    with scopes_disabled():
        return Outgoing.objects.filter(state=State.FAILED).exclude(sealed="").count()
