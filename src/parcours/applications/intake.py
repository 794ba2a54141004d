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


def intake_of(cohort: Cohort) -> Intake:
    """Return when the cohort takes applications, on the clock of its organization.

    One whose seats are all taken goes on as long as it keeps a wait list.
    """
    today = timezone.localdate(timezone=ZoneInfo(cohort.organization.time_zone))
    span = next((one for one in spans_of(cohort) if one.key == "intake"), None)
    has_room = cohort.taken < cohort.seats or cohort.has_waitlist
    days = (None, None) if span is None or cohort.intake == "rolling" else (span.starts_on, span.ends_on)
    opens, closes = days
    within = (opens is None or opens <= today) and (closes is None or today <= closes)
    return Intake(opens, closes, cohort.status in _TAKES and has_room and within)


def is_open(cohort: Cohort) -> bool:
    """Return whether the cohort takes applications today."""
    return intake_of(cohort).is_open
