import datetime as dt

import pytest

from parcours.tables.cells import Bad
from parcours.tables.cohort.dates import read_dates
from parcours.tables.grid import Cell


def read(*cells: Cell) -> list[dt.date | str | None]:
    """The dates of a column; what is wrong, in words, for those that cannot be read."""
    found = read_dates(dict(enumerate(cells))).values()
    return [value.what.format(**value.params) if isinstance(value, Bad) else value for value in found]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22", "2026/11/22", "2026.11.22", "20261122", "2026-11-22T13:45:00Z", "2026-11-22 13:45",
        "22/11/2026",
        "11/22/2026", "22-11-2026", "22 nov. 2026", "22 Nov 2026", "22-Nov-2026", "November 22, 2026",
        "Nov. 22nd, 2026",
        "22 novembre 2026", "le 22 novembre 2026", "Dimanche 22 novembre 2026", "Sunday, November 22, 2026",
        "the 22nd of November 2026", "11/22/2026 1:45:02 PM EST", "22/11/2026 13 h 45", "2026 November 22",
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text: str) -> None:
    assert read(text) == [dt.date(2026, 11, 22)]


def test_months_in_french_and_the_first_of_a_month() -> None:
    assert read(
        "1er mai 2026", "3 févr. 2026", "12 août 2026", "24 DÉC. 2026", "1 juil 2026", "2 mars 2026"
    ) == [
        *(dt.date(2026, 5, 1), dt.date(2026, 2, 3), dt.date(2026, 8, 12)),
        *(dt.date(2026, 12, 24), dt.date(2026, 7, 1), dt.date(2026, 3, 2)),
    ]


def test_blank_and_true_dates() -> None:
    assert read("", "?", dt.date(2026, 5, 1)) == [None, None, dt.date(2026, 5, 1)]


AMBIGUOUS = "“01/05/2026” can be read as two dates: the day or the month may come first."


def test_the_column_tells_which_comes_first() -> None:
    may, january = dt.date(2026, 5, 1), dt.date(2026, 1, 5)
    assert read("01/05/2026", "22/11/2026") == [may, dt.date(2026, 11, 22)]
    assert read("01/05/2026", "11/22/2026") == [january, dt.date(2026, 11, 22)]
    assert read("01/05/2026", "2026-11-22") == [AMBIGUOUS, dt.date(2026, 11, 22)]
    assert read("01/05/2026", "22/11/2026", "11/22/2026")[0] == AMBIGUOUS
    assert read("05/05/2026") == [dt.date(2026, 5, 5)]


@pytest.mark.parametrize(
    "text",
    ["soon", "2026", "2026-11", "November 2026", "2026-02-30", "2026-13-01", "31/02/2026", "22/11/26",
     "32/13/2026",
     "2026-2026-11", "1 2 3 4", "0001-01-01", "2101-01-01", "mai juin 2026", "46164", "22 nov 26",
     "1/2/3/2026"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert read(text) == [f"“{text}” is not a date that can be read."]
