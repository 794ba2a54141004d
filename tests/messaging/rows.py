"""What tests of the outbox send, and what is in it."""

from typing import Any

from django_scopes import scopes_disabled

from parcours.accounts import letters, mail
from parcours.accounts.models import Organization, User
from parcours.messaging.actions import post
from parcours.messaging.models import Outgoing


def code(to: User | str = "ana@example.org", digits: str = "ABC123") -> None:
    """Send a sign-in code."""
    mail.send(letters.SIGN_IN_CODE, to=to, language="" if isinstance(to, User) else "en", code=digits)


def invite(to: str, of: Organization, **more: Any) -> None:
    """Send an invitation."""
    post("invitation", to=to, organization=of, address="http://127.0.0.1/x", **{"roles": "mentor", **more})


def rows() -> list[Outgoing]:
    """Return everything in the outbox, the oldest first."""
    with scopes_disabled():
        return list(Outgoing.objects.order_by("pk"))


def row() -> Outgoing:
    """Return the one message in the outbox."""
    (one,) = rows()
    return one


def change(one: Outgoing, **fields: Any) -> None:
    """Set fields of a row, past every rule."""
    with scopes_disabled():
        Outgoing.objects.filter(pk=one.pk).update(**fields)
