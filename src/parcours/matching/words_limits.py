"""Limits that cannot all hold, in words."""

from parcours.core.language import Language
from parcours.matching.adapter import PLACE, Clash, Limit

NAMED = 10
"""So many limits a sentence names at most."""


def clash(of: Clash, say: Language) -> str:
    """Return which limits exclude each other, and what is nearest to them."""
    limits = say.join([_limit(limit, say) for limit in of.limits[:NAMED]])
    nearest = say.join([_limit(limit, say) for limit in of.relaxed[:NAMED]])
    return say(
        "These limits cannot all hold: {limits}. Nearest to them, with the fewest people missing, would be: {nearest}."
        " Lower a minimum, raise a maximum, or switch off a rule.",
        limits=limits,
        nearest=nearest,
    )


def _limit(limit: Limit, say: Language) -> str:
    if limit.kind == PLACE:
        return say("{name} at least {n}", name=limit.name, n=say.number(limit.number))
    name = limit.name or say("No agency given")
    if limit.least:
        return say("“{name}” at least {n}", name=name, n=say.number(limit.number))
    return say("“{name}” at most {n}", name=name, n=say.number(limit.number))
