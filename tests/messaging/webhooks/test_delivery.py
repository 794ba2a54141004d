"""T35: what is kept reaches whoever listens, signed and once; who is slow, fails or never ends holds up nobody else."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from parcours.core.database_time import from_now
from parcours.core.keyring import Unreadable
from parcours.messaging.webhooks.delivery import OF_ONE_ORGANIZATION, Courier
from parcours.messaging.webhooks.models import Answer, DeliveryState
from parcours.messaging.webhooks.signing import signature
from tests import factories
from tests.messaging.webhooks.made import administrator, change, deliveries, endpoint, event, now
from tests.messaging.webhooks.receiver import Receiver

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]

SOON = 0.2  # seconds that a call has which nobody answers


def test_t35_an_event_arrives_signed_and_says_numbers_and_codes(receiver: Receiver) -> None:
    ours = factories.organization("north")
    of, secret = endpoint(administrator(ours), receiver.at("/in"))
    kept = event(of)
    assert Courier().deliver_across() == 1
    (told,) = receiver.told
    assert told.said == {
        "type": "person.added",
        "timestamp": "2026-11-26T12:00:00+00:00",
        "data": {"organization": "north", "person": 7},
    }
    stamp = int(told.headers["webhook-timestamp"])
    assert told.headers["webhook-id"] == kept.name
    assert told.headers["webhook-signature"] == signature(secret, kept.name, stamp, told.body)
    (after,) = deliveries()
    assert (after.state, after.status, after.attempts) == (DeliveryState.DELIVERED, 200, 1)
    assert Courier().deliver_across() == 0


def test_events_of_an_endpoint_arrive_in_order(receiver: Receiver) -> None:
    of, _secret = endpoint(administrator(factories.organization()), receiver.at("/in"))
    for number in range(3):
        event(of, person=number)
    assert Courier().deliver_across() == 3
    assert [one.said["data"]["person"] for one in receiver.told] == [0, 1, 2]


def test_t35_a_system_that_is_slow_holds_up_no_other(receiver: Receiver) -> None:
    slow, _secret = endpoint(administrator(factories.organization()), receiver.at("/slow"))
    quick, _secret = endpoint(administrator(factories.organization()), receiver.at("/in"))
    event(slow)
    for _number in range(4):
        event(quick)
    receiver.enough = 4  # the slow one answers only when the other has been told everything
    assert Courier().deliver_across() == 5
    assert sorted(receiver.paths) == ["/in", "/in", "/in", "/in", "/slow"]


def test_t35_many_slow_systems_of_one_organization_leave_room_for_others(receiver: Receiver) -> None:
    by = administrator(factories.organization())
    for number in range(OF_ONE_ORGANIZATION + 2):
        event(endpoint(by, receiver.at(f"/slow/{number}"))[0])
    other, _secret = endpoint(administrator(factories.organization()), receiver.at("/in"))
    event(other)
    receiver.enough = 1
    assert Courier().deliver_across() == 6
    before = receiver.paths[: receiver.paths.index("/in")]
    assert {*before} <= {"/slow/0", "/slow/1", "/slow/2"}


@pytest.mark.parametrize(
    ("path", "answer", "status"),
    [
        ("/500", Answer.NUMBER, 500),
        ("/302", Answer.NUMBER, 302),
        ("/404", Answer.NUMBER, 404),
        ("/slow", Answer.LATE, None),
    ],
)
def test_t35_what_does_not_arrive_is_tried_again_later_under_the_same_id(
    receiver: Receiver, path: str, answer: Answer, status: int | None
) -> None:
    of, _secret = endpoint(administrator(factories.organization()), receiver.at(path))
    event(of)
    assert Courier(seconds=SOON if path == "/slow" else 5).deliver_across() == 0
    courier = Courier()
    assert courier.deliver_across() == 0
    assert receiver.paths == [path]  # no redirect is followed, and nothing is tried again at once
    (kept,) = deliveries()
    assert (kept.state, kept.answer, kept.status, kept.attempts) == ("waiting", answer, status, 1)
    change(kept, due_at=from_now(timedelta(seconds=-1)))
    assert courier.deliver_across() == 0  # the endpoint rests
    change(of, rests_until=from_now(timedelta(seconds=-1)), url=receiver.at("/in"))
    assert courier.deliver_across() == 1
    assert [one.headers["webhook-id"] for one in receiver.told] == [kept.name, kept.name]
    after = now(of)
    assert (after.failures, after.failing_since, after.rests_until) == (0, None, None)


def test_t35_an_answer_without_end_is_not_read(receiver: Receiver) -> None:
    of, _secret = endpoint(administrator(factories.organization()), receiver.at("/huge"))
    event(of)
    assert Courier().deliver_across() == 1


def test_t34_a_name_that_leads_inside_is_told_nothing(receiver: Receiver, settings: Settings) -> None:
    of, _secret = endpoint(administrator(factories.organization()), receiver.at("/in"))
    event(of)
    settings.INTERNAL_HOSTS = []
    change(of, url="https://127.0.0.1/in")
    assert Courier().deliver_across() == 0
    assert (deliveries()[0].answer, receiver.told) == (Answer.INSIDE, [])


def test_nobody_who_listens_is_said(receiver: Receiver) -> None:
    of, _secret = endpoint(administrator(factories.organization()), "http://127.0.0.1:9/")
    event(of)
    assert Courier().deliver_across() == 0
    assert (deliveries()[0].answer, receiver.told) == (Answer.NONE, [])


def test_after_three_days_somebody_must_look(receiver: Receiver) -> None:
    of, _secret = endpoint(administrator(factories.organization()), receiver.at("/500"))
    change(event(of), tried_since=from_now(timedelta(days=-3, seconds=-1)))
    Courier().deliver_across()
    (kept,) = deliveries()
    assert (kept.state, kept.ended_at is not None) == (DeliveryState.FAILED, True)


def test_an_endpoint_that_another_worker_has_is_left_alone_until_that_is_gone(receiver: Receiver) -> None:
    of, _secret = endpoint(administrator(factories.organization()), receiver.at("/in"))
    event(of)
    change(of, worker="other", leased_until=from_now(timedelta(minutes=1)))
    assert Courier().deliver_across() == 0
    change(of, leased_until=from_now(timedelta(seconds=-1)))
    assert Courier().deliver_across() == 1


def test_without_its_secret_nothing_is_sent(receiver: Receiver, settings: Settings) -> None:
    of, _secret = endpoint(administrator(factories.organization()), receiver.at("/in"))
    event(of)
    settings.DATA_KEYS = {"other": b"x" * 32}
    with pytest.raises(Unreadable):
        assert now(of).secrets
    assert Courier().deliver_across() == 0
    assert (deliveries()[0].answer, receiver.told) == (Answer.UNSIGNED, [])
