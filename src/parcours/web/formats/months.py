"""Months that the framework's French shortens otherwise than Canada does. Our catalogue is asked before its own."""

from django.utils.translation import pgettext_lazy

MONTHS = (
    pgettext_lazy("abbrev. month", "Jan."),
    pgettext_lazy("abbrev. month", "Feb."),
    pgettext_lazy("abbrev. month", "July"),
)
