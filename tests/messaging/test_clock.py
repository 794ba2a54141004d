"""T57: the machine's clock jumps; nothing is sent twice, and what waits waits no longer than it ever does."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_scopes import scopes_disabled

from parcours.core.database_time import from_now
from parcours.jobs import clock, leases
from parcours.messaging.delivery import LEASE, Postman
from parcours.messaging.failures import LONGEST
from parcours.messaging.models import State
from parcours.messaging.webhooks.delivery import LEASE as CALL
from tests import factories
from tests.clocks import HOUR_BACK, YEAR_AHEAD, moved
from tests.messaging.rows import change, invite, row, rows
from tests.messaging.webhooks import made as webhooks

pytestmark = pytest.mark.django_db

SOON = timedelta(minutes=1)


def begins(worker: str) -> None:
    """A worker takes the next message, and is at it."""
    with scopes_disabled():
        assert Postman(worker)._claim() is not None  # noqa: SLF001 - and it has not said yet how it went


@pytest.mark.parametrize("step", [HOUR_BACK, YEAR_AHEAD])
def test_t57_what_was_sent_is_not_sent_again(step: timedelta) -> None:
    invite("ana@example.org", factories.organization())
    assert Postman().deliver_across() == 1
    with moved(step):
        clock.look()
        assert Postman().deliver_across() == 0
    assert (len(mail.outbox), row().state) == (1, State.SENT)


def test_t57_an_hour_back_takes_no_message_from_who_is_sending_it() -> None:
    invite("ana@example.org", factories.organization())
    leases.renew("one")
    begins("one")
    with moved(HOUR_BACK):
        clock.look()
        assert Postman("other").deliver_across() == 0
        assert row().leased_until is not None
    with moved(HOUR_BACK + LEASE + SOON):
        assert Postman("other").deliver_across() == 1  # and from one that is gone, as soon as ever


def test_t57_what_a_clock_that_was_a_year_ahead_put_off_leaves_now() -> None:
    ours = factories.organization()
    with moved(YEAR_AHEAD):
        leases.renew("one")
        invite("ana@example.org", ours)
        invite("noor@example.org", ours)
        begins("gone")
    assert Postman().deliver_across() == 0
    assert clock.look() == 2
    assert Postman().deliver_across() == 1
    with moved(LEASE + SOON):
        assert Postman().deliver_across() == 1
    assert sorted(one.to[0] for one in mail.outbox) == ["ana@example.org", "noor@example.org"]


def test_t57_quiet_hours_are_kept_when_the_clock_is_set_back() -> None:
    invite("ana@example.org", factories.organization())
    change(row(), due_at=from_now(timedelta(hours=9)))
    leases.renew("one")
    with moved(HOUR_BACK):
        clock.look()
        assert Postman().deliver_across() == 0
    assert rows()[0].state == State.WAITING


def test_t57_systems_that_listen_are_told_as_soon_as_ever() -> None:
    of, _secret = webhooks.endpoint(webhooks.administrator(factories.organization()))
    with moved(YEAR_AHEAD):
        leases.renew("one")
        kept = webhooks.event(of)
        webhooks.change(of, leased_until=from_now(CALL), rests_until=from_now(LONGEST))
    assert clock.look() == 3
    now, after = webhooks.now(of), webhooks.deliveries()[0]
    assert now.leased_until is not None
    assert now.rests_until is not None
    assert max(now.rests_until, after.due_at) <= timezone.now() + SOON
    assert (kept.pk, now.leased_until <= timezone.now() + CALL + SOON) == (after.pk, True)
