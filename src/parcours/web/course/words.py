"""Hours and pace as people say them."""

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from parcours.engagements.pace import Pace

_HOUR = 60


def hours(minutes: int) -> str:
    """Return minutes as hours: with one decimal, where they are not whole."""
    whole = minutes % _HOUR == 0
    number = number_format(minutes // _HOUR if whole else round(minutes / _HOUR, 1), use_l10n=True)
    return f"{number}\N{NO-BREAK SPACE}h"


def forecast(pace: Pace | None, *, has_ended: bool) -> str:
    """Return in a sentence where the pace leads, or why nothing can be said; nothing of a pair that ended before."""
    if has_ended and not (pace and pace.is_over):
        return ""
    if pace is None:
        return _("The hours count from the first meeting on.")
    said = {
        "target": hours(pace.target),
        "day": date_format(pace.ends_on),
        "hours": hours(_HOUR * round((pace.forecast or 0) / _HOUR)),
    }
    if pace.is_over:
        return _("%(hours)s of %(target)s by %(day)s, when the time was over.") % said
    if pace.forecast is None:
        return _("There are too few sessions yet to say where this leads by %(day)s.") % said
    if pace.is_behind:
        return _("At this pace %(hours)s on %(day)s. The target is %(target)s.") % said
    return _("At this pace %(hours)s on %(day)s: well on the way to %(target)s.") % said
