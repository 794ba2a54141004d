"""Phases on a line of time: each where its days are, none outside the picture."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from parcours.web.charts import BarChart, timeline

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))
PHASES = st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1, max_size=8)


def test_a_phase_begins_where_the_one_before_ends() -> None:
    first, second = timeline(
        [
            ("Intake", dt.date(2026, 6, 1), dt.date(2026, 6, 14)),
            ("Review", dt.date(2026, 6, 15), dt.date(2026, 6, 28)),
        ]
    )
    assert (first.x, first.width, second.x, second.width) == (0, 140, 140, 140)
    assert (first.mark, first.shown) == ("1 Jun", "1 Jun 2026 – 14 Jun 2026")


def test_nothing_is_drawn_of_nothing() -> None:
    assert timeline([]) == ()


@given(PHASES)
def test_every_phase_is_seen_and_inside_the_picture(phases: list[list[dt.date]]) -> None:
    bars = timeline([("Phase", first, last) for first, last in phases])
    width = BarChart("id", "title", "description", "what", "measure", bars).width
    assert [bar for bar in bars if bar.width < 2 or bar.x < 0 or bar.x + bar.width > width + 1] == []
