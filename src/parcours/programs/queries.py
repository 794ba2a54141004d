"""What other apps read about programs, within the organization in scope."""

from collections.abc import Collection, Mapping

from parcours.core.codes import NO_ANSWERS
from parcours.programs.eligibility import Fact, Verdict, judge
from parcours.programs.models import Cohort, EligibilityRule, Phase, Program
from parcours.programs.timetable import Span


def spans_of(cohort: Cohort) -> list[Span]:
    """Return the phases of the cohort, in order."""
    return [phase.as_span() for phase in Phase.objects.filter(cohort=cohort)]


def verdict_on(program: Program, facts: Mapping[str, Fact]) -> tuple[Verdict, list[EligibilityRule]]:
    """Return what the program’s rules say about ``facts``, and those that refuse, with their words."""
    rules = list(EligibilityRule.objects.filter(program=program))
    verdict = judge([rule.as_rule() for rule in rules], facts, no_answers=NO_ANSWERS)
    return verdict, _of(rules, verdict.refused_by)


def _of(rules: list[EligibilityRule], wanted: Collection[object]) -> list[EligibilityRule]:
    return [rule for rule in rules if rule.as_rule() in wanted]
