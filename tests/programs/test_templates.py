"""Each template begins a whole program: in both languages, with rules that refuse nobody in silence."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.programs.actions.beginning import begin_program
from parcours.programs.facts import FACTS, OPERATORS
from parcours.programs.models import Cohort, EligibilityRule
from parcours.programs.queries import agreement_of, cohorts, criteria_of, spans_of
from parcours.programs.templates import TEMPLATES, usual_spans
from tests import factories

THURSDAY = dt.date(2026, 11, 26)


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours", language="fr")
    with scope(organization=organization):
        yield organization


@pytest.mark.django_db
@pytest.mark.parametrize("key", TEMPLATES)
def test_a_template_begins_a_whole_program(ours: Organization, key: str) -> None:
    template = TEMPLATES[key]
    program = begin_program(template=template, today=THURSDAY, by=system(ours))
    rules = list(EligibilityRule.objects.filter(program=program))
    agreement = agreement_of(program)
    texts = [program.name_en, program.name_fr, program.summary_en, program.summary_fr]
    texts += [text for rule in rules for text in (rule.reason_en, rule.reason_fr)]
    texts += [text for rule in rules for text in (rule.next_step_en, rule.next_step_fr)]
    texts += [text for one in criteria_of(program) for text in (one.name_en, one.name_fr)]
    texts += [agreement.text_en, agreement.text_fr] if agreement else [""]
    assert all(texts)
    assert len(criteria_of(program)) == len(template.criteria)
    names = {"city": ["2026–2027"], "federal": ["Phase 1", "Phase 2"], "agency": ["2026–2027"]}
    assert [row.name for row in Cohort.objects.order_by("pk")] == names[key]


@pytest.mark.parametrize("key", TEMPLATES)
def test_its_rules_compare_what_can_be_compared(key: str) -> None:
    for rule in TEMPLATES[key].rules:
        assert rule["operator"] in OPERATORS[FACTS[rule["field"]].shape]


@pytest.mark.django_db
def test_the_first_intake_opens_on_the_monday_in_four_weeks(ours: Organization) -> None:
    begin_program(template=TEMPLATES["federal"], today=THURSDAY, by=system(ours))
    first = cohorts().get(name="Phase 1")
    days = [(2026, 12, 21), (2027, 6, 21)]
    found = [spans_of(row)[0].starts_on for row in cohorts().order_by("pk")]
    assert found == [dt.date(*day) for day in days]
    assert [(span.starts_on.weekday(), span.ends_on.weekday()) for span in spans_of(first)] == [(0, 4)] * 6


@pytest.mark.parametrize(("monday", "name"), [("2027-01-04", "2027"), ("2026-12-21", "2026–2027")])
def test_a_cohort_is_called_after_its_years(monday: str, name: str) -> None:
    assert TEMPLATES["city"].cohorts[0].called(dt.date.fromisoformat(monday)) == name


def test_a_cohort_that_takes_people_in_all_year_round_lasts_a_year() -> None:
    monday = dt.date(2026, 12, 21)
    agency = TEMPLATES["agency"].cohorts[0].spans(monday)
    usual, rolling = (usual_spans(monday, 4, intake) for intake in ("fixed_dates", "rolling"))
    weeks = [(spans[-1].ends_on - monday).days // 7 + 1 for spans in (agency, rolling, usual)]
    assert weeks == [52, 52, 30]
