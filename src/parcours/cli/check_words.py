"""What a check of a result of `parcours match` finds, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from parcours.core.language import N_, Language
from parcours.engine.checking.people import NO_LIMIT
from parcours.engine.checking.said import Fault
from parcours.engine.matching.settings import OPTIMAL, STABLE
from parcours.matching.words_labels import CRITERIA, RULES

NAMED = 10
"""So many faults of one kind are told; the rest are counted."""

_SAYS = MappingProxyType(
    {
        "settings": N_("The result was made with other settings than those given here: {names}."),
        "files": N_("matches.csv lists other pairs than result.json."),
        "twice": N_("The mentee {mentee} stands in more than one pair."),
        "unknown": N_("{mentee} and {mentor} are a pair, but one of them is not in the files."),
        "forbidden": N_("{mentee} and {mentor} may not meet: {rules}."),
        "marks": N_("Whether {mentee} and {mentor} are fixed by hand or were kept is said wrongly."),
        "lock": N_("{mentee} and {mentor} are fixed by hand, and are no pair."),
        "points": N_("For “{criterion}”, {mentee} and {mentor} have {points} points, not {said}."),
        "score": N_("{mentee} and {mentor} score {points}, not {said}."),
        "capacity": N_("{mentor} has {number} mentees, and takes from {least} to {most}."),
        "agency": N_(
            "The agency “{name}” has {number} places that are not fixed by hand, and gets {limits}."
        ),
        "employer": N_("The employer “{name}” has {number} mentees not fixed by hand, and takes {limits}."),
        "dropped": N_("Whether {mentee} lost the place of the earlier result is said wrongly."),
        "held": N_("{possible} people with a place in the earlier result can keep one; {held} do."),
        "figure": N_("{figure}: {found}, not {said}."),
        "fewer": N_("Not as many people have a place as could: {placed} of {bound}."),
        "unproven": N_(
            "It is not proven that nothing scores higher: {score}, and perhaps up to {dual_bound}."
        ),
    }
)

_EARLY = N_(
    "The figures hold, and every pair is allowed. The time was over before the search ended: at most {bound} people"
    " could have a place, and as many as here could score {gap} more at most."
)

_FIGURES = MappingProxyType(
    {
        "placed": N_("People placed"),
        "bound": N_("People who can be placed"),
        "score": N_("Total score"),
        "dual_bound": N_("The most that any proposal can score"),
        "gap": N_("What is missing to that"),
        "pairs_priced": N_("Pairs that the rules allow"),
        "violations": N_("Pairs that would improve the total"),
    }
)


def told(
    faults: Sequence[Fault], figures: Mapping[str, int | None], mode: str, say: Language, *, complete: bool
) -> str:
    """Return the faults, the figures and the verdict, each on its own line; `complete` unless the time was over."""
    lines, times = [], Counter[str]()
    for fault in faults:
        times[fault.kind] += 1
        if times[fault.kind] <= NAMED:
            lines.append(say(_SAYS[fault.kind], **_facts(fault, say)))
    more = sum(max(number - NAMED, 0) for number in times.values())
    if more:
        lines.append(say.plural("… and {n} more.", "… and {n} more.", more))
    numbers = {name: _number(figure, say) for name, figure in figures.items()}
    lines.append(
        say(
            "{placed} people placed of at most {bound}; score {score}, at most {dual_bound} for so many;"
            " {pairs_priced} allowed pairs looked at.",
            **numbers,
        )
    )
    if faults:
        lines.append(say("The certificate does not hold for this result."))
    elif not complete and mode != STABLE:
        lines.append(say(_EARLY, **numbers))
    elif mode == OPTIMAL:
        lines.append(say("The certificate holds: nothing better exists."))
    elif mode == STABLE:
        lines.append(say("The figures hold. Who would rather have each other is not looked at here."))
    else:
        lines.append(
            say("The figures hold: nobody more can be placed. What suits both is not looked at here.")
        )
    return "\n".join(lines)


def _facts(fault: Fault, say: Language) -> dict[str, object]:
    facts = {
        name: _number(fact, say) if fact is None or isinstance(fact, int) else fact
        for name, fact in fault.facts.items()
    }
    if "rules" in facts:
        rules = fault.facts["rules"]
        facts["rules"] = say.join([say(RULES[name]) for name in rules]) or say("the mentor has no place")
    if "criterion" in facts:
        facts["criterion"] = say(CRITERIA[str(facts["criterion"])])
    if "figure" in facts:
        facts["figure"] = say(_FIGURES[str(facts["figure"])])
    if "names" in facts:
        facts["names"] = say.join([*map(str, fault.facts["names"])])
    if "most" in facts and fault.kind != "capacity":
        facts["limits"] = (
            say("at least {least}", least=facts["least"])
            if fault.facts["most"] == NO_LIMIT
            else say("from {least} to {most}", least=facts["least"], most=facts["most"])
        )
    return facts


def _number(figure: object, say: Language) -> str:
    return say.number(figure) if isinstance(figure, int) else say("none")
