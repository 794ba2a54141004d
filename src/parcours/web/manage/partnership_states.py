"""Whether a partnership runs, in words, as a tone and as a filter."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Partnership

SOON = dt.timedelta(days=60)

RUNS = (("now", _("Running")), ("past", _("Ended")), ("later", _("Not started")))


def when(value: str) -> Q:
    """Return the condition for one of `RUNS`."""
    today = timezone.localdate()
    past, later = Q(ends_on__lt=today), Q(starts_on__gt=today)
    return {"past": past, "later": later}.get(value, ~past & ~later)


def label_of(row: Partnership) -> str:
    """Return how the partnership stands today, in words."""
    today = timezone.localdate()
    if row.starts_on > today:
        return gettext("Not started")
    if row.ends_on is None:
        return gettext("Running")
    if row.ends_on < today:
        return gettext("Ended")
    return gettext("Ends soon") if row.ends_on - today <= SOON else gettext("Running")


def tone_of(row: Partnership) -> str:
    """Return the tone of the status."""
    today = timezone.localdate()
    if not row.is_running(today):
        return "neutral"
    return "warning" if row.ends_on and row.ends_on - today <= SOON else "good"
