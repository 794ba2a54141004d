"""Limits that cannot all hold, in words."""

from parcours.core.language import Language
from parcours.matching.adapter import PLACE, Clash, Conflict, Limit

NAMED = 10
"""So many limits a sentence names at most, and so many times it is said which exclude each other."""


def clash(of: Clash, say: Language) -> list[str]:
    """Return a sentence each time limits exclude each other, with what is nearest to them; the last says what to do."""
    said = [_conflict(one, say) for one in of.conflicts[:NAMED]]
    others = len(of.conflicts) - len(said)
    if others:
        said.append(
            say.plural(
                "Limits exclude each other {n} more time.",
                "Limits exclude each other {n} more times.",
                others,
            )
        )
    return [*said, say("Lower a minimum, raise a maximum, or switch off a rule.")]


def _conflict(one: Conflict, say: Language) -> str:
    limits, nearest = _named(one.limits, say), _named(one.relaxed, say)
    if len(one.limits) == 1:
        return say(
            "This limit cannot hold: {limits}. Nearest to it would be: {nearest}.",
            limits=limits,
            nearest=nearest,
        )
    return say(
        "These limits cannot hold together: {limits}. With the fewest people missing in all, it would be: {nearest}.",
        limits=limits,
        nearest=nearest,
    )


def _named(limits: tuple[Limit, ...], say: Language) -> str:
    named = [_limit(limit, say) for limit in limits[:NAMED]]
    others = len(limits) - len(named)
    return say.join([*named, say.plural("{n} other", "{n} others", others)] if others else named)


def _limit(limit: Limit, say: Language) -> str:
    if limit.kind == PLACE:
        return say("{name} at least {n}", name=limit.name, n=say.number(limit.number))
    name = limit.name or say("No agency given")
    if limit.least:
        return say("“{name}” at least {n}", name=name, n=say.number(limit.number))
    return say("“{name}” at most {n}", name=name, n=say.number(limit.number))
