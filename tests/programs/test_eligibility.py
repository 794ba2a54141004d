"""Who fits the rules of a program: what is missing is unknown, and never a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.programs.eligibility import Answer, Fact, Operator, Rule, judge

NO_ANSWERS = frozenset({"", "unknown", "prefer_not"})
ENGLISH = Rule("english", Operator.AT_LEAST, (7,))
STATUS = Rule("immigration_class", Operator.IS_ONE_OF, ("protected", "family"))
LICENCE = Rule("licence", Operator.IS_NONE_OF, ("licensed", "refused"))
YEARS = Rule("years", Operator.AT_MOST, (20,))
RULES = (ENGLISH, STATUS, LICENCE, YEARS)
FITS: dict[str, Fact] = {
    "english": 8,
    "immigration_class": "family",
    "licence": "exams",
    "years": 20,
}


def test_who_meets_every_rule_is_eligible() -> None:
    assert judge(RULES, FITS, no_answers=NO_ANSWERS).answer == Answer.ELIGIBLE


def test_a_program_without_rules_is_for_everybody() -> None:
    assert judge((), {}, no_answers=NO_ANSWERS).answer == Answer.ELIGIBLE


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("english", 6.5, ENGLISH),
        ("immigration_class", "student", STATUS),
        ("licence", "licensed", LICENCE),
        ("years", 21, YEARS),
    ],
)
def test_a_rule_that_is_not_met_is_the_reason(field: str, value: Fact, rule: Rule) -> None:
    verdict = judge(RULES, {**FITS, field: value}, no_answers=NO_ANSWERS)
    assert (verdict.answer, verdict.refused_by) == (Answer.NOT_ELIGIBLE, (rule,))


@pytest.mark.parametrize(
    "value", [None, "", "unknown", "prefer_not", [], ["unknown"], "seven", True, float("nan")]
)
def test_a_number_that_nobody_told_is_missing(value: Fact) -> None:
    verdict = judge(RULES, {**FITS, "english": value}, no_answers=NO_ANSWERS)
    assert (verdict.answer, verdict.missing) == (Answer.UNKNOWN, ("english",))


@pytest.mark.parametrize("value", [None, "", "unknown", "prefer_not", [], ["unknown", ""]])
def test_a_code_that_nobody_told_is_missing(value: Fact) -> None:
    verdict = judge(RULES, {**FITS, "immigration_class": value, "licence": value}, no_answers=NO_ANSWERS)
    assert (verdict.answer, verdict.missing) == (Answer.UNKNOWN, ("immigration_class", "licence"))


@pytest.mark.parametrize(
    ("rule", "held", "answer"),
    [
        (STATUS, ["family", "unknown"], Answer.ELIGIBLE),
        (STATUS, ["student", "unknown"], Answer.UNKNOWN),
        (LICENCE, ["licensed", "unknown"], Answer.NOT_ELIGIBLE),
        (LICENCE, ["exams", "unknown"], Answer.UNKNOWN),
    ],
)
def test_several_answers_decide_as_far_as_they_are_known(rule: Rule, held: list[str], answer: Answer) -> None:
    assert judge((rule,), {rule.field: held}, no_answers=NO_ANSWERS).answer == answer


def test_a_refusal_names_what_is_missing_too() -> None:
    verdict = judge(RULES, {**FITS, "english": 3, "years": None}, no_answers=NO_ANSWERS)
    assert (verdict.refused_by, verdict.undecided) == ((ENGLISH,), (YEARS,))


def test_a_field_that_two_rules_lack_is_named_once() -> None:
    assert judge((ENGLISH, ENGLISH), {}, no_answers=NO_ANSWERS).missing == ("english",)


@pytest.mark.parametrize(
    ("operator", "values"),
    [
        (Operator.IS_ONE_OF, ()),
        (Operator.AT_LEAST, (1, 2)),
        (Operator.AT_MOST, ("b",)),
        (Operator.AT_LEAST, (True,)),
    ],
)
def test_a_rule_that_compares_with_nothing_is_refused(
    operator: Operator, values: tuple[str | float, ...]
) -> None:
    with pytest.raises(ValueError, match=r"^A rule "):
        Rule("english", operator, values)


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "english": st.none() | st.integers(0, 12),
        "immigration_class": st.sampled_from(["", "unknown", "family", "student"]),
        "licence": st.sampled_from(["prefer_not", "licensed", "exams"]),
        "years": st.none() | st.integers(0, 40),
    },
)


@given(FACTS, st.lists(st.sampled_from(RULES)), st.sampled_from(sorted(FITS)))
def test_knowing_less_never_refuses_anybody(
    facts: dict[str, Fact], rules: list[Rule], forgotten: str
) -> None:
    less = {field: value for field, value in facts.items() if field != forgotten}
    before = judge(rules, facts, no_answers=NO_ANSWERS)
    after = judge(rules, less, no_answers=NO_ANSWERS)
    assert set(after.refused_by) <= set(before.refused_by)
    assert set(before.undecided) <= set(after.undecided)


@given(FACTS, st.permutations(RULES))
def test_the_order_of_rules_decides_nothing(facts: dict[str, Fact], rules: list[Rule]) -> None:
    assert (
        judge(rules, facts, no_answers=NO_ANSWERS).answer == judge(RULES, facts, no_answers=NO_ANSWERS).answer
    )
