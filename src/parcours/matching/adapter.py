"""The only door to `engine.matching`: a cohort in, an explained proposal out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypedDict

from parcours.engine.matching import (
    Clash,
    Conflict,
    KnownPrices,
    Limit,
    Participant,
    Place,
    Problem,
    Progress,
    Quota,
    Result,
    Settings,
    Told,
    match,
)
from parcours.engine.matching.changes import MOVED, needed_for, who_took
from parcours.engine.matching.crew import Crew
from parcours.engine.matching.progress import PHASES, at_ease
from parcours.engine.matching.quotas import AGENCY, HOST, PLACE
from parcours.engine.matching.result import (
    Assessment,
    Certificate,
    Change,
    Pair,
    RunnerUp,
    Supply,
    Unmatched,
)
from parcours.engine.matching.run import in_order
from parcours.engine.matching.settings import BALANCED, CRITERIA, MODES, OPTIMAL, RULES, STABLE
from parcours.engine.matching.standing import Standing
from parcours.engine.occupations.taxonomy import Taxonomy
from parcours.matching.occupations import FindCoder, Understood, no_coder, understand
from parcours.matching.remarks import Limited, broken_locks, limits_not_kept, unsure_occupations
from parcours.tables.cohort.people import Mentee, Mentor, Person
from parcours.tables.cohort.rows import Cohort
from parcours.tables.findings import Finding
from parcours.tables.text import fold

__all__ = [
    "AGENCY",
    "BALANCED",
    "CRITERIA",
    "HOST",
    "MODES",
    "MOVED",
    "OPTIMAL",
    "PHASES",
    "PLACE",
    "RULES",
    "STABLE",
    "Assessment",
    "Certificate",
    "Change",
    "Clash",
    "Conflict",
    "KnownPrices",
    "Limit",
    "Names",
    "Pair",
    "Participant",
    "Place",
    "Problem",
    "Progress",
    "Proposal",
    "Quota",
    "Result",
    "RunnerUp",
    "Settings",
    "Standing",
    "Supply",
    "Told",
    "Unmatched",
    "all_costs",
    "needed_for",
    "propose",
    "unknown_quotas",
    "who_took",
    "written_occupations",
]


type Names = tuple[Mapping[str, str], Mapping[str, str]]
"""Mentees and mentors by id, with their names as written; "" where a name is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One run with everything that is needed to show it.

    `cohort` holds the people as they were written; `problem` the same people as the engine saw them, and `result`
    what it answered, by id. `earlier` are the names of everybody in an earlier run. `readings` says how each occupation
    text was understood. `warnings` are the remarks made while reading the files, then those about occupations to
    choose, about pairs fixed against a rule, and about limits that do not hold.
    """

    cohort: Cohort
    problem: Problem
    result: Result
    readings: Mapping[str, Understood]
    warnings: tuple[Finding, ...]
    earlier: Names | None = None


def propose(
    cohort: Cohort,
    taxonomy: Taxonomy,
    settings: Settings,
    *,
    previous: tuple[tuple[str, str], ...] = (),
    prices: KnownPrices | None = None,
    earlier: Names | None = None,
    coder: FindCoder = no_coder,
    choices: Mapping[str, str | None] | None = None,
    language: str = "en",
    told: Told = at_ease,
    crew: Crew | None = None,
    keeping: int | None = None,
) -> Proposal:
    """Return the best proposal for `cohort`, or the best found when `told` says that the time is over.

    `previous` are the pairs (mentee id, mentor id) of an earlier run, `prices` its prices, and `earlier` everybody in
    it, where that is known; `coder` and `choices` are those of `understand`; `language` (en or fr) is that of the
    titles in warnings; `crew` and `keeping` are those of `engine.matching.match`. Raises Clash where the minimums of
    mentors and quotas cannot all hold.
    """
    readings = understand(written_occupations(cohort), taxonomy, coder, choices, language)
    problem = in_order(
        Problem(
            participants=tuple(_participant(mentee, readings) for mentee in cohort.mentees),
            places=tuple(_place(mentor, readings) for mentor in cohort.mentors),
            settings=replace(settings, quotas=_quotas(settings.quotas, cohort)),
            locks=tuple(cohort.locks),
            previous=previous,
            prices=prices,
            withdrawn=(cohort.withdrawn_mentees, cohort.withdrawn_mentors),
            earlier=(frozenset(earlier[0]), frozenset(earlier[1])) if earlier else None,
        )
    )
    try:
        result = match(problem, told, crew, keeping)
    except Clash as clash:
        raise _as_written(clash, cohort) from clash
    broken = [
        (p.assessment.participant, p.assessment.broken)
        for p in result.pairs
        if p.locked and p.assessment.broken
    ]
    warnings = (
        *cohort.warnings,
        *unsure_occupations(cohort, readings, taxonomy, language),
        *broken_locks(cohort, dict(broken)),
        *limits_not_kept(
            cohort,
            _limited(settings.quotas, result),
            Counter(pair.assessment.place for pair in result.pairs),
            stable=settings.mode == STABLE,
        ),
    )
    return Proposal(
        cohort=cohort, problem=problem, result=result, readings=readings, warnings=warnings, earlier=earlier
    )


def all_costs(result: Result) -> list[tuple[str, int]]:
    """Return the rules that hold and the kinds of quotas there are, with how many more would have a place without."""
    return [*result.rule_costs.items(), *result.quota_costs.items()]


def unknown_quotas(settings: Settings, cohort: Cohort) -> list[Quota]:
    """Return the quotas whose agency or employer nobody in `cohort` has."""
    agencies, employers = _agencies(cohort), {fold(mentor.employer) for mentor in cohort.mentors}
    return [
        quota
        for quota in settings.quotas
        if fold(quota.name) not in (agencies if quota.kind == AGENCY else employers)
    ]


def _agencies(cohort: Cohort) -> dict[str, str]:
    """Return the agencies as they were written, by their folded names."""
    return {fold(mentee.agency): mentee.agency for mentee in cohort.mentees}


def _as_written(clash: Clash, cohort: Cohort) -> Clash:
    """Return the same with employers as they were written."""
    employers = {fold(mentor.employer): mentor.employer for mentor in cohort.mentors}
    return clash.told(
        lambda limit: (
            replace(limit, name=employers.get(limit.name, limit.name)) if limit.kind == HOST else limit
        )
    )


def _quotas(quotas: tuple[Quota, ...], cohort: Cohort) -> tuple[Quota, ...]:
    """Return the quotas with the names that the engine compares."""
    agencies = _agencies(cohort)
    return tuple(
        replace(
            quota,
            name=agencies.get(fold(quota.name), quota.name) if quota.kind == AGENCY else fold(quota.name),
        )
        for quota in quotas
    )


def _limited(quotas: tuple[Quota, ...], result: Result) -> Iterator[Limited]:
    """Yield the quotas as they were set, with how many places each has."""
    for quota, (_, placed) in zip(quotas, result.quotas, strict=True):
        field = "agency" if quota.kind == AGENCY else "employer"
        yield Limited(field, quota.name, quota.least, quota.most, placed)


def written_occupations(cohort: Cohort) -> set[str]:
    """Return every occupation as somebody wrote it."""
    people: tuple[Person, ...] = (*cohort.mentees, *cohort.mentors)
    return {text for person in people for text in person.occupations}


class _Shared(TypedDict):
    """What both sides bring, by the names of `Participant` and `Place`."""

    id: str
    occupations: tuple[str, ...]
    years: float | None
    languages: Mapping[str, int | None]
    city: str
    province: str
    meeting: frozenset[str]
    availability: frozenset[str]
    employer: str
    avoid_ids: frozenset[str]
    avoid_employers: frozenset[str]
    prefers: tuple[str, ...]
    background: frozenset[str]


def _shared(person: Person, readings: Mapping[str, Understood]) -> _Shared:
    codes = (readings[text].code for text in person.occupations)
    return {
        "id": person.id,
        "occupations": tuple(dict.fromkeys(code for code in codes if code)),
        "years": person.years_experience,
        "languages": person.languages,
        "city": fold(person.city),
        "province": person.province,
        "meeting": person.meeting,
        "availability": person.availability,
        "employer": fold(person.employer),
        "avoid_ids": person.avoid_ids,
        "avoid_employers": person.avoid_employers,
        "prefers": person.prefers,
        "background": frozenset(person.background),
    }


def _participant(mentee: Mentee, readings: Mapping[str, Understood]) -> Participant:
    return Participant(
        **_shared(mentee, readings),
        background_matters=mentee.background_matters,
        goals=frozenset(mentee.goals),
        waiting_since=mentee.waiting_since,
        agency=mentee.agency,
    )


def _place(mentor: Mentor, readings: Mapping[str, Understood]) -> Place:
    return Place(
        **_shared(mentor, readings),
        offers=frozenset(mentor.offers),
        capacity=mentor.capacity,
        minimum=mentor.minimum,
    )
