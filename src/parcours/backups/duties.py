"""What a restore owes to people, besides their rows.

A backup is older than the site. Whoever was erased since then must be erased again, whoever signed out must not be
signed in, and nothing may be sent a second time. Each part of the site that has such a duty names it in `DUTIES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from parcours.core.language import N_
from parcours.people.privacy.restored import erase_again_across
from parcours.people.privacy.tombstones import marks_across


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do in a database that was just restored, before anybody sees it.

    ``remember`` is asked before, of the database that is replaced (there may be none), and its answer is handed to
    ``fulfil``, which returns how many it concerned. ``what`` says that, as a message with ``{n}``.
    """

    what: str
    fulfil: Callable[[Any], int]
    remember: Callable[[], Any] | None = None


def _sign_everybody_out(_remembered: None) -> int:
    UserSession.objects.all().delete()
    count: int = Session.objects.all().delete()[0]
    return count


DUTIES: tuple[Duty, ...] = (
    Duty(N_("Everybody signs in again; sign-ins ended: {n}."), _sign_everybody_out),
    Duty(N_("Whoever was erased since the backup is erased again: {n}."), erase_again_across, marks_across),
)
"""All of them, in order."""
