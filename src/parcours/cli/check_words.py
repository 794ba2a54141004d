"""What a check of a result of `parcours match` finds, in words."""

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from parcours.core.language import N_, Language
from parcours.engine.checking.counted import AGENCY, AGENCY_QUOTA, HOST_QUOTA, SUPPLY
from parcours.engine.checking.people import NO_LIMIT
from parcours.engine.checking.said import Checked, Fault, Said
from parcours.engine.matching.settings import BALANCED, OPTIMAL, STABLE
from parcours.matching.words_labels import CRITERIA, RULES

NAMED = 10
"""So many faults of one kind are told; the rest are counted."""

FIGURE = N_("{figure}: {found}, not {said}.")

_DIGITS = 6

_SAYS = MappingProxyType(
    {
        "settings": N_("The result was made with other settings than those given here: {names}."),
        "files": N_("matches.csv lists other pairs or scores than result.json."),
        "title": N_("“{text}” is the official title of {code}, and is said to mean something else."),
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
        "unplaced": N_("Whether {mentee} has no place is said wrongly."),
        "others": N_("Within the quotas, more people with a place in the earlier result could keep one."),
        "further": N_(
            "If others with a place in the earlier result kept one, more people could have a place."
        ),
        "rather": N_("If others with a place in the earlier result kept one, the total could be higher."),
        "shares": N_("Agencies could be nearer to their shares without costing anybody a place."),
        "suits": N_("Other pairs would suit both sides better."),
        "unstable": N_("The pairs are not stable. Pairs who would rather have each other: {number}."),
        "stable_unsaid": N_("How many pairs a stable choice can have is not said."),
        "stable_low": N_(
            "A stable choice has {placed} pairs, and the most that one can have are said to be {said}."
        ),
        "stable_high": N_(
            "No choice has more than {bound} pairs, and the most of a stable one are said to be {said}."
        ),
        "stable_unasked": N_(
            "Only of stable choices it is said how many pairs they can have, and here it is {said}."
        ),
        "count": N_("{group} “{name}”: {found}, not {said}."),
        "figure": FIGURE,
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

_NOT_ASKED = N_(
    "Who keeps an earlier place, the shares of agencies, and what suits both sides are not proven then."
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
        "blocking_pairs": N_("Pairs who would rather have each other"),
        "mentees_rank": N_("Mean rank for mentees"),
        "mentors_rank": N_("Mean rank for mentors"),
        "mentees": N_("Mentees"),
        "mentors": N_("Mentors"),
        "places": N_("Places"),
    }
)

_GROUPS = MappingProxyType(
    {
        AGENCY: N_("Mentees of the agency and those placed,"),
        AGENCY_QUOTA: N_("People placed of the agency,"),
        HOST_QUOTA: N_("People placed with the employer,"),
        SUPPLY: N_("Mentees, those placed, mentors and places of the occupations"),
    }
)

_HOLDS = MappingProxyType(
    {
        OPTIMAL: N_("The certificate holds: nothing better exists."),
        STABLE: N_("The figures hold, and nobody would rather have each other: the proposal is stable."),
        BALANCED: N_(
            "The figures hold: nobody more can be placed, and no other pairs of as many people suit both sides better."
        ),
    }
)

_SCOPE = N_(
    "Of the files, result.json and matches.csv are looked at, without names, remarks, reasons, runners-up, short-lists"
    " and changes, what rules and quotas cost, and what would help. What the words of an occupation mean, and which of"
    " equally good proposals the draw takes, is the result’s word."
)


def told(faults: Sequence[Fault], found: Checked, said: Said, mode: str, say: Language) -> str:
    """Return the faults, the figures and the verdict, each on its own line."""
    lines, times = [], Counter[str]()
    for fault in faults:
        times[fault.kind] += 1
        if times[fault.kind] <= NAMED:
            lines.append(in_words(fault, say))
    more = sum(max(number - NAMED, 0) for number in times.values())
    if more:
        lines.append(say.plural("… and {n} more.", "… and {n} more.", more))
    numbers = {name: number_of(figure, say) for name, figure in found.figures.items()}
    lines.append(
        say(
            "{placed} people placed of at most {bound}; score {score}, at most {dual_bound} for so many;"
            " {pairs_priced} allowed pairs looked at.",
            **numbers,
        )
    )
    if faults:
        return "\n".join([*lines, say("The certificate does not hold for this result.")])
    if found.stable is not None and said.stable_bound is not None:
        lines.append(of_stable(len(said.pairs), found.stable, said.stable_bound, say))
    if not said.complete and mode != STABLE:
        lines += [say(_EARLY, **numbers), say(_NOT_ASKED)]
    else:
        lines.append(say(_HOLDS[mode]))
    return "\n".join([*lines, say(_SCOPE)])


def in_words(fault: Fault, say: Language) -> str:
    """Return what does not hold as a sentence."""
    return say(_SAYS[fault.kind], **_facts(fault, say))


def of_stable(placed: int, most: int, said: int, say: Language) -> str:
    """Return how many pairs a stable choice can have, by this check and by what was said."""
    if most == placed:
        return say("No stable choice has more pairs.")
    if said >= most:
        return say("A stable choice has at most {most} pairs.", most=say.number(most))
    return say(
        "That a stable choice has at most {said} pairs was found by a search, which is not repeated here: without it,"
        " at most {most} is proven.",
        said=say.number(said),
        most=say.number(most),
    )


def _facts(fault: Fault, say: Language) -> dict[str, object]:
    facts = {
        name: number_of(fact, say) if fact is None or isinstance(fact, int | float | tuple) else fact
        for name, fact in fault.facts.items()
    }
    if "group" in facts:
        facts["group"] = say(_GROUPS[str(facts["group"])])
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


def number_of(figure: object, say: Language) -> str:
    """Return a number, or several, as people write it."""
    if isinstance(figure, tuple):
        return ", ".join(number_of(one, say) for one in figure) or say("none")
    if isinstance(figure, float):
        return say.number(figure, _DIGITS)
    return say.number(figure) if isinstance(figure, int) else say("none")
