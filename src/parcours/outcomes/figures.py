"""What became of the people of a cohort at one point of time after it: figures with all of them in the denominator.

How many left, were reached and were not is no secret. What those who were reached said is withheld where a small count
could give somebody away (`engine.suppression`); a finer table is shown only where all of it can be (docs/adr/0103).
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.core.codes import CodeList
from parcours.core.small_cells import SMALLEST
from parcours.engine.occupations.outcome import COMMENSURATE, RULE
from parcours.engine.suppression import suppress
from parcours.outcomes.levels import codes_of, level_of
from parcours.outcomes.lists import JOB_SOURCE, LEVEL, OPEN, PERMANENCE, SELF_MATCH, WAGE
from parcours.outcomes.models import FollowUp
from parcours.outcomes.points import POINTS
from parcours.outcomes.queries import of_cohort, was_cut_short
from parcours.people.lists import EMPLOYMENT, LICENSURE
from parcours.programs.models import Cohort

_SAID = (
    (gettext_lazy("Work at present"), "employment", EMPLOYMENT),
    (gettext_lazy("Wage"), "wage", WAGE),
    (gettext_lazy("Permanence"), "permanence", PERMANENCE),
    (gettext_lazy("Uses education, skills and experience"), "self_match", SELF_MATCH),
    (gettext_lazy("How the job was found"), "job_source", JOB_SOURCE),
    (gettext_lazy("Stage of the licence"), "licence", LICENSURE),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One count: of everybody who left, and of those who were reached. None is withheld."""

    label: str
    count: int | None
    of_all: Fraction | None
    of_reached: Fraction | None


@dataclass(frozen=True, slots=True)
class Said:
    """One question with what those who were reached said."""

    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A cohort at one point. ``exits`` have come to it; ``still_open`` of them may answer yet.

    ``cut_short`` of those not reached were tried less often than the program says before the window closed. ``late``
    answered outside the window, and are not counted as reached. ``uncoded`` are in work of which nobody has confirmed
    the occupation, before or after.
    """

    point: str
    exits: int
    reached: int
    refused: int
    not_reached: int
    cut_short: int
    still_open: int
    late: int
    commensurate: Line
    work: list[Line]
    levels: list[Line]
    said: list[Said]
    rule: str = RULE

    @property
    def rate(self) -> Fraction | None:
        """The response rate: how many of those who left were reached in time."""
        return Fraction(self.reached, self.exits) if self.exits else None


def outcomes(cohort: Cohort, day: dt.date) -> list[Outcome]:
    """Return the figures of a cohort at each point that anybody has come to by ``day``."""
    rows = list(of_cohort(cohort, tuple(POINTS)).filter(due_on__lte=day))
    codes = codes_of({row.participant.person_id for row in rows})
    levels = {row.pk: level_of(row, codes) for row in rows}
    by_point = {point: [row for row in rows if row.point == point] for point in POINTS}
    return [_outcome(point, found, levels) for point, found in by_point.items() if found]


def _outcome(point: str, rows: Sequence[FollowUp], levels: Mapping[int, object]) -> Outcome:
    counted = [row for row in rows if row.counts]
    exits, reached = len(rows), len(counted)
    found = Counter(str(levels[row.pk]) if row.is_in_work else "" for row in counted)
    fit = sum(found[code] for code in COMMENSURATE)
    unclear, other = found["unknown"], found["in_field_below_level"] + found["below_level"]
    unsaid = sum(not row.employment for row in counted)
    idle = reached - fit - unclear - other - unsaid
    coarse = suppress([fit, other, unclear, idle, unsaid], SMALLEST)
    labels = (
        _("Commensurate work"),
        _("Other work"),
        _("Work of which the occupation is not known"),
        _("Not in paid work"),
        _("Did not say"),
    )
    fine = [found[code] for code, _label in LEVEL.choices]
    shown = suppress([*fine, reached - sum(fine)], SMALLEST)
    if None in coarse or None in shown:
        shown = [None] * len(shown)
    names = [str(label) for _code, label in LEVEL.choices]
    return Outcome(
        point=point,
        exits=exits,
        reached=reached,
        refused=sum(row.status == "refused" for row in rows),
        not_reached=sum(row.status == "unable" for row in rows),
        cut_short=sum(map(was_cut_short, rows)),
        still_open=sum(row.status in OPEN for row in rows),
        late=sum(not row.counts and row.answered_on is not None and row.status != "refused" for row in rows),
        commensurate=_line(labels[0], coarse[0], exits, reached),
        work=[_line(*one, exits, reached) for one in zip(labels, coarse, strict=True)],
        levels=[_line(*one, exits, reached) for one in zip(names, shown[:-1], strict=True)],
        said=[_said(*one, counted, exits) for one in _SAID],
    )


def _said(title: str | Promise, name: str, codes: CodeList, counted: Sequence[FollowUp], exits: int) -> Said:
    """Return one question; who was not asked it, because they are not in work, is among those without an answer."""
    found = Counter(getattr(row, name) for row in counted)
    counts = [found[code] for code, _label in codes.choices]
    shown = suppress([*counts, found[""]], SMALLEST)
    labels = [*(str(label) for _code, label in codes.choices), _("No answer, or not asked")]
    lines = [_line(*one, exits, len(counted)) for one in zip(labels, shown, strict=True)]
    return Said(str(title), lines)


def _line(label: str, count: int | None, exits: int, reached: int) -> Line:
    def of(whole: int) -> Fraction | None:
        return Fraction(count, whole) if count is not None and whole else None

    return Line(label, count, of(exits), of(reached))
