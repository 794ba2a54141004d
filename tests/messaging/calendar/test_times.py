"""T56: hours that the clock skips or shows twice, zones that no longer change, half an hour."""

import datetime as dt

import pytest
from django.utils import translation

from parcours.core.zones import ZONES
from parcours.messaging.calendar.times import Absent, Ambiguous, When, in_words, offset

AUTUMN, SPRING = dt.date(2026, 11, 1), dt.date(2027, 3, 14)


def at(day: dt.date, time: str, zone: str = "America/Toronto", *, is_later: bool | None = None) -> When:
    return When(day, dt.time.fromisoformat(time), zone, is_later)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_t56_an_ambiguous_time_is_asked_for() -> None:
    with pytest.raises(Ambiguous, match=r"This time comes twice: on 1 Nov 2026 the clocks go back\."):
        at(AUTUMN, "01:30").instant()
    assert [at(AUTUMN, "01:30", is_later=later).instant() for later in (False, True)] == [
        utc("2026-11-01 05:30"),
        utc("2026-11-01 06:30"),
    ]


def test_t56_an_absent_time_is_refused() -> None:
    with pytest.raises(Absent, match=r"This time does not exist: on 14 Mar 2027 the clocks go forward"):
        at(SPRING, "02:30").instant()
    with pytest.raises(Absent):
        at(SPRING, "02:30", is_later=True).instant()


@pytest.mark.parametrize(
    ("day", "time", "zone", "instant"),
    [
        ("2026-11-01", "00:59", "America/Toronto", "2026-11-01 04:59"),
        ("2026-11-01", "02:00", "America/Toronto", "2026-11-01 07:00"),
        ("2027-03-14", "03:00", "America/Toronto", "2027-03-14 07:00"),
        ("2026-12-03", "18:00", "America/Vancouver", "2026-12-04 01:00"),  # as in summer: no change any more
        ("2026-11-01", "01:30", "America/Vancouver", "2026-11-01 08:30"),
        ("2027-03-14", "02:30", "America/Edmonton", "2027-03-14 08:30"),
        ("2026-12-03", "18:00", "America/Winnipeg", "2026-12-03 23:00"),
        ("2026-07-03", "18:00", "America/St_Johns", "2026-07-03 20:30"),
        ("2026-12-03", "18:00", "America/St_Johns", "2026-12-03 21:30"),
        ("2026-12-03", "18:00", "America/Regina", "2026-12-04 00:00"),
        ("2028-02-29", "18:00", "America/Halifax", "2028-02-29 22:00"),
    ],
)
def test_t56_a_time_on_the_clock_is_an_instant(day: str, time: str, zone: str, instant: str) -> None:
    assert at(dt.date.fromisoformat(day), time, zone).instant() == utc(instant)


@pytest.mark.parametrize("zone", ZONES)
def test_t56_every_hour_of_both_changes_is_one_two_or_no_instants(zone: str) -> None:
    for day in (AUTUMN, SPRING):
        shown = [(hour, at(day, f"{hour:02}:30", zone).instants()) for hour in range(24)]
        changes = [(hour, len(found)) for hour, found in shown if len(found) != 1]
        moves = offset(utc("2026-10-31 12:00"), zone) != offset(utc("2026-12-31 12:00"), zone)
        assert changes == ([(1, 2)] if day == AUTUMN else [(2, 0)]) * moves


def test_in_words_says_whose_time_it_is() -> None:
    instant = utc("2026-12-03 19:30")
    assert in_words(instant, "America/Toronto") == (
        "Thursday 3 Dec 2026, 2:30 p.m. – Eastern (Toronto, Montréal)"
    )
    with translation.override("fr-ca"):
        assert in_words(instant, "America/Toronto").replace("\xa0", " ") == (
            "jeudi 3 déc. 2026, 14 h 30 – Est (Toronto, Montréal)"
        )


def test_in_words_tells_an_hour_that_comes_twice_apart() -> None:
    said = [in_words(utc(f"2026-11-01 0{hour}:30"), "America/Toronto") for hour in (5, 6)]
    assert [words.rpartition(", ")[2] for words in said] == ["UTC−04:00", "UTC−05:00"]  # noqa: RUF001 - a minus
