"""Dates as they are written in each language."""

import datetime as dt

import pytest
from django.utils.formats import date_format
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr-ca", "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc."),
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    ],
)
def test_short_months_are_those_of_canada(language: str, said: str) -> None:
    with override(language):
        days = [date_format(dt.date(2027, month, 5)).replace("\xa0", " ") for month in range(1, 13)]
    assert days == [f"5 {month} 2027" for month in said.split()]
