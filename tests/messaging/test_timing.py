"""Messages come when people are awake, and together where they can wait."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from parcours.core.database_time import from_now
from parcours.messaging.actions import post
from parcours.messaging.contents import contents
from parcours.messaging.delivery import Postman
from parcours.messaging.models import Outgoing, Pace, Preferences, State
from parcours.messaging.subscriptions import SUMMARY, stop, subscription
from parcours.messaging.tasks import gather
from parcours.messaging.timing import after_quiet, gathered_at, preferences_of, zone_of
from tests import factories
from tests.messaging.rows import change, code, row, rows

TORONTO = ZoneInfo("America/Toronto")
DATABASE = pytest.mark.django_db


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TORONTO)


@pytest.mark.parametrize(
    ("moment", "comes"),
    [
        (local(25, 20, 59), local(25, 20, 59)),
        (local(25, 21), local(26, 7)),
        (local(26, 0, 30), local(26, 7)),
        (local(26, 6, 59), local(26, 7)),
        (local(26, 7), local(26, 7)),
    ],
)
def test_nothing_comes_between_nine_and_seven(moment: datetime, comes: datetime) -> None:
    assert after_quiet(moment.astimezone(UTC), Preferences(), TORONTO) == comes


def test_quiet_may_be_by_day_or_never() -> None:
    by_day = Preferences(quiet_from=9, quiet_until=17)
    assert after_quiet(local(25, 12), by_day, TORONTO) == local(25, 17)
    assert after_quiet(local(25, 18), by_day, TORONTO) == local(25, 18)
    never = Preferences(quiet_from=8, quiet_until=8)
    assert after_quiet(local(25, 3), never, TORONTO) == local(25, 3)


@given(
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - in UTC below
    begin=st.integers(0, 23),
    end=st.integers(0, 23),
    zone=st.sampled_from(["America/St_Johns", "America/Toronto", "America/Vancouver"]),
)
def test_t56_what_is_put_off_comes_within_a_day_and_never_in_quiet_hours(
    moment: datetime, begin: int, end: int, zone: str
) -> None:
    quiet, there = Preferences(quiet_from=begin, quiet_until=end), ZoneInfo(zone)
    when = moment.replace(tzinfo=UTC)
    later = after_quiet(when, quiet, there)
    assert timedelta(0) <= later - when <= timedelta(hours=25)
    assert after_quiet(later, quiet, there) == later


def test_what_can_wait_comes_in_the_morning_or_at_the_hour() -> None:
    assert gathered_at(local(25, 7, 30), Preferences(), TORONTO) == local(25, 8)
    assert gathered_at(local(25, 8), Preferences(), TORONTO) == local(26, 8)
    hourly = Preferences(pace=Pace.HOUR)
    assert gathered_at(local(25, 8, 10), hourly, TORONTO) == local(25, 9)
    assert gathered_at(local(25, 20, 10), hourly, TORONTO) == local(26, 7)
    late = Preferences(quiet_until=10)
    assert gathered_at(local(25, 12), late, TORONTO) == local(26, 10)


@DATABASE
def test_the_zone_is_the_person_s_or_the_organization_s_or_the_site_s() -> None:
    ours = factories.organization(time_zone="America/Vancouver")
    assert zone_of(Preferences(time_zone="America/Halifax"), ours).key == "America/Halifax"
    assert zone_of(Preferences(), ours).key == "America/Vancouver"
    assert zone_of(preferences_of(None), None).key == "America/Toronto"


def named(to: object, of: object, partner: str = "Harbour") -> Outgoing:
    """A message that can wait."""
    post("partner.named", to=to, organization=of, partner=partner, day="today", role="funder")  # type: ignore[arg-type]
    return rows()[-1]


@DATABASE
def test_at_night_a_code_is_sent_and_news_is_put_off() -> None:
    ours = factories.organization()
    with time_machine.travel(local(25, 23), tick=False):
        code()
        post("import.finished", to="ana@example.org", organization=ours, file="f", applied=1, total=1)
    one, other = rows()
    # The database’s clock, which does not travel, says when something is due at once.
    assert (other.due_at, one.due_at <= datetime.now(UTC)) == (local(26, 7), True)


@DATABASE
def test_what_can_wait_is_gathered_into_one_message() -> None:
    user, ours = factories.user("ana@example.org", language="fr"), factories.organization("ours")
    for partner in ("Harbour", "Lakeside", "Rivermouth"):
        named(user, ours, partner)
    assert (gather.func(), [one.state for one in rows()]) == (0, [State.HELD] * 3)
    change(rows()[0], due_at=from_now(timedelta(seconds=-1)))
    with time_machine.travel(local(25, 12), tick=False):
        assert (gather.func(), gather.func()) == (1, 0)
    *parts, whole = rows()
    assert [(one.state, one.gathered_into_id) for one in parts] == [(State.GATHERED, whole.pk)] * 3
    assert (whole.state, whole.key, whole.to, whole.language) == (
        State.WAITING,
        SUMMARY,
        "ana@example.org",
        "fr",
    )
    said = contents(whole)
    assert said is not None
    assert (said.subject, said.text.count("Ours a nommé")) == ("Nouvelles de Ours", 3)
    assert "List-Unsubscribe" in said.headers


@DATABASE
def test_what_waits_alone_goes_as_it_is() -> None:
    named("ana@example.org", factories.organization())
    change(row(), due_at=from_now(timedelta(seconds=-1)))
    assert gather.func() == 1
    assert (row().state, row().key) == (State.WAITING, "partner.named")
    assert Postman().deliver_across() == 1


@DATABASE
def test_piles_are_a_person_s_and_an_organization_s() -> None:
    ours, theirs = factories.organization(), factories.organization()
    for of in (ours, theirs):
        for to in ("ana@example.org", "luc@example.org"):
            named(to, of)
            change(named(to, of), due_at=from_now(timedelta(seconds=-1)))
    assert gather.func() == 4
    wholes = [(one.to, one.organization) for one in rows() if one.key == SUMMARY]
    assert sorted(wholes, key=str) == sorted(
        [(to, of) for of in (ours, theirs) for to in ("ana@example.org", "luc@example.org")], key=str
    )


@DATABASE
def test_whoever_wants_each_at_once_gets_each_at_once() -> None:
    user = factories.user()
    Preferences.objects.create(user=user, pace=Pace.EACH, quiet_from=0, quiet_until=0)
    assert named(user, factories.organization()).state == State.WAITING


@DATABASE
def test_what_was_gathered_for_somebody_who_stops_it_is_not_sent() -> None:
    ours = factories.organization()
    for _number in range(2):
        change(named("ana@example.org", ours), due_at=from_now(timedelta(seconds=-1)))
    stop(subscription("ana@example.org", SUMMARY))
    gather.func()
    assert rows()[-1].state == State.UNWANTED
