"""Whether somebody fits the rules of a program: plain facts in, an answer with its reasons out.

Missing facts are never held against anybody: a rule that cannot be decided is *unknown*, and says what is missing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

type Fact = str | float | bool | Collection[str] | None


class Operator(StrEnum):
    """How a rule compares a fact with its values."""

    IS_ONE_OF = "is_one_of"
    IS_NONE_OF = "is_none_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Answer(StrEnum):
    """What the rules say about somebody."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the fact called ``field`` compares with ``values`` as ``operator`` says.

    ``at_least`` and ``at_most`` take one number. Raises ValueError for values that the operator cannot compare with.
    """

    field: str
    operator: Operator
    values: tuple[str | float | bool, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("A rule needs a value to compare with.")
        if self.operator in _BOUNDS and (len(self.values) > 1 or not _is_number(self.values[0])):
            raise ValueError("A rule with a bound needs one number.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, the rules that refuse, and those that lack a fact, in the order in which they were asked."""

    answer: Answer
    refused_by: tuple[Rule, ...] = ()
    undecided: tuple[Rule, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields that are missing, each once."""
        return tuple(dict.fromkeys(rule.field for rule in self.undecided))


def judge(rules: Sequence[Rule], facts: Mapping[str, Fact], *, no_answers: Collection[str]) -> Verdict:
    """Return what ``rules`` say about ``facts``.

    A fact is missing where it is not there, is None or empty, is one of the codes ``no_answers``, or is not of the kind
    that its rule compares. One rule that refuses settles the answer; the missing facts are named all the same.
    """
    met = [(rule, _is_met(rule, facts.get(rule.field), no_answers)) for rule in rules]
    refused_by = tuple(rule for rule, answer in met if answer is False)
    undecided = tuple(rule for rule, answer in met if answer is None)
    if refused_by:
        return Verdict(Answer.NOT_ELIGIBLE, refused_by, undecided)
    return Verdict(Answer.UNKNOWN if undecided else Answer.ELIGIBLE, (), undecided)


def _is_met(rule: Rule, fact: Fact, no_answers: Collection[str]) -> bool | None:
    """Return whether the rule is met, or None where nobody can tell."""
    if rule.operator in _BOUNDS:
        number = fact if _is_number(fact) else None
        return None if number is None else _BOUNDS[rule.operator](number, rule.values[0])
    if fact is None:
        return None
    held = {fact} if isinstance(fact, str | float | int) else set(fact)
    known = {one for one in held if not isinstance(one, str) or one not in no_answers}
    if not known:
        return None
    shared = bool(known & set(rule.values))
    if rule.operator is Operator.IS_ONE_OF:
        # One of several answers is not known: it might be the one that counts.
        return True if shared else (False if known == held else None)
    return False if shared else (True if known == held else None)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value  # noqa: PLR0124 - not NaN


_BOUNDS: Mapping[Operator, Callable[..., bool]] = MappingProxyType(
    {
        Operator.AT_LEAST: lambda number, bound: number >= bound,
        Operator.AT_MOST: lambda number, bound: number <= bound,
    }
)
