"""The time zones that organizations and people choose among, by the names people know."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ZONES: dict[str, str | Promise] = {
    "America/St_Johns": _("Newfoundland (St. John’s)"),
    "America/Halifax": _("Atlantic (Halifax, Moncton)"),
    "America/Toronto": _("Eastern (Toronto, Montréal)"),
    "America/Winnipeg": _("Manitoba (Winnipeg)"),
    "America/Regina": _("Saskatchewan (Regina)"),
    "America/Edmonton": _("Alberta (Edmonton, Calgary)"),
    "America/Vancouver": _("British Columbia (Vancouver)"),
    "America/Whitehorse": _("Yukon (Whitehorse)"),
    "America/Yellowknife": _("Northwest Territories (Yellowknife)"),
    "America/Iqaluit": _("Nunavut (Iqaluit)"),
}
