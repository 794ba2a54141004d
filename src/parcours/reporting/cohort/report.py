"""The report of a cohort as one reader sees it: figures beside those of the cohort before, and the targets."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from parcours.accounts.models import Organization
from parcours.core.small_cells import BASE, SMALLEST, published
from parcours.programs.lists import INDICATOR
from parcours.programs.models import Cohort
from parcours.programs.queries import targets_of
from parcours.reporting.cohort import figures, said
from parcours.reporting.cohort.coarse import Goal, Steps, steps_of
from parcours.reporting.cohort.facts import Facts, last_before, read, same_day
from parcours.reporting.cohort.figures import EACH, EMPLOYERS, MENTEE, MENTOR, Figure, People, Section
from parcours.reporting.cohort.readers import Own, Reader, own_people, seen_by

_REACHES: Mapping[str, str] = {
    "pairs": "agreed",
    "mentors": "mentors-part",
    "completed": "completed",
    "employers": "employers",
    "suitable_work_percent": "work-mentees",
    "positive_percent": "positive-mentees",
    "again_percent": "again-mentors",
}
"""Which figure says how far the target of an indicator is reached."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as a reader sees it: each number is None where it is withheld, or there is none.

    ``number`` of ``whole``, of whom ``reached`` answered. ``amount`` has a ``unit`` of `figures`. ``of_whole`` is the
    share of all, unknowns among them, ``of_reached`` that of those who answered, ``rate`` how many of all answered;
    with ``is_least`` they are that much or more. ``is_met`` says whether its target is reached, None: not said.
    """

    number: int | None
    whole: int | None = None
    reached: int | None = None
    amount: Fraction | None = None
    means: tuple[Fraction, ...] = ()
    of_whole: Fraction | None = None
    of_reached: Fraction | None = None
    rate: Fraction | None = None
    is_least: bool = False
    is_met: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One figure now, and of the cohort before: on the same day of its course, and as it stands today."""

    figure: Figure
    now: Seen
    then: Seen | None = None
    in_the_end: Seen | None = None
    has_list: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """A target beside the line that says how far it is reached; ``percent`` where it is a share."""

    indicator: str
    number: int
    line: Line
    percent: bool

    @property
    def label(self) -> str:
        """What is to be reached."""
        return INDICATOR.label(self.indicator)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. ``then_on`` is the day of the cohort before that compares with ``day``.

    ``minutes`` are those that count of each person, by side; ``silent`` are people of a partner who do not let it see
    them. ``is_empty`` says that a partner has nobody who does, so that every figure would be nought.
    """

    cohort: Cohort
    reader: Reader
    day: dt.date
    sections: list[tuple[Section, list[Line]]]
    targets: list[Reached] = field(default_factory=list)
    last: Cohort | None = None
    then_on: dt.date | None = None
    silent: int = 0
    minutes: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    is_empty: bool = False

    def lines(self) -> Iterator[tuple[Section, Line]]:
        """Give every line, each with its section."""
        for section, lines in self.sections:
            for line in lines:
                yield section, line

    def line(self, key: str) -> Line | None:
        """Return the line of a figure that has a list, or None."""
        return next(
            (line for _section, line in self.lines() if line.figure.key == key and line.has_list), None
        )


def draw_up(cohort: Cohort, day: dt.date, reader: Reader, partner: Organization | None = None) -> Report:
    """Return the report of ``cohort`` as it stands on ``day``, in the scope of its organization."""
    before = last_before(cohort)
    facts = read([row for row in (cohort, before) if row], day)
    own = own_people(facts, partner, reader) if partner and reader is not Reader.AGGREGATE else Own()
    facts = [seen_by(one, reader, own) for one in facts]
    last = facts[1] if before else None
    then_on = same_day(facts[0], last) if last else None
    then = _by_key(last.on(then_on), reader) if last and then_on else {}
    in_the_end = _by_key(last, reader) if last else {}
    wanted = _wanted(cohort)
    goals = {_REACHES[one]: Goal(number, one.endswith("_percent")) for one, number in wanted.items()}
    sections = [
        (section, [_line(one, reader, goals, then, in_the_end) for one in section.figures])
        for section in sections_of(facts[0], reader)
    ]
    minutes = {MENTEE: figures.minutes_by_mentee(facts[0]), MENTOR: figures.minutes_by_mentor(facts[0])}
    is_empty = reader in {Reader.CLIENTS, Reader.MENTORS} and not own.mentees and not own.mentors
    made = Report(cohort, reader, day, sections, [], before, then_on, own.silent, minutes, is_empty)
    if reader in {Reader.LEAD, Reader.AGGREGATE}:
        made.targets.extend(_targets(made, wanted))
    return made


def sections_of(facts: Facts, reader: Reader) -> list[Section]:
    """Return what a reader is shown, with the true figures."""
    if reader is Reader.MENTORS:
        measures = said.measures(facts)
        own = [one for one in measures.figures if one.side == MENTOR]
        return [figures.mentors(facts), Section(measures.key, own)]
    ways = [figures.mentees(facts)]
    measures = said.measures(facts)
    if reader is Reader.CLIENTS:
        measures = Section(measures.key, [one for one in measures.figures if one.side != MENTOR])
    else:
        ways.append(figures.mentors(facts))
    return [
        *ways,
        figures.hours(facts),
        measures,
        said.readiness(facts),
        *said.outcomes(facts),
        said.reasons(facts),
    ]


def _by_key(facts: Facts, reader: Reader) -> dict[str, Figure]:
    found = (one for section in sections_of(facts, reader) for one in section.figures)
    return {one.key: one for one in found if one.is_dated or facts.had(None)}


def _line(
    figure: Figure,
    reader: Reader,
    goals: Mapping[str, Goal],
    then: Mapping[str, Figure],
    in_the_end: Mapping[str, Figure],
) -> Line:
    is_exact = exact(figure, reader)
    was, became = (
        seen(before[figure.key], is_exact=is_exact, is_now=False) if figure.key in before else None
        for before in (then, in_the_end)
    )
    now = seen(figure, is_exact=is_exact, goal=goals.get(figure.key))
    return Line(figure, now, was, became, has_list=is_exact)


def exact(figure: Figure, reader: Reader) -> bool:
    """Return whether the reader sees the figure as it is, and the people behind it."""
    return reader is Reader.LEAD or (reader is not Reader.AGGREGATE and not figure.is_private)


def seen(figure: Figure, *, is_exact: bool, goal: Goal | None = None, is_now: bool = True) -> Seen:
    """Return a figure as it is, or as it may be published (`core.small_cells`, `coarse`).

    Exact counts are asked for the shares of what is read ``is_now`` only, so that no cohort is cut in two ways.
    """
    shown = len if is_exact else _published
    number, amount = shown(figure.people), None
    if figure.unit and number is not None:
        amount = figure.amount
        if not is_exact and figure.unit != EMPLOYERS:
            amount = Fraction(BASE * round(amount / BASE))
        if figure.unit == EACH:
            amount = amount / number if number else None
    whole, answered = (None if one is None else shown(one) for one in (figure.whole, figure.reached))
    found = Seen(number, whole, answered, amount, figure.means if answered is not None else ())
    return (
        _exact_shares(figure, found, goal)
        if is_exact
        else _coarse_shares(figure, found, goal, is_cut=is_now and figure.is_alone)
    )


def _exact_shares(figure: Figure, found: Seen, goal: Goal | None) -> Seen:
    counted = int(figure.amount) if figure.unit == EMPLOYERS else len(figure.people)
    return replace(
        found,
        of_whole=_share(found.number, found.whole),
        of_reached=_share(found.number, found.reached),
        rate=_share(found.reached, found.whole),
        is_met=None if goal is None else goal.is_met((counted, found.reached or 0)),
    )


def _coarse_shares(figure: Figure, found: Seen, goal: Goal | None, *, is_cut: bool) -> Seen:
    """Return it with its shares, each from the published counts, but those of answers and on the side of a target."""
    people, whole, answered = (len(one or ()) for one in (figure.people, figure.whole, figure.reached))
    of_whole = _steps(found.number, found.whole, goal)
    of_reached = _steps(found.number, found.reached, goal, is_cut=is_cut)
    rate = _steps(found.reached, found.whole)
    is_met = None
    if goal and figure.unit == EMPLOYERS and found.amount is not None:
        is_met = goal.is_met((int(found.amount), 0))
    elif goal and (told := of_reached if goal.is_share else of_whole) and told.tells_goal:
        is_met = goal.is_met((people, answered))
    return replace(
        found,
        of_whole=_least(of_whole, people, whole),
        of_reached=_least(of_reached, people, answered),
        rate=_least(rate, answered, whole),
        is_least=True,
        is_met=is_met,
    )


def _steps(
    part: int | None, whole: int | None, goal: Goal | None = None, *, is_cut: bool = False
) -> Steps | None:
    return None if part is None or whole is None else steps_of(part, whole, goal, is_cut=is_cut)


def _least(steps: Steps | None, part: int, whole: int) -> Fraction | None:
    return Fraction(steps.at_least((part, whole)), 100) if steps else None


def _published(people: People) -> int | None:
    """Return what may be published of a count. 11 and 12 would both be 10, which says too much beside its total."""
    found = published(len(people))
    return found if found is not None and found >= SMALLEST else None


def _wanted(cohort: Cohort) -> dict[str, int]:
    """Return the targets of the cohort by indicator, or of its program where the cohort has none of its own."""
    found: dict[str, int] = {}
    for row in targets_of(cohort.program):
        if row.cohort_id == cohort.pk or (row.cohort_id is None and row.indicator not in found):
            found[row.indicator] = row.number
    return found


def _targets(report: Report, wanted: Mapping[str, int]) -> Iterator[Reached]:
    lines = {line.figure.key: line for _section, line in report.lines()}
    for indicator, number in wanted.items():
        yield Reached(indicator, number, lines[_REACHES[indicator]], indicator.endswith("_percent"))


def _share(part: int | None, whole: int | None) -> Fraction | None:
    return None if part is None or not whole else Fraction(part, whole)
