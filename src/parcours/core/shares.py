"""Shares as readers of a page's language write them."""

from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def percent(part: Fraction | None) -> str:
    """Return a share in whole percents; nothing where there is none."""
    return _("{number}%").format(number=number_format(round(part * 100))) if part is not None else ""
