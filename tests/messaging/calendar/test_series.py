"""Series: made, changed and ended, and what two programs of others read of them."""

import datetime as dt
import itertools
from collections.abc import Sequence

import pytest
import vobject
from django.utils.translation import override
from django_scopes import scope
from ical.calendar_stream import IcsCalendarStream

from parcours.accounts.actors import Actor
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.messaging.calendar.actions import (
    Details,
    Person,
    Repeat,
    cancel_appointment,
    cancel_following,
    change_appointment,
    change_following,
    make_series,
)
from parcours.messaging.calendar.clocks import recompute_across
from parcours.messaging.calendar.files import feed
from parcours.messaging.calendar.models import Appointment, Feed
from parcours.messaging.calendar.queries import appointments_of
from parcours.messaging.calendar.times import When, repeats_in_words
from parcours.messaging.contents import contents
from tests import factories
from tests.messaging.calendar.made import TORONTO, coordinator, details, file_of, method_of
from tests.messaging.calendar.made import make as make_one
from tests.messaging.rows import rows

pytestmark = pytest.mark.django_db

ANA, BEN = "ana@example.org", "ben@example.org"
AUTUMN = dt.date(2030, 10, 15)
"""A Tuesday before the clocks go back, on 3 November 2030; they go forward on 10 March 2031."""
_NUMBERS = itertools.count()
NOON = details(day=AUTUMN, time="12:00")


@pytest.fixture
def by() -> Actor:
    """The coordinator of an organization."""
    return coordinator(factories.organization("north", contact_email="hello@north.example"))


def make(by: Actor, *people: str, until: dt.date = dt.date(2031, 3, 18), weeks: int = 1) -> list[Appointment]:
    """Twenty-three Tuesdays at noon in Toronto, across both changes of the clocks."""
    with scope(organization=by.here):
        first = make_series(
            details=NOON,
            repeat=Repeat(weeks, until),
            people=[Person(one) for one in people or (ANA,)],
            by=by,
        )
        return list(Appointment.objects.filter(series=first.series).order_by("slot"))


def change_one(row: Appointment, by: Actor, to: Details, *people: str) -> None:
    with scope(organization=by.here):
        change_appointment(
            appointment=row,
            sequence=row.sequence,
            details=to,
            people=[Person(one) for one in people or (ANA,)],
            by=by,
        )


def change_rest(row: Appointment, by: Actor, to: Details, *people: str) -> Appointment:
    with scope(organization=by.here):
        return change_following(
            appointment=row,
            sequence=row.sequence,
            details=to,
            people=[Person(one) for one in people or (ANA,)],
            by=by,
        )


def end(row: Appointment, by: Actor) -> None:
    with scope(organization=by.here):
        cancel_following(appointment=row, sequence=row.sequence, by=by)


def cancel_one(row: Appointment, by: Actor) -> None:
    with scope(organization=by.here):
        cancel_appointment(appointment=row, sequence=row.sequence, by=by)


def fed(by: Actor, email: str = ANA) -> str:
    """The feed of a person."""
    with scope(organization=by.here):
        whose = Feed(organization=by.here, email=email, language="en")
        return feed(appointments_of(None, email), whose).decode()


def by_vobject(file: str) -> list[dt.datetime]:
    """The instants at which vobject says that something begins; it knows no RECURRENCE-ID, so that we do that part."""
    # By a new name each time: it goes on with what the first file said about one.
    events = vobject.readOne(file.replace(TORONTO, f"Nowhere/{next(_NUMBERS)}")).vevent_list
    found, elsewhere = (
        [],
        {
            (one.uid.value, one.recurrence_id.value.astimezone(dt.UTC))
            for one in events
            if hasattr(one, "recurrence_id")
        },
    )
    for one in events:
        if not hasattr(one, "rrule"):
            found.append(one.dtstart.value.astimezone(dt.UTC))
            continue
        zone = one.dtstart.value.tzinfo
        days = [day if day.tzinfo else day.replace(tzinfo=zone) for day in one.getrruleset(addRDate=True)]
        instants = [day.astimezone(dt.UTC) for day in days]
        found += [at for at in instants if (one.uid.value, at) not in elsewhere]
    return sorted(found)


def by_ical(file: str) -> list[dt.datetime]:
    """The instants at which ical says that something begins."""
    timeline = IcsCalendarStream.calendar_from_ics(file).timeline
    return sorted(one.start_datetime.astimezone(dt.UTC) for one in timeline)


def kept(by: Actor) -> list[dt.datetime]:
    """The instants that we keep."""
    with scope(organization=by.here):
        return sorted(Appointment.objects.filter(cancelled_at=None).values_list("starts_at", flat=True))


def agrees(by: Actor) -> bool:
    """Whether both programs read from the feed what we keep."""
    assert by_vobject(fed(by)) == kept(by)
    assert by_ical(fed(by)) == kept(by)
    return True


def sent(email: str) -> list[tuple[str, str]]:
    """The messages to somebody, and the methods of their files."""
    return [(row.key, str(method_of(row))) for row in rows() if row.to == email]


def last_file(email: str = ANA) -> str:
    return file_of([row for row in rows() if row.to == email][-1])


def test_t56_a_series_is_at_the_same_time_on_the_clock_across_both_changes(by: Actor) -> None:
    made = make(by)
    assert len(made) == 23
    assert {one.starts_at.hour for one in made} == {16, 17}
    assert by_vobject(last_file()) == kept(by)
    assert by_ical(last_file()) == kept(by)
    assert agrees(by)


def test_everybody_gets_one_message_for_the_whole_series(by: Actor) -> None:
    make(by, ANA, BEN)
    assert sent(ANA) == sent(BEN) == [("appointment.invited", "REQUEST")]
    said = str(getattr(contents(rows()[0]), "text", "")).replace("\xa0", " ")
    assert "When: every Tuesday, noon–1 p.m., until 18 Mar 2031 – Eastern (Toronto, Montréal)\r\n" in said


def test_one_moved_one_cancelled_and_ended_early(by: Actor) -> None:
    made = make(by)
    uid = vobject.readOne(last_file()).vevent.uid.value
    change_one(made[3], by, details(day=dt.date(2030, 11, 7), time="15:00"))
    moved = vobject.readOne(last_file()).vevent
    assert (moved.uid.value, moved.sequence.value) == (uid, "1")
    assert moved.recurrence_id.value.astimezone(dt.UTC) == made[3].starts_at
    cancel_one(made[5], by)
    gone = vobject.readOne(last_file()).vevent
    assert (gone.uid.value, gone.sequence.value, gone.status.value) == (uid, "2", "CANCELLED")
    assert gone.recurrence_id.value.astimezone(dt.UTC) == made[5].starts_at
    end(made[10], by)
    rule = vobject.readOne(last_file()).vevent_list[0]
    assert (rule.uid.value, rule.sequence.value) == (uid, "3")
    assert sent(ANA) == [
        ("appointment.invited", "REQUEST"),
        ("appointment.changed", "REQUEST"),
        ("appointment.cancelled", "CANCEL"),
        ("appointment.changed", "REQUEST"),
    ]
    assert len(kept(by)) == 9
    assert by_ical(last_file()) == kept(by)
    assert agrees(by)


def test_all_that_follow_become_a_series_of_their_own(by: Actor) -> None:
    made = make(by, ANA, BEN)
    cancel_one(made[12], by)
    change_one(made[11], by, details(day=dt.date(2031, 1, 2), time="09:00"), ANA, BEN)
    row = change_rest(made[10], by, details(day=made[10].day + dt.timedelta(days=1), time="18:30"), ANA)
    assert (row.pk, row.slot) == (made[10].pk, made[10].day + dt.timedelta(days=1))
    assert sent(ANA)[-2:] == [("appointment.changed", "REQUEST"), ("appointment.invited", "REQUEST")]
    assert sent(BEN)[-1:] == [("appointment.changed", "REQUEST")]
    assert len(kept(by)) == 22
    assert agrees(by)
    assert len(by_ical(fed(by, BEN))) == 10


@pytest.mark.parametrize("days", [-7, 1, 7])
def test_from_the_first_on_the_series_itself_changes(by: Actor, days: int) -> None:
    made = make(by, ANA, BEN, until=dt.date(2030, 12, 31))
    before = vobject.readOne(last_file()).vevent.uid.value
    change_rest(
        made[0], by, details(day=AUTUMN + dt.timedelta(days=days), time="08:00"), ANA, "cy@example.org"
    )
    assert sent(ANA)[-1:] == [("appointment.changed", "REQUEST")]
    assert sent(BEN)[-1:] == [("appointment.cancelled", "CANCEL")]
    assert sent("cy@example.org") == [("appointment.invited", "REQUEST")]
    read = vobject.readOne(last_file()).vevent
    assert (read.uid.value, read.sequence.value) == (before, "1")
    assert agrees(by)


def test_cancelled_from_the_first_on_nothing_is_left(by: Actor) -> None:
    made = make(by)
    end(made[0], by)
    read = vobject.readOne(last_file()).vevent
    assert (read.status.value, hasattr(read, "recurrence_id")) == ("CANCELLED", False)
    assert kept(by) == by_ical(fed(by)) == []


def test_whoever_came_to_one_of_those_cancelled_only_is_told_that_it_is(by: Actor) -> None:
    made = make(by)
    change_one(made[12], by, details(day=made[12].day, time="12:00"), ANA, BEN)
    end(made[10], by)
    assert sent(BEN) == [("appointment.invited", "REQUEST"), ("appointment.cancelled", "CANCEL")]


def test_another_title_for_one_is_an_exception_and_no_name_in_a_feed(by: Actor) -> None:
    made = make(by)
    change_one(made[2], by, details(day=made[2].day, time="12:00", title_en="With Omar"))
    assert "With Omar" in last_file()
    assert len(vobject.readOne(fed(by)).vevent_list) == 1
    assert agrees(by)


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (AUTUMN, "A series comes twice at least. Choose a later last day."),
        (dt.date(2032, 1, 1), "A series has 60 appointments at most. Choose an earlier last day."),
    ],
)
def test_too_short_and_too_long_are_refused(by: Actor, until: dt.date, why: str) -> None:
    with pytest.raises(Refused) as refused:
        make(by, until=until)
    assert str(refused.value) == why


@pytest.mark.parametrize(("first", "time"), [((2030, 10, 27), "01:30"), ((2031, 2, 23), "02:30")])
def test_t56_a_series_at_an_hour_that_the_clocks_skip_or_repeat_is_refused(
    by: Actor, first: tuple[int, int, int], time: str
) -> None:
    day = dt.date(*first)
    with scope(organization=by.here), pytest.raises(Refused) as refused:
        make_series(
            details=details(day=day, time=time), repeat=Repeat(1, day + dt.timedelta(30)), people=[], by=by
        )
    assert str(refused.value).startswith("On ")


def test_what_is_over_cannot_be_made(by: Actor) -> None:
    day = dt.date(2020, 1, 7)
    with scope(organization=by.here), pytest.raises(Refused) as refused:
        make_series(details=details(day=day), repeat=Repeat(2, day + dt.timedelta(60)), people=[], by=by)
    assert str(refused.value) == "This time is over already. Choose one to come."


def test_one_by_itself_has_nothing_that_follows(by: Actor) -> None:
    alone = make_one(by, ANA)
    with pytest.raises(Refused):
        end(alone, by)


def test_somebody_else_s_change_is_not_overwritten(by: Actor) -> None:
    made = make(by)
    cancel_one(made[1], by)
    change_one(made[2], by, details(day=made[2].day, time="13:00"))
    with pytest.raises(Stale):
        change_rest(made[2], by, NOON)


def test_only_who_manages_appointments_may(by: Actor) -> None:
    made = make(by)
    nobody = Actor(by.here)
    tries: Sequence[object] = (
        lambda: make(nobody),
        lambda: end(made[0], nobody),
        lambda: change_rest(made[0], nobody, details()),
    )
    for one in tries:
        with pytest.raises(NotAllowed):
            one()  # type: ignore[operator]


def test_t56_new_rules_for_clocks_tell_everybody_once(by: Actor) -> None:
    made = make(by, ANA, BEN)
    with scope(organization=by.here):
        for row in made[:4]:
            Appointment.objects.filter(pk=row.pk).update(starts_at=row.starts_at + dt.timedelta(hours=1))
    assert recompute_across() == 4
    assert sent(ANA) == sent(BEN) == [("appointment.invited", "REQUEST"), ("appointment.moved", "REQUEST")]
    assert vobject.readOne(last_file()).vevent.sequence.value == "1"
    assert agrees(by)
    assert recompute_across() == 0


@pytest.mark.parametrize(
    ("language", "weeks", "said"),
    [
        ("en", 1, "every Tuesday, noon–1 p.m., until 30 Mar 2027 – Eastern (Toronto, Montréal)"),
        ("fr", 1, "chaque mardi, 12 h 00–13 h 00, jusqu’au 30 mars 2027 – Est (Toronto, Montréal)"),
        ("en", 2, "every 2 weeks on Tuesday, noon–1 p.m., until 30 Mar 2027 – Eastern (Toronto, Montréal)"),
        (
            "fr",
            2,
            "aux 2 semaines, le mardi, 12 h 00–13 h 00, jusqu’au 30 mars 2027 – Est (Toronto, Montréal)",
        ),
    ],
)
def test_it_is_said_in_words(language: str, weeks: int, said: str) -> None:
    with override("fr-ca" if language == "fr" else language):
        words = repeats_in_words(
            When(dt.date(2026, 12, 1), dt.time(12), TORONTO), dt.date(2027, 3, 30), weeks, 60
        )
    assert words.replace("\xa0", " ") == said
