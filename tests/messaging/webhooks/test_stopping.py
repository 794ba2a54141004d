"""An endpoint at which nothing arrives is stopped, and its administrators are told."""

from datetime import timedelta

import pytest
from django_scopes import scopes_disabled

from parcours.core.database_time import from_now
from parcours.messaging.contents import contents
from parcours.messaging.models import Outgoing
from parcours.messaging.webhooks.delivery import Courier
from parcours.messaging.webhooks.models import DeliveryState, Stopped
from parcours.messaging.webhooks.stopping import stop
from tests import factories
from tests.messaging.webhooks.made import administrator, change, deliveries, endpoint, event, now
from tests.messaging.webhooks.receiver import Receiver

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.usefixtures("outbox"),
]


def letters() -> list[str]:
    """The subjects and texts of what is in the outbox."""
    with scopes_disabled():
        found = [contents(row) for row in Outgoing.objects.filter(key="webhook.stopped").order_by("pk")]
    return [f"{one.subject}\n{one.text}" for one in found if one]


def test_after_five_days_it_is_stopped_and_said(receiver: Receiver) -> None:
    by = administrator(factories.organization(name_en="North"))
    of, _secret = endpoint(by, receiver.at("/500"))
    event(of)
    change(of, failing_since=from_now(timedelta(days=-4)))
    Courier().deliver_across()
    assert (now(of).stopped, letters()) == ("", [])
    change(deliveries()[0], due_at=from_now(timedelta(seconds=-1)))
    change(of, failing_since=from_now(timedelta(days=-5, seconds=-1)), rests_until=None)
    Courier().deliver_across()
    assert now(of).stopped == Stopped.FAILING
    (letter,) = letters()
    assert letter.splitlines()[0] == "Another system no longer hears from North"
    assert "127.0.0.1 are stopped: nothing has arrived since" in " ".join(letter.split())
    assert deliveries()[0].state == DeliveryState.WAITING


def test_one_that_is_gone_for_good_is_stopped_at_once(receiver: Receiver) -> None:
    by = administrator(factories.organization())
    of, _secret = endpoint(by, receiver.at("/410"))
    event(of)
    Courier().deliver_across()
    assert (now(of).stopped, len(letters())) == (Stopped.GONE, 1)
    stop(now(of), Stopped.GONE)
    assert len(letters()) == 1
