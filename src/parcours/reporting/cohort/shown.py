"""The report in words and numbers as its reader writes them: for the page, the PDF and the files of figures."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from parcours.core.shares import percent
from parcours.core.small_cells import WITHHELD
from parcours.reporting.cohort.figures import EMPLOYERS, Section
from parcours.reporting.cohort.report import Line, Reached, Report, Seen
from parcours.tables.write import Cell

_NONE = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in words. What is withheld is ``x``, what there is not is a dash."""

    key: str
    label: str
    meaning: str
    number: str
    note: str
    of_whole: str
    of_reached: str
    rate: str
    then: str
    in_the_end: str
    has_list: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section in words. ``asks`` says whether its figures come from answers, so that a response rate stands there.

    ``meaning`` is what all of its figures count, where that is the same; then no row says it.
    """

    key: str
    title: str
    meaning: str
    asks: bool
    rows: list[Row]


def parts(report: Report) -> list[Part]:
    """Return the report in words, without sections that are about nobody, or nobody who may be shown."""
    if report.is_empty:
        return []
    return [_part(section, lines) for section, lines in report.sections if any(map(_has_people, lines))]


def _has_people(line: Line) -> bool:
    """Whether there is anybody whom the figure could count, now or before, as far as the reader is shown that."""
    before = line.in_the_end.whole if line.in_the_end else 0
    return line.figure.whole is None or bool(line.now.whole) or bool(before)


def _part(section: Section, lines: list[Line]) -> Part:
    meanings = {line.figure.words[1] for line in lines}
    (meaning,) = meanings if len(meanings) == 1 else ("",)
    return Part(
        section.key,
        section.title,
        meaning,
        any(line.figure.reached is not None for line in lines),
        [replace(row, meaning="") if meaning else row for row in map(_row, lines)],
    )


def _row(line: Line) -> Row:
    label, meaning = line.figure.words
    return Row(
        key=line.figure.key,
        label=label,
        meaning=meaning,
        number=in_numbers(line, line.now),
        note=_means(line.now),
        of_whole=_share(line.now, lambda seen: seen.of_whole, given=line.figure.whole is not None),
        of_reached=_share(line.now, lambda seen: seen.of_reached, given=line.figure.reached is not None),
        rate=_rate(line),
        then=_before(line, line.then),
        in_the_end=_before(line, line.in_the_end),
        has_list=line.has_list,
    )


def in_numbers(line: Line, seen: Seen) -> str:
    """Return the number of a figure: people, employers or hours."""
    if seen.number is None:
        return WITHHELD
    if not line.figure.unit:
        return number_format(seen.number)
    if seen.amount is None:
        return _NONE
    return number_format(round(float(seen.amount), 1), 0 if line.figure.unit == EMPLOYERS else 1)


def _means(seen: Seen) -> str:
    if not seen.means:
        return ""
    before, after = (number_format(round(float(mean), 1), 1) for mean in seen.means)
    return _("Mean before: %(before)s; after: %(after)s") % {"before": before, "after": after}


def _share(seen: Seen, of: Callable[[Seen], Fraction | None], *, given: bool) -> str:
    if not given:
        return _NONE
    return _percent(seen, of(seen)) or (WITHHELD if seen.number is None else _NONE)


def _percent(seen: Seen, share: Fraction | None) -> str:
    """Return a share in whole percents, or the percents that it comes up to; nothing where there is none."""
    return f"≥ {percent(share)}" if seen.is_least and share is not None else percent(share)


def _rate(line: Line) -> str:
    if line.figure.reached is None:
        return _NONE
    return _percent(line.now, line.now.rate) or (WITHHELD if line.now.reached is None else _NONE)


def _before(line: Line, seen: Seen | None) -> str:
    """Return a figure of the cohort before, with its share where it is one of answers."""
    if seen is None:
        return _NONE
    number = in_numbers(line, seen)
    share = _percent(seen, seen.of_reached if line.figure.reached is not None else None)
    return _("%(number)s (%(share)s)") % {"number": number, "share": share} if share else number


def targets(report: Report) -> list[tuple[str, str, str, str]]:
    """Return each target in words, its number, how far it is, and whether that reaches it.

    Shares are of those who answered.
    """
    return [(one.label, _wanted(one), _reached(one), _is_met(one)) for one in report.targets]


def _wanted(one: Reached) -> str:
    return percent(Fraction(one.number, 100)) if one.percent else number_format(one.number)


def _reached(one: Reached) -> str:
    if not one.percent:
        return in_numbers(one.line, one.line.now)
    return _share(one.line.now, lambda seen: seen.of_reached, given=True)


def _is_met(one: Reached) -> str:
    """Return whether the exact figure reaches the target; ``x`` where that would give somebody away."""
    is_met = one.line.now.is_met
    if is_met is None:
        return WITHHELD
    return _("reached") if is_met else _("not reached yet")


def head() -> list[str]:
    """Return the heads of the columns of a file."""
    return [
        _("Section"),
        _("What is counted"),
        _("How many"),
        _("Out of"),
        _("Of whom answered"),
        _("Share of all"),
        _("Share of those who answered"),
        _("Response rate"),
        _("Mean before"),
        _("Mean after"),
        _("Cohort before, same day"),
        _("Cohort before, today"),
        _("What it counts"),
    ]


def cells(report: Report) -> list[list[Cell]]:
    """Return a row for each figure, with numbers that can be calculated with; none where nobody may be counted."""
    if report.is_empty:
        return []
    return [[section.title, *_cells(line)] for section, line in report.lines()]


def _cells(line: Line) -> list[Cell]:
    label, meaning = line.figure.words
    now = line.now
    means: list[Cell] = [round(float(mean), 2) for mean in now.means]
    return [
        label,
        _cell(line, now),
        _count(now.whole, given=line.figure.whole is not None),
        _count(now.reached, given=line.figure.reached is not None),
        *(_percent(now, share) for share in (now.of_whole, now.of_reached, now.rate)),
        *(means or [None, None]),
        _cell(line, line.then),
        _cell(line, line.in_the_end),
        meaning,
    ]


def _cell(line: Line, seen: Seen | None) -> Cell:
    if seen is None:
        return None
    if line.figure.unit and seen.number is not None:
        return None if seen.amount is None else round(float(seen.amount), 2)
    return _count(seen.number, given=True)


def _count(number: int | None, *, given: bool) -> Cell:
    if not given:
        return None
    return WITHHELD if number is None else number
