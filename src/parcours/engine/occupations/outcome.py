"""Is a job commensurate with the occupation before arrival? Rule COMM-1, shown beside the person's own answer.

Written down where outcomes are defined: the first of five rules that fits. A changed rule gets another name, and
old figures keep theirs.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

RULE = "COMM-1"
UNIT_GROUP = re.compile(r"[0-9][0-5][0-9]{3}")
MINOR_GROUP_DIGITS = 4
# A job below this one is never “at level” in a related field, however low the level before.
LOWEST_RELATED_TEER = 3
NO_MORE_THAN_HIGH_SCHOOL_TEER = 4
DEGREES = frozenset({"bachelor", "professional", "master", "doctorate"})


class OutcomeLevel(StrEnum):
    """How a job stands to the occupation before arrival. The first three are commensurate."""

    IN_FIELD_AT_LEVEL = "in_field_at_level"
    RELATED_AT_LEVEL = "related_at_level"
    """One step of TEER lower is still at level here, so it is never added to the first without being shown apart."""
    OTHER_FIELD_AT_LEVEL = "other_field_at_level"
    IN_FIELD_BELOW_LEVEL = "in_field_below_level"
    """A stepping stone."""
    BELOW_LEVEL = "below_level"
    UNKNOWN = "unknown"
    """An occupation is missing, or is no unit group."""


COMMENSURATE = (
    OutcomeLevel.IN_FIELD_AT_LEVEL,
    OutcomeLevel.RELATED_AT_LEVEL,
    OutcomeLevel.OTHER_FIELD_AT_LEVEL,
)


def compare(
    before: str | None, after: str | None, *, targets: Iterable[str] = (), related: Iterable[str] = ()
) -> OutcomeLevel:
    """Return the level of the job ``after`` for somebody whose occupation was ``before``, both unit groups.

    ``targets``, ``related``: the unit groups that the program aims at and those it counts as related.

    For people in paid work, the self-employed included: only what the work is counts. Who is not in paid work has
    no level. A licence is no part of it and is reported beside it.
    """
    if not (before and after and UNIT_GROUP.fullmatch(before) and UNIT_GROUP.fullmatch(after)):
        return OutcomeLevel.UNKNOWN
    was, now = _level(before), _level(after)
    is_related = after in set(related)
    same_broad_category = after[0] == before[0]
    in_field = is_related or _minor_group(after) in {_minor_group(code) for code in (before, *targets)}
    if in_field and now <= was:
        return OutcomeLevel.IN_FIELD_AT_LEVEL
    if (same_broad_category or is_related) and now <= min(was + 1, LOWEST_RELATED_TEER):
        return OutcomeLevel.RELATED_AT_LEVEL
    if not same_broad_category and now <= was:
        return OutcomeLevel.OTHER_FIELD_AT_LEVEL
    # Codes that share four digits share their TEER, so “in field” needs the broad category here as well.
    if (in_field or same_broad_category) and now > was:
        return OutcomeLevel.IN_FIELD_BELOW_LEVEL
    return OutcomeLevel.BELOW_LEVEL


def overqualified(education: str, after: str | None) -> bool | None:
    """Say whether a degree holder works where no more than high school is asked; None when a side is not known.

    ``education``: a code of the list of levels of education; "" and ``unknown`` say nothing, nor does a refusal.
    """
    if not (after and UNIT_GROUP.fullmatch(after)) or education in {"", "unknown", "prefer_not"}:
        return None
    return education in DEGREES and int(after[1]) >= NO_MORE_THAN_HIGH_SCHOOL_TEER


def _level(code: str) -> int:
    """Return the TEER, the second digit; 0 and 1 count as one level."""
    return max(int(code[1]), 1)


def _minor_group(code: str) -> str:
    return code[:MINOR_GROUP_DIGITS]
