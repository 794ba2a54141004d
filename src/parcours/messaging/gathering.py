"""Messages that can wait come together: one a day, or one an hour, instead of a burst."""

from django.db import transaction
from django.db.models.functions import Now
from django_scopes import scopes_disabled

from parcours.accounts.mail import Letter
from parcours.accounts.models import Organization
from parcours.messaging.contents import item
from parcours.messaging.keeping import keep
from parcours.messaging.letters import GATHERED
from parcours.messaging.models import Outgoing, State

_MOST = 50


def gather_across() -> int:
    """Send what waits for its time to whoever's time has come, in one message each; return how many messages that was.

    What waits beside it comes along, though it could wait longer.
    """
    with scopes_disabled():
        due = Outgoing.objects.filter(state=State.HELD, due_at__lte=Now()).order_by()
        piles = list(due.values_list("to", "organization", "language").distinct())
        for to, organization, language in piles:
            _gather(to, Organization.objects.filter(pk=organization).first(), language)
    return len(piles)


@transaction.atomic
def _gather(to: str, organization: Organization | None, language: str) -> None:
    """Put one recipient's pile into one message; one that lies alone goes as it is."""
    pile = Outgoing.objects.filter(state=State.HELD, to=to, organization=organization, language=language)
    rows = list(pile.order_by("pk")[:_MOST])
    ours = Outgoing.objects.filter(pk__in=[row.pk for row in rows], state=State.HELD)
    if len(rows) == 1:
        ours.update(state=State.WAITING, due_at=Now())
        return
    if ours.update(state=State.GATHERED, due_at=Now()) != len(rows):
        transaction.set_rollback(True)  # another worker was faster
        return
    letter = Letter(
        GATHERED,
        to=to,
        language=language,
        values={"count": len(rows), **({} if organization else {"organization": "Parcours"})},
        organization=organization,
        about=rows[0].about,
        dedup=" ".join(str(row.pk) for row in rows),
        items=[item(row) for row in rows],
    )
    Outgoing.objects.filter(pk__in=[row.pk for row in rows]).update(gathered_into=keep(letter)[0])
