"""Shares in whole percents, as readers check them with a calculator."""

from fractions import Fraction

import pytest
from django.utils.translation import override

from parcours.core.shares import percent


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Fraction(33, 40), "83%"),
        (Fraction(35, 40), "88%"),
        (Fraction(37, 40), "93%"),
        (Fraction(1, 3), "33%"),
        (Fraction(1), "100%"),
        (None, ""),
    ],
)
def test_half_a_percent_is_rounded_up(part: Fraction | None, said: str) -> None:
    with override("en"):
        assert percent(part) == said
