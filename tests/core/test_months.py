"""Days that lie months apart, also where a month is shorter."""

import datetime as dt

import pytest

from parcours.core.months import months_after


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 11, 15), 4, dt.date(2027, 3, 15)),
        (dt.date(2026, 12, 31), 12, dt.date(2027, 12, 31)),
        (dt.date(2027, 11, 30), 3, dt.date(2028, 2, 29)),
        (dt.date(2028, 2, 29), 12, dt.date(2029, 2, 28)),
    ],
)
def test_months_later(day: dt.date, months: int, after: dt.date) -> None:
    assert months_after(day, months) == after
