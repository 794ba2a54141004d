"""Programs and the rules of who may take part: added, changed, and never past a later version."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Stale
from parcours.programs.actions.programs import add_program, add_rule, change_program, remove_rule
from parcours.programs.eligibility import Answer
from parcours.programs.models import EligibilityRule, Program
from parcours.programs.queries import verdict_on
from tests import factories

pytestmark = pytest.mark.django_db

RULE: dict[str, Any] = {
    "field": "english",
    "operator": "at_least",
    "values": [7],
    "reason_en": "The program needs English at level 7.",
    "next_step_en": "A language class can bring you there.",
}


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def test_a_program_begins_with_the_usual_numbers(ours: Organization) -> None:
    program = add_program(by=system(ours), name_fr="Mentorat")
    assert (program.required_hours, program.silence_days, str(program)) == (24, 14, "Mentorat")
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["program.added"]


def test_a_program_needs_a_name(ours: Organization) -> None:
    with pytest.raises(ValidationError):
        add_program(by=system(ours))
    assert Program.objects.count() == 0


@pytest.mark.parametrize("hours", [0, 2001])
def test_hours_stay_in_bounds(ours: Organization, hours: int) -> None:
    with pytest.raises(ValidationError):
        add_program(by=system(ours), name_en="Mentoring", required_hours=hours)


def test_who_saves_an_older_version_is_told(ours: Organization) -> None:
    program = add_program(by=system(ours), name_en="Mentoring")
    change_program(program=program, version=1, by=system(ours), required_hours=30)
    with pytest.raises(Stale):
        change_program(program=program, version=1, by=system(ours), required_hours=40)
    assert Program.objects.get().required_hours == 30


def test_a_change_of_nothing_leaves_no_entry(ours: Organization) -> None:
    program = add_program(by=system(ours), name_en="Mentoring")
    change_program(program=program, version=1, by=system(ours), required_hours=24)
    assert AuditEntry.objects.filter(verb="program.changed").count() == 0


def test_a_rule_refuses_in_its_own_words(ours: Organization) -> None:
    program = add_program(by=system(ours), name_en="Mentoring")
    rule = add_rule(program=program, by=system(ours), **RULE)
    verdict, refusing = verdict_on(program, {"english": 5})
    assert (verdict.answer, refusing, rule.reason) == (Answer.NOT_ELIGIBLE, [rule], RULE["reason_en"])
    assert verdict_on(program, {"english": "prefer_not"})[0].answer == Answer.UNKNOWN


@pytest.mark.parametrize("odd", [{"values": []}, {"values": 7}, {"values": ["B"]}, {"next_step_en": ""}])
def test_an_odd_rule_is_refused(ours: Organization, odd: dict[str, Any]) -> None:
    program = add_program(by=system(ours), name_en="Mentoring")
    with pytest.raises(ValidationError):
        add_rule(program=program, by=system(ours), **{**RULE, **odd})
    assert EligibilityRule.objects.count() == 0


def test_a_rule_that_is_removed_refuses_nobody(ours: Organization) -> None:
    program = add_program(by=system(ours), name_en="Mentoring")
    remove_rule(rule=add_rule(program=program, by=system(ours), **RULE), by=system(ours))
    assert verdict_on(program, {"english": 5})[0].answer == Answer.ELIGIBLE


@pytest.mark.parametrize("role", [Role.MENTOR, Role.FUNDER])
def test_only_staff_add_programs(ours: Organization, role: Role) -> None:
    someone = factories.member(ours, role)
    with pytest.raises(NotAllowed):
        add_program(by=actor_for(someone, ours), name_en="Mentoring")
