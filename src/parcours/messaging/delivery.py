"""Taking messages out of the outbox and handing them to the mail server.

A message is claimed by one worker at a time, for a while told by the database's clock. A worker that dies after the
server took the message and before that was written down leaves it to be sent once more, under the same Message-ID:
the most that mail allows (docs/adr/0050).
"""

import random
import smtplib
import ssl
from contextlib import closing, suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.crypto import get_random_string
from django_scopes import scopes_disabled

from parcours.core.database_time import from_now, shorten
from parcours.core.keyring import Unreadable
from parcours.messaging.contents import Delivered
from parcours.messaging.failures import PATIENCE, Failure, understood, wait
from parcours.messaging.models import Outgoing, State
from parcours.messaging.models.outbox import URGENT

LEASE = timedelta(minutes=10)
"""So long a message is a worker's own: longer than a mail server may take for one."""

LONGEST_WAIT = timedelta(days=2)
"""No message is put off longer: not by quiet hours, nor for a summary, nor until the next try."""

_SERVER_REST = timedelta(seconds=15)
_HOUR = timedelta(hours=1)
_ERRORS = (OSError, smtplib.SMTPException, ssl.SSLError, ValueError, Unreadable)


class Postman:
    """Delivers what is due, in the name of one worker."""

    def __init__(self, worker: str = "") -> None:
        self.worker = worker or get_random_string(20)
        self._served: dict[int | None, int] = {}
        self._round = 0
        self._chance = random.Random()  # noqa: S311 - spreads tries, and is no secret

    def deliver_across(self, most: int = 200) -> int:
        """Send what is due, ``most`` at once, and return how many messages the server took.

        It stops early where the server is the trouble: then nothing else would leave either.
        """
        sent = 0
        with scopes_disabled():
            _expire()
            if not _due().exists():
                return 0
            with closing(_Server()) as server:
                for _number in range(most):
                    row = self._claim()
                    if row is None:
                        break
                    failure = server.take(row)
                    if failure is None:
                        sent += 1
                        self._note_sent(row)
                    else:
                        self._note_failure(row, failure)
                        if failure.of_server:
                            break
        return sent

    def _claim(self) -> Outgoing | None:
        """Make the next message ours: urgent ones first, then one organization after the other."""
        while (row := self._next()) is not None:
            ours = _due().filter(pk=row.pk)
            if ours.update(
                state=State.SENDING,
                worker=self.worker,
                leased_until=from_now(LEASE),
                attempts=F("attempts") + 1,
            ):
                row.refresh_from_db()
                return row
        return None

    def _next(self) -> Outgoing | None:
        urgent = _due().filter(priority=URGENT).order_by("due_at", "pk").first()
        if urgent is not None:
            return urgent
        waiting = _due().order_by().values_list("organization", flat=True).distinct()
        # Whoever was served longest ago comes first, so that nobody waits behind another's thousands.
        for organization in sorted(waiting, key=lambda one: (self._served.get(one, 0), one or 0)):
            if not _has_had_enough(organization):
                self._round += 1
                self._served[organization] = self._round
                return _due().filter(organization=organization).order_by("due_at", "pk").first()
        return None

    def _note_sent(self, row: Outgoing) -> None:
        changes = {} if settings.DEMO or row.expires_at is None else {"sealed": ""}
        self._ours(row).update(
            state=State.SENT, sent_at=Now(), leased_until=None, worker="", problem="", **changes
        )

    def _note_failure(self, row: Outgoing, failure: Failure) -> None:
        pause = wait(row.attempts, urgent=row.priority == URGENT, chance=self._chance)
        old = Outgoing.objects.filter(pk=row.pk, tried_since__lt=from_now(-PATIENCE)).exists()
        self._ours(row).update(
            state=State.FAILED if failure.final or old else State.WAITING,
            due_at=from_now(pause),
            leased_until=None,
            worker="",
            problem=failure.problem,
        )

    def _ours(self, row: Outgoing) -> QuerySet[Outgoing]:
        """The row, as long as nobody else has claimed it."""
        return Outgoing.objects.filter(pk=row.pk, worker=self.worker, attempts=row.attempts)


class _Server:
    """The mail server, over one connection as long as it holds."""

    def __init__(self) -> None:
        self._mailer: BaseEmailBackend = mailers["delivery"]

    def take(self, row: Outgoing) -> Failure | None:
        """Hand the message over; return why it did not leave, or None."""
        try:
            self._mailer.open()
            self._mailer.send_messages([Delivered(row)])
        except _ERRORS as error:
            failure = understood(error)
            if failure.of_server:
                self.close()
            return failure
        return None

    def close(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._mailer.close()


def _due() -> QuerySet[Outgoing]:
    """Return what may be claimed now: what waits and is due, and what a worker that is gone had claimed."""
    return Outgoing.objects.filter(
        Q(state=State.WAITING, due_at__lte=Now()) | Q(state=State.SENDING, leased_until__lte=Now())
    ).filter(Q(expires_at=None) | Q(expires_at__gt=Now()))


def _expire() -> None:
    """Give up what would come too late: a code that no longer works helps nobody."""
    late = Outgoing.objects.filter(expires_at__lte=Now()).filter(
        Q(state__in=(State.WAITING, State.HELD)) | Q(state=State.SENDING, leased_until__lte=Now())
    )
    if late.exists():  # a write, even of nothing, would keep other writers waiting
        late.update(state=State.EXPIRED, sealed="", leased_until=None, worker="")


def _has_had_enough(organization: int | None) -> bool:
    """Return whether an organization has used up its messages of this hour; the rest of them waits."""
    if organization is None:
        return False
    last_hour = Outgoing.objects.filter(organization=organization, sent_at__gt=from_now(-_HOUR))
    return last_hour.count() >= settings.MAIL_PER_HOUR


def put_right_across() -> int:
    """Shorten the leases and waits that a clock that was ahead has written; what has waited so is due now."""
    with scopes_disabled():
        waiting = Outgoing.objects.filter(state__in=(State.WAITING, State.HELD))
        return shorten(Outgoing.objects.filter(state=State.SENDING), "leased_until", LEASE) + shorten(
            waiting, "due_at", LONGEST_WAIT, to=timedelta(0)
        )
