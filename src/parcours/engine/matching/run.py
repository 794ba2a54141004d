"""`match`: from a problem to an explained and proven proposal."""

from dataclasses import replace

import numpy as np

from parcours.engine.matching.candidates import MadeOf, RuledPairs
from parcours.engine.matching.certificate import certify
from parcours.engine.matching.changes import changes
from parcours.engine.matching.clashes import with_fixed
from parcours.engine.matching.collecting import kept_from_collecting
from parcours.engine.matching.crew import Crew
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.explain import assess, runners_up, short_lists
from parcours.engine.matching.features import Features, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing
from parcours.engine.matching.modes import choose, groups_of
from parcours.engine.matching.overview import (
    agency_shares,
    quota_costs,
    quota_use,
    rule_costs,
    supply_and_demand,
)
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.progress import EXPLAINING, LOOKING, PROVING, Progress, Told, Watch, at_ease
from parcours.engine.matching.quotas import Clash
from parcours.engine.matching.rematch import (
    hold_placed,
    keep_bonus,
    kept_pairs,
    known_prices,
    placed_before,
    start_from,
)
from parcours.engine.matching.result import Assessment, Certificate, Pair, Result
from parcours.engine.matching.shared import SharedPairs
from parcours.engine.matching.unmatched import explain_unmatched


def match(
    problem: Problem, told: Told = at_ease, crew: Crew | None = None, keeping: int | None = None
) -> Result:
    """Return the best proposal for `problem`, or the best found when `told` says that the time is over.

    The search is shared out to `crew` where there is one. Where there are more than `keeping` pairs (None: as many as
    pays), they are not kept between passes: that takes longer and less memory, and changes nothing else.

    First as many participants placed as possible, then the highest total score, then the fixed draw: the same people
    in any order give the same pairs on every machine. Nobody placed before is dropped where a place is possible.
    Raises quotas.Clash where quotas and minimums of places cannot all hold.
    """
    with kept_from_collecting():
        try:
            return _matched(in_order(problem), Watch(told), crew, keeping)
        except Clash as clash:
            raise with_fixed(clash, problem) from clash


def _matched(problem: Problem, watch: Watch, crew: Crew | None, keeping: int | None) -> Result:
    watch(Progress(LOOKING))
    features = encode(problem)
    locked = _locked(problem)
    bounds = _bounds(features, locked)
    kept = kept_pairs(problem)
    bonus = keep_bonus(problem) if kept else 0
    made_of = MadeOf(features, problem.settings, kept, bonus, keeping)
    pairs = SharedPairs(made_of, crew) if crew else made_of.pairs()
    if groups_of(problem) is None:
        bounds = hold_placed(problem, pairs, bounds, features.draw)
    else:  # whose limits decide how many of them can be held
        bounds = replace(bounds, left_min=placed_before(problem, pairs, bounds))
    choice = choose(problem, features, pairs, bounds, start_from(problem, kept), watch)
    solution, bounds, chosen = choice.solution, choice.bounds, choice.pairs
    watch(Progress(PROVING, len(solution.near), len(chosen)))
    certificate = certify(pairs, bounds, replace(solution, chosen=chosen))
    complete = not watch.over
    watch(Progress(EXPLAINING, certificate.pairs_priced, len(chosen), certificate.gap))
    shortest = short_lists(pairs)
    made, shown = _assessed(problem, pairs, locked, chosen, shortest)
    second = runners_up(problem, pairs, bounds, solution, shortest) if choice.exact else {}
    now = {a.participant: a.place for a in made}
    ids = {person.id: at for at, person in enumerate(problem.participants)}
    held = set(problem.previous)
    fixed = {participant for participant, _ in problem.locks}
    had = {participant for participant, _ in problem.previous} & ids.keys()
    return Result(
        pairs=tuple(
            Pair(a, a.participant in fixed, a[:2] in held, second.get(ids[a.participant])) for a in made
        ),
        unmatched=explain_unmatched(
            problem, features, pairs, bounds, chosen, kept=kept, locked=locked, groups=groups_of(problem)
        ),
        short_lists=shown,
        certificate=_with_locked(certificate, made, fixed),
        supply=supply_and_demand(problem, now),
        rule_costs=rule_costs(problem, pairs, bounds, solution),
        quota_costs=quota_costs(problem, pairs, bounds, solution),
        blocking_pairs=choice.standing.blocking_pairs,
        agencies=agency_shares(problem, now),
        changes=changes(problem, features, now),
        dropped=tuple(sorted(had - now.keys())),
        prices=known_prices(problem, solution.prices),
        settings=problem.settings,
        standing=choice.standing,
        quotas=quota_use(problem, now),
        complete=complete,
        stable_bound=None if choice.stable_bound is None else choice.stable_bound + len(fixed),
    )


def in_order(problem: Problem) -> Problem:
    """Return `problem` with both sides in the order of their ids, so that the order of rows means nothing."""
    return replace(
        problem,
        participants=tuple(sorted(problem.participants, key=lambda person: person.id)),
        places=tuple(sorted(problem.places, key=lambda place: place.id)),
    )


def _locked(problem: Problem) -> tuple[Ints, Ints]:
    participants = {person.id: at for at, person in enumerate(problem.participants)}
    places = {place.id: at for at, place in enumerate(problem.places)}
    left = np.array([participants[participant] for participant, _ in problem.locks], dtype=np.int64)
    return left, np.array([places[place] for _, place in problem.locks], dtype=np.int64)


def _bounds(features: Features, locked: tuple[Ints, Ints]) -> Bounds:
    left_max = np.ones(len(features.waiting), dtype=np.int64)
    left_max[locked[0]] = 0
    fixed = np.bincount(locked[1], minlength=len(features.capacity))
    return Bounds(
        np.zeros_like(left_max), left_max, (features.minimum - fixed).clip(min=0), features.capacity - fixed
    )


def _assessed(
    problem: Problem, pairs: RuledPairs, locked: tuple[Ints, Ints], chosen: Listing, shortest: Listing
) -> tuple[list[Assessment], dict[str, tuple[Assessment, ...]]]:
    """Return the assessments of the pairs made, in the order of their participants, and of the short-lists."""
    left = np.concatenate([locked[0], chosen.left])
    right = np.concatenate([locked[1], chosen.right])
    order = np.argsort(left)
    size = len(left)
    assessed = assess(
        problem,
        pairs,
        np.concatenate([left[order], shortest.left]),
        np.concatenate([right[order], shortest.right]),
    )
    end = size + np.searchsorted(shortest.left, np.arange(pairs.lefts), side="right")
    lists: dict[str, tuple[Assessment, ...]] = {}
    first = size
    for person, last in zip(problem.participants, end.tolist(), strict=True):
        lists[person.id] = tuple(assessed[first:last])
        first = last
    return assessed[:size], lists


def _with_locked(certificate: Certificate, made: list[Assessment], fixed: set[str]) -> Certificate:
    """Add the pairs fixed by hand, which were not the solver's to choose, to both sides of the proof."""
    score = sum(a.score for a in made if a.participant in fixed)
    return replace(
        certificate,
        placed=certificate.placed + len(fixed),
        bound=certificate.bound + len(fixed),
        score=certificate.score + score,
        dual_bound=certificate.dual_bound + score,
    )
