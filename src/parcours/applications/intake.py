"""Whether a cohort takes applications on a day."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from parcours.programs.models import Cohort
from parcours.programs.queries import spans_of

_TAKES = frozenset({"recruiting", "full"})


@dataclass(frozen=True, slots=True)
class Intake:
    """The days of an intake, None where it has none, and whether it takes applications today."""

    opens: dt.date | None
    closes: dt.date | None
    is_open: bool


def may_take(cohort: Cohort) -> bool:
    """Return whether a cohort that stands so takes applications at all: a rolling one does while it is running, too."""
    return cohort.status in _TAKES or (cohort.status == "running" and cohort.intake == "rolling")


def intake_of(cohort: Cohort) -> Intake:
    """Return when the cohort takes applications, on the clock of its organization.

    One whose seats are all taken goes on as long as it keeps a wait list. A rolling one takes them until the last day
    of its mentorship.
    """
    today = timezone.localdate(timezone=ZoneInfo(cohort.organization.time_zone))
    spans = {one.key: one for one in spans_of(cohort)}
    has_room = cohort.taken < cohort.seats or cohort.has_waitlist
    is_rolling = cohort.intake == "rolling"
    span = spans.get("mentorship" if is_rolling else "intake")
    opens = span.starts_on if span and not is_rolling else None
    closes = span.ends_on if span else None
    within = (opens is None or opens <= today) and (closes is None or today <= closes)
    return Intake(opens, closes, may_take(cohort) and has_room and within)


def is_open(cohort: Cohort) -> bool:
    """Return whether the cohort takes applications today."""
    return intake_of(cohort).is_open
