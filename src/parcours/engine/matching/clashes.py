"""Limits that clash, as they were set: the search speaks of what is left of them beside the pairs fixed by hand."""

from collections import Counter
from dataclasses import replace

from parcours.engine.matching.problem import Problem
from parcours.engine.matching.quotas import AGENCY, HOST, PLACE, Clash, Limit


def with_fixed(clash: Clash, problem: Problem) -> Clash:
    """Return the limits as they were set, and the minimums of the nearest proposal with the pairs fixed by hand."""
    agencies = {one.id: one.agency for one in problem.participants}
    employers = {one.id: one.employer for one in problem.places}
    fixed: Counter[tuple[str, str]] = Counter()
    for participant, place in problem.locks:
        fixed.update([(AGENCY, agencies[participant]), (HOST, employers[place]), (PLACE, place)])
    asked = {(PLACE, one.id, True): one.minimum for one in problem.places}
    for quota in problem.settings.quotas:
        least, most = (quota.kind, quota.name, True), (quota.kind, quota.name, False)
        asked[least] = max(asked.get(least, 0), quota.least)
        if quota.most is not None:
            asked[most] = min(asked.get(most, quota.most), quota.most)

    def as_set(limit: Limit) -> Limit:
        return replace(limit, number=asked.get((limit.kind, limit.name, limit.least), limit.number))

    return Clash(
        tuple(map(as_set, clash.limits)),
        tuple(replace(one, number=one.number + fixed[one.kind, one.name]) for one in clash.relaxed),
    )
