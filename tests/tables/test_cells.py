import datetime as dt

import pytest

from parcours.core.language import speak
from parcours.tables.cells import Bad, as_text, shown, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 7), ("0", 0), ("12", 12), ("12.0", 12), ("3,0", 3), ("1,000", 1000), ("1 000", 1000)],
)
def test_whole_numbers(text: str, number: int) -> None:
    assert whole_number(text, 7, 1000) == number


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-1", "-1 is less than zero."),
        ("2.5", "2.5 is not a whole number."),
        ("2,5", "2,5 is not a whole number."),
        ("two", "“two” is not a number."),
        ("NaN", "“NaN” is not a number."),
        ("1000000000", "1000000000 is more than 1,000."),
        ("1e999", "1e999 is more than 1,000."),
        ("9" * 300, "“" + "9" * 60 + "…” is not a number."),
    ],
)
def test_what_is_no_whole_number(text: str, what: str) -> None:
    with pytest.raises(Bad) as bad:
        whole_number(text, 0, 1000)
    params = {
        name: f"{value:,}" if isinstance(value, int) else value for name, value in bad.value.params.items()
    }
    assert speak("en")(bad.value.what, **params) == what


def test_cells_as_text() -> None:
    assert (as_text("a"), as_text(dt.date(2026, 5, 1)), shown(" a\n b ")) == ("a", "2026-05-01", "a b")
