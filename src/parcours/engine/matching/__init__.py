"""Matching participants with places: explained, optimal over all eligible pairs, and proven so.

For example:

    from parcours.engine.matching import Participant, Place, Problem, match

    result = match(Problem(participants=(...), places=(...)))
"""

from parcours.engine.matching.counting import Impossible
from parcours.engine.matching.problem import KnownPrices, Participant, Place, Problem
from parcours.engine.matching.progress import Progress, Told
from parcours.engine.matching.quotas import Clash, Conflict, Limit, Quota
from parcours.engine.matching.result import Result
from parcours.engine.matching.run import match
from parcours.engine.matching.scored import Assignment, Scores, assign
from parcours.engine.matching.settings import Settings

__all__ = [
    "Assignment",
    "Clash",
    "Conflict",
    "Impossible",
    "KnownPrices",
    "Limit",
    "Participant",
    "Place",
    "Problem",
    "Progress",
    "Quota",
    "Result",
    "Scores",
    "Settings",
    "Told",
    "assign",
    "match",
]
