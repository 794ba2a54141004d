"""Shares as readers of a page's language write them."""

from fractions import Fraction
from math import floor

from django.utils.formats import number_format
from django.utils.translation import gettext as _

_HALF = Fraction(1, 2)


def percent(part: Fraction | None) -> str:
    """Return a share in whole percents, a half rounded up as calculators do; nothing where there is none."""
    return _("{number}%").format(number=number_format(floor(part * 100 + _HALF))) if part is not None else ""
