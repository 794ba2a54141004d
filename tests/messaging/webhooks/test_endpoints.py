"""What administrators do with endpoints, each of which the audit log keeps."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.models import AuditEntry
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.database_time import from_now
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.messaging.webhooks.actions import (
    add_endpoint,
    change_endpoint,
    remove_endpoint,
    replace_secret,
    send_again,
    send_test,
    start_endpoint,
    stop_endpoint,
)
from parcours.messaging.webhooks.delivery import Courier
from parcours.messaging.webhooks.models import DeliveryState
from parcours.messaging.webhooks.queries import MOST
from parcours.messaging.webhooks.retention import erase_across
from parcours.messaging.webhooks.signing import signature
from tests import factories
from tests.messaging.webhooks.made import administrator, change, deliveries, endpoint, event, now
from tests.messaging.webhooks.receiver import Receiver

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


@pytest.fixture
def by() -> Actor:
    """An administrator."""
    return administrator(factories.organization())


def verbs() -> list[str]:
    """What the log says of webhooks, in order."""
    with scopes_disabled():
        found = AuditEntry.objects.filter(verb__startswith="webhook.").order_by("pk")
        return list(found.values_list("verb", flat=True))


def test_the_secret_is_sealed_and_every_change_is_in_the_log(by: Actor) -> None:
    of, secret = endpoint(by)
    assert (now(of).secrets, secret.encode() in bytes(now(of).sealed_secret)) == ([secret], False)
    with scope(organization=by.here):
        change_endpoint(endpoint=of, by=by, version=1, url=of.url, events=["consent.given"], note="CRM")
        replace_secret(endpoint=of, by=by)
        send_test(endpoint=of, by=by)
        stop_endpoint(endpoint=of, by=by)
        start_endpoint(endpoint=of, by=by)
        remove_endpoint(endpoint=of, by=by)
    names = ("added", "changed", "secret_replaced", "tested", "stopped", "started", "removed")
    assert verbs() == [f"webhook.{name}" for name in names]
    assert deliveries() == []


def test_a_coordinator_may_not(by: Actor) -> None:
    of, _secret = endpoint(by)
    someone = factories.member(by.here, Role.COORDINATOR)
    with scope(organization=by.here):
        them = actor_for(someone, by.here)
        with pytest.raises(NotAllowed):
            add_endpoint(by=them, url=of.url, events=["person.added"])
        with pytest.raises(NotAllowed):
            replace_secret(endpoint=of, by=them)
        with pytest.raises(NotAllowed):
            send_test(endpoint=of, by=them)


def test_what_is_no_event_or_no_address_is_refused(by: Actor) -> None:
    with scope(organization=by.here):
        with pytest.raises(Refused, match="at least one event"):
            add_endpoint(by=by, url="https://hooks.example.org/", events=["person.sneezed"])
        with pytest.raises(ValidationError, match="inside our own network"):
            add_endpoint(by=by, url="https://10.0.0.1/", events=["person.added"])
        for _number in range(MOST):
            add_endpoint(by=by, url="https://hooks.example.org/", events=["person.added"])
        with pytest.raises(Refused, match="There are 10 endpoints already"):
            add_endpoint(by=by, url="https://hooks.example.org/", events=["person.added"])


def test_both_secrets_sign_for_a_day(by: Actor, receiver: Receiver) -> None:
    of, first = endpoint(by, receiver.at("/in"))
    with scope(organization=by.here):
        second = replace_secret(endpoint=of, by=by)
    event(of)
    Courier().deliver_across()
    (told,) = receiver.told
    stamp, name = int(told.headers["webhook-timestamp"]), told.headers["webhook-id"]
    signed = [signature(secret, name, stamp, told.body) for secret in (second, first)]
    assert told.headers["webhook-signature"] == " ".join(signed)
    change(of, former_until=timezone.now() - timedelta(seconds=1))
    assert now(of).secrets == [second]
    erase_across()
    assert bytes(now(of).sealed_former) == b""


def test_a_stopped_endpoint_is_told_nothing_but_a_test_until_it_is_started(
    by: Actor, receiver: Receiver
) -> None:
    of, _secret = endpoint(by, receiver.at("/in"))
    event(of)
    with scope(organization=by.here):
        stop_endpoint(endpoint=of, by=by)
        with pytest.raises(Stale):
            stop_endpoint(endpoint=of, by=by)
        send_test(endpoint=of, by=by)
        with pytest.raises(Refused, match="on its way already"):
            send_test(endpoint=of, by=by)
    assert Courier().deliver_across() == 1
    assert [one.said["type"] for one in receiver.told] == ["webhook.test"]
    with scope(organization=by.here):
        start_endpoint(endpoint=of, by=by)
        with pytest.raises(Stale):
            start_endpoint(endpoint=of, by=by)
    assert Courier().deliver_across() == 1
    assert now(of).stopped == ""


def test_a_test_is_tried_once_and_stops_nothing(by: Actor, receiver: Receiver) -> None:
    of, _secret = endpoint(by, receiver.at("/410"))
    with scope(organization=by.here):
        send_test(endpoint=of, by=by)
    assert Courier().deliver_across() == 0
    (kept,) = deliveries()
    after = now(of)
    assert (kept.state, kept.status, after.failures, after.stopped) == (DeliveryState.FAILED, 410, 0, "")


def test_what_ended_is_sent_again_under_the_same_id(by: Actor, receiver: Receiver) -> None:
    of, _secret = endpoint(by, receiver.at("/in"))
    event(of)
    Courier().deliver_across()
    with scope(organization=by.here):
        send_again(delivery=deliveries()[0], by=by)
        with pytest.raises(Stale):
            send_again(delivery=deliveries()[0], by=by)
    assert Courier().deliver_across() == 1
    assert len({one.headers["webhook-id"] for one in receiver.told}) == 1
    assert len(receiver.told) == 2


def test_who_changes_second_is_told(by: Actor) -> None:
    of, _secret = endpoint(by)
    with scope(organization=by.here):
        change_endpoint(endpoint=of, by=by, version=1, url=of.url, events=["person.added"], note="first")
        with pytest.raises(Stale):
            change_endpoint(endpoint=of, by=by, version=1, url=of.url, events=["person.added"], note="second")
    assert now(of).note == "first"


def test_thirty_days_after_it_happened_a_delivery_goes(by: Actor) -> None:
    of, _secret = endpoint(by)
    old, kept = event(of), event(of)
    change(old, happened_at=from_now(timedelta(days=-30, seconds=-1)))
    assert erase_across() == 1
    assert [one.pk for one in deliveries()] == [kept.pk]
