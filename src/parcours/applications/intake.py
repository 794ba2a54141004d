"""Whether cohorts take applications on a day, and when their programs do."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from parcours.programs.models import Cohort, Program
from parcours.programs.queries import cohorts, spans_by_cohort
from parcours.programs.timetable import Span

_TAKES = frozenset({"recruiting", "full"})
_OVER = ("completed", "cancelled")


@dataclass(frozen=True, slots=True)
class Intake:
    """The days of an intake, None where it has none, and whether it takes applications today, or from a day to come."""

    opens: dt.date | None
    closes: dt.date | None
    is_open: bool
    is_coming: bool = False


@dataclass(frozen=True, slots=True)
class Openings:
    """The intakes of a program that are open today, and those that are to open on a day that is announced.

    ``planned`` is the first day for which one is planned beside these: of a cohort that nobody sees yet, the day alone
    is told.
    """

    now: list[tuple[Cohort, Intake]]
    later: list[tuple[Cohort, Intake]]
    planned: dt.date | None


def may_take(cohort: Cohort) -> bool:
    """Return whether a cohort that stands so takes applications at all: a rolling one does while it is running, too."""
    return cohort.status in _TAKES or (cohort.status == "running" and cohort.intake == "rolling")


def intake_of(cohort: Cohort) -> Intake:
    """Return when the cohort takes applications, on the clock of its organization."""
    ((_cohort, intake),) = intakes_of([cohort])
    return intake


def intakes_of(rows: Iterable[Cohort]) -> list[tuple[Cohort, Intake]]:
    """Return each cohort with its intake, on the clock of its organization.

    One whose seats are all taken goes on as long as it keeps a wait list. A rolling one goes on whatever its phases
    say, until it is completed.
    """
    given = list(rows)
    spans = spans_by_cohort(given)
    return [(row, _intake(row, spans.get(row.pk, []))) for row in given]


def _intake(cohort: Cohort, spans: list[Span]) -> Intake:
    takes = may_take(cohort) and (cohort.taken < cohort.seats or cohort.has_waitlist)
    span = _its_intake(spans)
    if span is None or cohort.intake == "rolling":
        return Intake(None, None, takes)
    today = _today(cohort)
    within = span.starts_on <= today <= span.ends_on
    return Intake(span.starts_on, span.ends_on, takes and within, takes and today < span.starts_on)


def is_open(cohort: Cohort) -> bool:
    """Return whether the cohort takes applications today."""
    return intake_of(cohort).is_open


def openings_of(programs: Iterable[Program]) -> dict[int, Openings]:
    """Return when each of the programs takes applications, by the number of the program: in two queries."""
    found = {one.pk: Openings([], [], None) for one in programs}
    rows = list(cohorts().filter(program__in=found).exclude(status__in=_OVER).order_by("pk"))
    planned: dict[int, list[dt.date]] = {}
    spans = spans_by_cohort(rows)
    for row in rows:
        intake, span = _intake(row, spans.get(row.pk, [])), _its_intake(spans.get(row.pk, []))
        if intake.is_open:
            found[row.program_id].now.append((row, intake))
        elif intake.is_coming:
            found[row.program_id].later.append((row, intake))
        elif row.status == "planned" and span is not None and span.starts_on > _today(row):
            planned.setdefault(row.program_id, []).append(span.starts_on)
    return {
        key: Openings(one.now, sorted(one.later, key=_opens), min(planned.get(key, []), default=None))
        for key, one in found.items()
    }


def _opens(one: tuple[Cohort, Intake]) -> dt.date:
    return one[1].opens or dt.date.max


def _its_intake(spans: list[Span]) -> Span | None:
    return next((span for span in spans if span.key == "intake"), None)


def _today(cohort: Cohort) -> dt.date:
    return timezone.localdate(timezone=ZoneInfo(cohort.organization.time_zone))
