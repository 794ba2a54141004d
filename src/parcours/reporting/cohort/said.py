"""Figures of what people said: the measures of the final reviews, readiness before and after, outcomes, reasons."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from parcours.engagements.lists import END_REASON
from parcours.engagements.policies import COURSE
from parcours.engine.occupations.outcome import COMMENSURATE
from parcours.outcomes.models import FollowUp
from parcours.outcomes.points import POINTS
from parcours.reporting.cohort.facts import Asked, Facts
from parcours.reporting.cohort.figures import MENTEE, MENTOR, Figure, Section
from parcours.reporting.cohort.words import REASON

_MEASURES = (
    ("positive-mentees", MENTEE, "relationship_positive"),
    ("again-mentees", MENTEE, "take_part_again"),
    ("work-mentees", MENTEE, "suitable_work"),
    ("positive-mentors", MENTOR, "relationship_positive"),
    ("again-mentors", MENTOR, "take_part_again"),
)
type Given = Mapping[str, Any]
_READINESS = ("readiness_resume", "readiness_interview", "readiness_network", "readiness_labour_market")


def measures(facts: Facts) -> Section:
    """Return how many said yes in their final review, of all who were asked and of those who answered."""
    found = []
    for key, side, measure in _MEASURES:
        rows = [row for row in facts.asked if row.side == side and row.purpose == "final_review"]
        given = {row.who: row.given[measure] for row in _answered(facts, rows) if measure in row.given}
        found.append(
            Figure(
                key=key,
                people=frozenset(who for who, value in given.items() if value == "yes"),
                whole=frozenset(row.who for row in rows),
                reached=frozenset(given),
                side=side,
                is_private=True,
                is_alone=True,
            )
        )
    return Section("measures", found)


def readiness(facts: Facts) -> Section:
    """Return who stands higher after than before, of those who answered both times, with the means of both."""
    before, after = (
        {row.who: row.given for row in _answered(facts, facts.asked) if row.purpose == purpose}
        for purpose in ("readiness_before", "readiness_after")
    )
    asked = frozenset(row.who for row in facts.asked if row.purpose == "readiness_before")
    return Section("readiness", [_rise(measure, before, after, asked) for measure in _READINESS])


def _rise(measure: str, before: dict[int, Given], after: dict[int, Given], asked: frozenset[int]) -> Figure:
    both = {
        who: (int(before[who][measure]), int(after[who][measure]))
        for who in before.keys() & after.keys()
        if measure in before[who] and measure in after[who]
    }
    means = [Fraction(sum(values), len(both)) for values in zip(*both.values(), strict=True)]
    return Figure(
        key=measure.replace("_", "-"),
        people=frozenset(who for who, (was, now) in both.items() if now > was),
        whole=asked,
        reached=frozenset(both),
        means=tuple(means),
        is_private=True,
    )


def outcomes(facts: Facts) -> list[Section]:
    """Return what became of the people who left, at each point that anybody has come to."""
    found = []
    for point in POINTS:
        rows = [row for row in facts.follow_ups if row.point == point and facts.had(row.due_on)]
        if rows:
            found.append(Section(f"outcomes-{point}", _at(facts, point, rows)))
    return found


def _at(facts: Facts, point: str, rows: Sequence[FollowUp]) -> list[Figure]:
    counted = [row for row in rows if row.counts and facts.had(row.answered_on)]
    left, reached = _who(rows), _who(counted)
    by_level = {
        level: [row for row in counted if facts.levels[row.pk] == level and row.is_in_work]
        for level in COMMENSURATE
    }
    fit = [row for level in by_level.values() for row in level]
    found = {
        "commensurate": fit,
        **{str(level).replace("_", "-"): people for level, people in by_level.items()},
        "other": [row for row in counted if row.is_in_work and row not in fit],
        "none": [row for row in counted if row.employment and not row.is_in_work],
    }
    return [
        Figure(key=f"{point}:reached", people=reached, whole=left),
        *(
            Figure(key=f"{point}:{key}", people=_who(people), whole=left, reached=reached, is_private=True)
            for key, people in found.items()
        ),
    ]


def reasons(facts: Facts) -> Section:
    """Return why mentorships ended: of each mentee the last one, unless another followed it."""
    last: dict[int, str] = {}
    for row in facts.pairs:
        if row.status in {"completed", "ended_early"} and facts.had(row.ended_on):
            last[row.participant_id] = row.end_reason
        elif row.status in COURSE and facts.had(row.agreed_on):
            last.pop(row.participant_id, None)
    return Section(
        "reasons",
        [
            Figure(
                key=f"reason-{code.replace('_', '-')}",
                people=frozenset(who for who, reason in last.items() if reason == code),
                whole=frozenset(last),
                is_private=True,
                label=label,
                meaning=REASON,
            )
            for code, label in END_REASON.choices
        ],
    )


def _answered(facts: Facts, rows: Sequence[Asked]) -> list[Asked]:
    return [row for row in rows if row.answered_on is not None and facts.had(row.answered_on)]


def _who(rows: Sequence[FollowUp]) -> frozenset[int]:
    return frozenset(row.participant_id for row in rows)
