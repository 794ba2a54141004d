"""What is scored belongs to the program: added and removed by whoever runs programs, each once."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed
from parcours.programs.actions.criteria import add_criterion, remove_criterion
from parcours.programs.models import Program
from parcours.programs.queries import criteria_of
from tests import factories
from tests.applications.made import cohort
from tests.people.consent.made import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def program(ours: Organization) -> Program:
    return cohort(ours).program


def test_a_criterion_comes_and_goes_with_a_row_in_the_log(ours: Organization, program: Program) -> None:
    added = add_criterion(program=program, name_en="Has the time", by=system(ours))
    before = criteria_of(program)
    remove_criterion(criterion=added, by=system(ours))
    verbs = list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))[-2:]
    assert ([str(one) for one in before], criteria_of(program)) == (["Has the time"], [])
    assert verbs == ["program.criterion_added", "program.criterion_removed"]


def test_another_program_has_its_own(ours: Organization, program: Program) -> None:
    add_criterion(program=program, name_en="Has the time", by=system(ours))
    assert criteria_of(cohort(ours).program) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "Word the criterion, in English or in French."),
        ({"name_en": "Has the time"}, "The program has this criterion already."),
    ],
)
def test_one_that_is_there_or_has_no_words_is_refused(
    ours: Organization, program: Program, words: dict[str, str], said: str
) -> None:
    add_criterion(program=program, name_en="Has the time", by=system(ours))
    with pytest.raises(ValidationError) as told:
        add_criterion(program=program, by=system(ours), **words)
    assert (told.value.messages, len(criteria_of(program))) == ([said], 1)


def test_a_mentor_changes_none(ours: Organization, program: Program) -> None:
    kept = add_criterion(program=program, name_en="Has the time", by=system(ours))
    mentor = staff(ours, Role.MENTOR)
    with pytest.raises(NotAllowed):
        add_criterion(program=program, name_en="Other", by=mentor)
    with pytest.raises(NotAllowed):
        remove_criterion(criterion=kept, by=mentor)
    assert criteria_of(program) == [kept]
