"""A problem of the engine and its answer, as those who check them get them."""

from dataclasses import asdict, fields
from typing import Any

from parcours.engine.checking.people import NO_LIMIT, Cohort, Mentee, Mentor, Program
from parcours.engine.checking.said import Pair, Said
from parcours.engine.matching.problem import Person, Problem
from parcours.engine.matching.quotas import AGENCY, HOST
from parcours.engine.matching.result import Result
from parcours.engine.matching.settings import ALWAYS


def as_checked(problem: Problem) -> Cohort:
    settings = problem.settings
    return Cohort(
        mentees=tuple(Mentee(**_said_by(one)) for one in problem.participants),
        mentors=tuple(Mentor(**_said_by(one)) for one in problem.places),
        program=Program(
            rules=frozenset(name for name, holds in settings.rules.items() if holds),
            digits=settings.occupation_digits,
            weights=settings.weights,
            keep_bonus=None if settings.keep_bonus == ALWAYS else int(settings.keep_bonus),
            mode=settings.mode,
            agencies=_quotas(problem, AGENCY),
            employers=_quotas(problem, HOST),
            agency_floor=settings.agency_floor,
        ),
        locks=frozenset(problem.locks),
        previous=frozenset(problem.previous),
    )


def as_said(problem: Problem, result: Result) -> Said:
    return Said(
        pairs=[
            Pair(a.participant, a.place, a.score, a.parts, pair.locked, pair.kept)
            for pair in result.pairs
            for a in [pair.assessment]
        ],
        dropped=frozenset(result.dropped),
        figures=asdict(result.certificate)
        | {
            "blocking_pairs": result.blocking_pairs,
            "mentees_rank": result.standing.left_rank,
            "mentors_rank": result.standing.right_rank,
            "mentees": len(problem.participants),
            "mentors": len(problem.places),
            "places": sum(place.capacity for place in problem.places),
        },
        pair=result.prices.pair,
        mentors=result.prices.places,
        agencies=result.prices.agencies,
        employers=result.prices.hosts,
        complete=result.complete,
        stable_bound=result.stable_bound,
        counts={("agency", name): counts for name, counts in result.agencies.items()}
        | {(f"{quota.kind} quota", quota.name): (placed,) for quota, placed in result.quotas}
        | {
            ("supply", one.group): (one.participants, one.placed, one.places, one.capacity)
            for one in result.supply
        },
        unplaced=frozenset(one.participant for one in result.unmatched),
    )


def _said_by(person: Person) -> dict[str, Any]:
    return {field.name: getattr(person, field.name) for field in fields(person)}


def _quotas(problem: Problem, kind: str) -> dict[str, tuple[int, int]]:
    return {
        quota.name: (quota.least, NO_LIMIT if quota.most is None else quota.most)
        for quota in problem.settings.quotas
        if quota.kind == kind
    }
