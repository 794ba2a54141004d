"""Messages that were sent: the list of them, as an organization and as the installation's administrators see it."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import CATALOGUE
from parcours.messaging.models import Outgoing, State
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List

TONES = {
    State.WAITING: "info",
    State.HELD: "info",
    State.SENDING: "info",
    State.SENT: "good",
    State.FAILED: "problem",
    State.EXPIRED: "warning",
    State.GATHERED: "neutral",
    State.UNWANTED: "neutral",
}


def name_of(row: Outgoing) -> str:
    """Return what the message is called; its key where this version has no such message any more."""
    entry = CATALOGUE.get(row.key)
    return str(entry.name) if entry else row.key


def _when(row: Outgoing) -> str:
    return date_format(timezone.localtime(row.created_at), "DATETIME_FORMAT")


def sent_list(name: str | Promise, address: Callable[[Outgoing], str]) -> List:
    """Return the list of messages; ``address`` is where one of them is looked at."""
    return List(
        name=name,
        columns=(
            Column("message", _("Message"), name_of, head=True, link=address),
            Column("to", _("To"), lambda row: row.to, order=("to", "pk")),
            Column("written", _("Written"), _when, order=("pk",)),
            Column(
                "state",
                _("State"),
                lambda row: row.get_state_display(),
                order=("state", "pk"),
                tone=lambda row: TONES[State(row.state)],
            ),
            Column("problem", _("Problem"), lambda row: row.problem),
        ),
        sort="-written",
        filters=(Choice("state", _("State"), State.choices, "state"),),
        search=("to",),
    )
