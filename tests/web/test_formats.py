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


@pytest.mark.parametrize(
    ("language", "said"), [("fr-ca", "1er janv. 2027, 14 h 05"), ("en", "1 Jan 2027, 2:05 p.m.")]
)
def test_the_first_of_the_month_is_written_as_each_language_does(language: str, said: str) -> None:
    with override(language):
        moment = date_format(dt.datetime(2027, 1, 1, 14, 5), "DATETIME_FORMAT")  # noqa: DTZ001 - as it is
    assert moment.replace("\xa0", " ") == said
