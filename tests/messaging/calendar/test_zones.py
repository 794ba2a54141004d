"""The clocks of places as files for calendars describe them."""

import datetime as dt

import pytest

from parcours.messaging.calendar.zones import described


def rules(zone: str, first: str, last: str) -> list[str]:
    """From which time on the clock, how far from UTC, and by which rule."""
    timezone = described(zone, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    said = [block.to_ical().decode().splitlines() for block in timezone.subcomponents]
    kept = ("DTSTART:", "TZOFFSETTO:", "RRULE:FREQ=YEARLY;")
    return [
        " ".join(line.removeprefix(one) for line in block for one in kept if line.startswith(one))
        for block in said
    ]


@pytest.mark.parametrize(
    ("zone", "found"),
    [
        ("America/Regina", ["20261125T180000 -0600"]),
        ("America/Vancouver", ["20261125T170000 -0700"]),
        (
            "America/St_Johns",
            [
                "20250309T020000 BYDAY=2SU;BYMONTH=3 -0230",
                "20251102T020000 BYDAY=1SU;BYMONTH=11 -0330",
            ],
        ),
        (
            "Europe/Paris",
            [
                "20250330T020000 BYDAY=-1SU;BYMONTH=3 +0200",
                "20251026T030000 BYDAY=-1SU;BYMONTH=10 +0100",
            ],
        ),
    ],
)
def test_a_clock_is_its_yearly_rules_or_one_fixed_time(zone: str, found: list[str]) -> None:
    assert rules(zone, "2026-11-27", "2027-03-30") == found


def test_t56_where_the_clocks_stop_changing_the_last_change_stands_alone() -> None:
    assert rules("America/Vancouver", "2026-01-15", "2026-12-03") == [
        "20260113T160000 -0800",
        "20260308T020000 -0700",
    ]


def test_t56_another_rule_is_another_block() -> None:
    """Until 2006 the clocks went forward in April."""
    assert rules("America/Toronto", "2005-01-15", "2007-12-01") == [
        "20050113T190000 -0500",
        "20050403T020000 UNTIL=20060402T070000Z;BYDAY=1SU;BYMONTH=4 -0400",
        "20051030T020000 UNTIL=20061029T060000Z;BYDAY=-1SU;BYMONTH=10 -0500",
        "20070311T020000 BYDAY=2SU;BYMONTH=3 -0400",
        "20071104T020000 BYDAY=1SU;BYMONTH=11 -0500",
    ]
