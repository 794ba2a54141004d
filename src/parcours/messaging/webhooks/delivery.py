"""Sending what waits to the systems that are told of it, several at once, and one at a time to each.

Only the calls themselves run beside each other; the database is asked from one thread. While a slow system is waited
for, at most five seconds, the others are told on. An endpoint is claimed by one worker, for a while told by the
database's clock: where that worker dies after the call and before it is written down, the event is sent once more under
the same id.
"""

import random
import time
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from types import MappingProxyType

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils.crypto import get_random_string
from django_scopes import scopes_disabled

from parcours.core.database_time import from_now, shorten
from parcours.core.keyring import Unreadable
from parcours.core.outgoing import SECONDS, Inside, Late, NotReached, send_json
from parcours.messaging import failures
from parcours.messaging.failures import PATIENCE
from parcours.messaging.webhooks.models import Answer, Delivery, DeliveryState, Endpoint, Stopped
from parcours.messaging.webhooks.signing import headers
from parcours.messaging.webhooks.stopping import GIVES_UP, stop
from parcours.messaging.webhooks.telling import TEST

LEASE = timedelta(minutes=1)
"""So long an endpoint is a worker's own: longer than a call may take."""

AT_ONCE, OF_ONE_ORGANIZATION = 8, 3
"""So many calls are on their way at once, in all and for one organization."""

_LOOK = 0.5  # seconds until what came in meanwhile is looked for
_FREE = MappingProxyType({"worker": "", "leased_until": None})


@dataclass(frozen=True, slots=True)
class Came:
    """What came back: the number of an answer, or why there is none."""

    answer: Answer
    status: int | None = None

    @property
    def is_good(self) -> bool:
        """Whether the event arrived."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004 - as HTTP has it


class Courier:
    """Sends what is due, in the name of one worker. A call has ``seconds`` in all."""

    def __init__(self, worker: str = "", seconds: float = SECONDS) -> None:
        self.worker = worker or get_random_string(20)
        self._seconds = seconds
        self._served: dict[int, int] = {}
        self._round = 0
        self._chance = random.Random()  # noqa: S311 - spreads tries, and is no secret

    def deliver_across(self, most: float = 20) -> int:
        """Send what is due, and return how many events arrived; after ``most`` seconds no further call is begun."""
        ends, arrived = time.monotonic() + most, 0
        under_way: dict[Future[Came], Delivery] = {}
        with scopes_disabled(), ThreadPoolExecutor(AT_ONCE) as pool:
            while True:
                if time.monotonic() < ends:
                    for one in self._claim(under_way.values()):
                        under_way[pool.submit(_sent, one, self._seconds)] = one
                if not under_way:
                    return arrived
                for done in wait(under_way, timeout=_LOOK, return_when=FIRST_COMPLETED).done:
                    arrived += self._note(under_way.pop(done), done.result())

    def _claim(self, under_way: Iterable[Delivery]) -> list[Delivery]:
        """Make endpoints ours that something is due for, and return what goes to each of them now."""
        busy = [one.organization_id for one in under_way]
        claimed = []
        # Whoever was served longest ago comes first, so that nobody waits behind another's thousands.
        for endpoint in sorted(_ready(), key=lambda row: (self._served.get(row.pk, 0), row.pk)):
            mine = endpoint.organization_id
            if len(busy) >= AT_ONCE or busy.count(mine) >= OF_ONE_ORGANIZATION:
                continue
            if _ready().filter(pk=endpoint.pk).update(worker=self.worker, leased_until=from_now(LEASE)):
                self._round += 1
                self._served[endpoint.pk] = self._round
                found = _next(endpoint)
                if found is None:  # forgotten in this moment
                    self._ours(endpoint.pk).update(**_FREE)
                    continue
                busy.append(mine)
                claimed.append(found)
        return claimed

    def _note(self, delivery: Delivery, came: Came) -> bool:
        """Write down what came back, let go of the endpoint, and return whether the event arrived."""
        row, ours = Delivery.objects.filter(pk=delivery.pk), self._ours(delivery.endpoint_id)
        said = {"answer": came.answer, "status": came.status, "attempts": F("attempts") + 1}
        if came.is_good:
            row.update(state=DeliveryState.DELIVERED, ended_at=Now(), **said)
            ours.update(failures=0, failing_since=None, rests_until=None, **_FREE)
        elif delivery.event == TEST:
            row.update(state=DeliveryState.FAILED, ended_at=Now(), **said)
            ours.update(**_FREE)
        else:
            if row.filter(tried_since__lt=from_now(-PATIENCE)).exists():
                row.update(state=DeliveryState.FAILED, ended_at=Now(), **said)
            else:
                row.update(due_at=from_now(self._pause(delivery.attempts)), **said)
            ours.update(
                failures=F("failures") + 1,
                failing_since=Coalesce("failing_since", Now()),
                rests_until=from_now(self._pause(delivery.endpoint.failures)),
                **_FREE,
            )
            _stop_where_it_is_time(delivery.endpoint_id, came)
        return came.is_good

    def _pause(self, failed: int) -> timedelta:
        return failures.wait(failed + 1, urgent=False, chance=self._chance)

    def _ours(self, endpoint: int) -> QuerySet[Endpoint]:
        """The endpoint, as long as nobody else has claimed it."""
        return Endpoint.objects.filter(pk=endpoint, worker=self.worker)


def _ready() -> QuerySet[Endpoint]:
    """Return the endpoints that something is due for, that do not rest, and that no worker has. A test never waits."""
    due = _due(OuterRef("pk"))
    rested = Q(rests_until=None) | Q(rests_until__lte=Now())
    return Endpoint.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=Now()),
        (Q(stopped="") & rested & Exists(due)) | Exists(due.filter(event=TEST)),
    )


def _next(endpoint: Endpoint) -> Delivery | None:
    """Return what goes to an endpoint that is ours: a test first, then what has been due the longest."""
    due = _due(endpoint.pk).select_related("endpoint").order_by("due_at", "pk")
    return due.filter(event=TEST).first() or due.first()


def _due(endpoint: int | OuterRef) -> QuerySet[Delivery]:
    return Delivery.objects.filter(endpoint=endpoint, state=DeliveryState.WAITING, due_at__lte=Now())


def _sent(delivery: Delivery, seconds: float) -> Came:
    """Call the endpoint; this is what runs beside other calls, and asks nothing of the database."""
    body, now = delivery.body, int(time.time())
    try:
        signed = headers(delivery.endpoint.secrets, delivery.name, now, body)
        return Came(Answer.NUMBER, send_json(delivery.endpoint.url, body, signed, seconds=seconds))
    except Unreadable:
        return Came(Answer.UNSIGNED)
    except Late:
        return Came(Answer.LATE)
    except Inside:
        return Came(Answer.INSIDE)
    except NotReached:
        return Came(Answer.NONE)


def _stop_where_it_is_time(pk: int, came: Came) -> None:
    """Stop an endpoint that says it is gone, or at which nothing has arrived for days."""
    endpoint = Endpoint.objects.select_related("organization").get(pk=pk)
    if came.status == HTTPStatus.GONE:
        stop(endpoint, Stopped.GONE)
    elif Endpoint.objects.filter(pk=pk, failing_since__lt=from_now(-GIVES_UP)).exists():
        stop(endpoint, Stopped.FAILING)


def put_right_across() -> int:
    """Shorten the leases and waits that a clock that was ahead has written; what has waited so is due now."""
    now, most = timedelta(0), failures.LONGEST
    with scopes_disabled():
        return (
            shorten(Endpoint.objects.all(), "leased_until", LEASE)
            + shorten(Endpoint.objects.all(), "rests_until", most, to=now)
            + shorten(Delivery.objects.filter(state=DeliveryState.WAITING), "due_at", most, to=now)
        )
