"""Quotas and agency floors, against every proposal there is."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import Clash, Problem, Quota, match
from parcours.engine.matching.quotas import AGENCY, HOST, Limit
from parcours.engine.matching.settings import ALWAYS, Settings
from tests.engine.matching import reference
from tests.engine.matching.factories import made, narrow, people, place, small_cohort, with_quotas

SEEDS = st.integers(0, 10**9)


def numbers(problem: Problem, proposal: reference.Proposal) -> dict[tuple[str, str], int]:
    """Return how many pairs each group has."""
    agency = {p.id: p.agency for p in problem.participants}
    host = {m.id: m.employer for m in problem.places}
    found = Counter((AGENCY, agency[p]) for p in proposal)
    return dict(found + Counter((HOST, host[m]) for m in proposal.values()))


def fits(problem: Problem, proposal: reference.Proposal, fixed: dict[tuple[str, str], int]) -> bool:
    """Whether all quotas hold; what is fixed by hand may exceed a maximum."""
    have = numbers(problem, proposal)
    return all(
        q.least <= have.get((q.kind, q.name), 0)
        and (q.most is None or have.get((q.kind, q.name), 0) <= max(q.most, fixed.get((q.kind, q.name), 0)))
        for q in problem.settings.quotas
    )


def worth(problem: Problem, proposal: reference.Proposal, known: reference.Scores) -> tuple[int, ...]:
    """What a proposal is worth: people placed before, then placements, then kept pairs and the score."""
    number, held, *rest = reference.worth(problem, proposal, known)
    return held, number, *rest


def allowed(problem: Problem) -> list[reference.Proposal]:
    fixed = numbers(problem, dict(problem.locks))
    return [made for made in reference.proposals(problem) if fits(problem, made, fixed)]


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_every_proposal_within_quotas_was_weighed(seed: int) -> None:
    problem = with_quotas(small_cohort(seed), seed)
    proposals, known = allowed(problem), reference.scores(problem)
    with narrow(seed):
        if not proposals:
            with pytest.raises(Clash):
                match(problem)
            return
        result = match(problem)
    best = max(worth(problem, proposal, known) for proposal in proposals)
    found = [proposal for proposal in proposals if worth(problem, proposal, known) == best]
    assert made(result) == min(found, key=lambda proposal: reference.lots(problem, proposal))
    assert (result.certificate.placed, result.certificate.gap, result.certificate.violations) == (
        best[1],
        0,
        0,
    )
    assert result.certificate.bound == best[1]
    have = numbers(problem, made(result))
    assert result.quotas == tuple((q, have.get((q.kind, q.name), 0)) for q in problem.settings.quotas)


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_what_a_rule_costs_is_told_within_quotas(seed: int) -> None:
    problem = replace(with_quotas(small_cohort(seed), seed), previous=())
    proposals = allowed(problem)
    if not proposals:
        return
    most = max(map(len, proposals))
    result = match(problem)
    for rule, cost in result.rule_costs.items():
        off = reference.without(problem, rule)
        assert (rule, cost) == (rule, max(map(len, allowed(off))) - most)
    quotas = problem.settings.quotas
    for kind, cost in result.quota_costs.items():
        others = tuple(quota for quota in quotas if quota.kind != kind)
        free = replace(problem, settings=replace(problem.settings, quotas=others))
        assert (kind, cost) == (kind, max(map(len, allowed(free))) - most)
    assert set(result.quota_costs) == {quota.kind for quota in quotas}


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_agencies_get_their_share_where_it_costs_nobody_a_place(seed: int) -> None:
    problem = replace(with_quotas(small_cohort(seed), seed, floor=True), previous=())
    proposals = allowed(problem)
    if not proposals:
        return
    result = match(problem)
    most = max(map(len, proposals))
    sizes = Counter(p.agency for p in problem.participants)
    fixed = Counter(p.agency for p in problem.participants if p.id in dict(problem.locks))
    top = {
        q.name: max(q.most, fixed[q.name])
        for q in problem.settings.quotas
        if q.kind == AGENCY and q.most is not None
    }

    def short(proposal: reference.Proposal) -> int:
        have = numbers(problem, proposal)
        floors = {
            name: min(size * most // len(problem.participants), top.get(name, size))
            for name, size in sizes.items()
            if name
        }
        return sum(max(floor - have.get((AGENCY, name), 0), 0) for name, floor in floors.items())

    fullest = [proposal for proposal in proposals if len(proposal) == most]
    assert len(made(result)) == most
    assert short(made(result)) == min(map(short, fullest))
    assert (result.certificate.gap, result.certificate.bound) == (0, most)


def test_whoever_has_no_agency_takes_no_place_for_a_share() -> None:
    problem = Problem(
        participants=(
            *people("p1", agency="north", prefers=("m1",)),
            *people("p2", agency="north", prefers=("m2",)),
            *people("p3", "p4"),
        ),
        places=(place("m1"), place("m2")),
        settings=Settings(agency_floor=True),
    )
    assert made(match(problem)) == {"p1": "m1", "p2": "m2"}


def test_quotas_that_clash_are_named_with_the_least_that_works() -> None:
    problem = Problem(
        participants=(*people("a1", "a2", "a3", agency="a"), *people("b1", agency="b")),
        places=(place("m1", employer="x", capacity=2), place("m2", employer="y", capacity=2)),
        settings=Settings(
            quotas=(
                Quota(AGENCY, "a", 3),
                Quota(HOST, "x", 0, 1),
                Quota(HOST, "y", 0, 1),
                Quota(AGENCY, "b", 0, 5),
            )
        ),
    )
    with pytest.raises(Clash) as clash:
        match(problem)
    (conflict,) = clash.value.conflicts
    assert conflict.limits == (
        Limit(AGENCY, "a", 3, least=True),
        Limit(HOST, "x", 1, least=False),
        Limit(HOST, "y", 1, least=False),
    )
    assert conflict.relaxed == (Limit(AGENCY, "a", 2, least=True),)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_nearest_limits_that_are_named_can_hold(seed: int) -> None:
    problem = replace(with_quotas(small_cohort(seed), seed), previous=())
    try:
        match(problem)
    except Clash as clash:
        relaxed = {(limit.kind, limit.name): limit.number for one in clash.conflicts for limit in one.relaxed}
    else:
        return
    quotas = tuple(replace(q, least=relaxed.get((q.kind, q.name), q.least)) for q in problem.settings.quotas)
    places = tuple(replace(m, minimum=relaxed.get(("place", m.id), m.minimum)) for m in problem.places)
    match(replace(problem, places=places, settings=replace(problem.settings, quotas=quotas)))
    asked = {(q.kind, q.name): q.least for q in problem.settings.quotas}
    asked |= {("place", m.id): m.minimum for m in problem.places}
    assert all(number < asked[key] for key, number in relaxed.items())


def test_limits_that_clash_are_told_as_they_were_set_beside_pairs_fixed_by_hand() -> None:
    problem = Problem(
        participants=people("p1", "p2", agency="a"),
        places=(place("m1"), place("m2")),
        settings=Settings(quotas=(Quota(AGENCY, "a", 3), Quota(AGENCY, "a", 0, 9))),
        locks=(("p1", "m1"),),
    )
    with pytest.raises(Clash) as clash:
        match(problem)
    (conflict,) = clash.value.conflicts
    assert conflict.limits == (Limit(AGENCY, "a", 3, least=True),)
    assert conflict.relaxed == (Limit(AGENCY, "a", 2, least=True),)


def test_whom_a_quota_keeps_from_a_place_is_told_so() -> None:
    problem = Problem(
        participants=people("p1", "p2", agency="a"),
        places=(place("m1"), place("m2")),
        settings=Settings(quotas=(Quota(AGENCY, "a", 0, 1),)),
    )
    (left,) = match(problem).unmatched
    assert (left.reason, left.open_by_rule) == ("quota", {})
    full = replace(problem, settings=Settings(quotas=(Quota(HOST, "", 0, 1),)))
    assert [person.reason for person in match(full).unmatched] == ["quota"]


@pytest.mark.parametrize(("kind", "least", "most"), [("town", 0, 1), (AGENCY, -1, None), (HOST, 2, 1)])
def test_quotas_that_make_no_sense_are_refused(kind: str, least: int, most: int | None) -> None:
    with pytest.raises(ValueError, match=r"a quota is|does not fit"):
        Quota(kind, "a", least, most)


def test_who_was_placed_stays_where_quotas_allow() -> None:
    problem = Problem(
        participants=people("p1", "p2", agency="a"),
        places=(place("m1", capacity=2),),
        settings=Settings(quotas=(Quota(AGENCY, "a", 0, 1),), keep_bonus=ALWAYS),
        previous=(("p2", "m1"),),
    )
    assert made(match(problem)) == {"p2": "m1"}
