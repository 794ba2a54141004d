"""Reviews are scored by the criteria of the program, and keep the words that they were given under."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.applications.actions.reviewing import write_review
from parcours.applications.models import Application, Review
from parcours.core.refusals import Refused
from parcours.programs.actions.criteria import add_criterion, remove_criterion
from parcours.programs.models import Criterion
from parcours.programs.queries import criteria_of
from tests import factories
from tests.applications.made import applied, cohort

pytestmark = pytest.mark.django_db

KEPT = [{"name_en": "Has the time", "name_fr": "A le temps", "score": 4}]


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def row(here: Organization) -> Application:
    return applied(cohort(here))


@pytest.fixture
def time(here: Organization, row: Application) -> Criterion:
    """What the program scores."""
    return add_criterion(
        program=row.cohort.program, name_en="Has the time", name_fr="A le temps", by=system(here)
    )


def test_a_score_keeps_the_words_that_it_was_given_under(
    here: Organization, row: Application, time: Criterion
) -> None:
    write_review(application=row, scores={time.pk: 4}, by=system(here))
    remove_criterion(criterion=time, by=system(here))
    kept = Review.objects.get()
    assert (kept.scores, kept.average) == (KEPT, 4.0)


@pytest.mark.parametrize("score", [0, 6])
def test_scores_go_from_1_to_5(here: Organization, row: Application, time: Criterion, score: int) -> None:
    with pytest.raises(Refused):
        write_review(application=row, scores={time.pk: score}, by=system(here))
    assert Review.objects.count() == 0


def test_the_criterion_of_another_program_is_not_scored(here: Organization, row: Application) -> None:
    other = add_criterion(program=cohort(here).program, name_en="Other", by=system(here))
    with pytest.raises(Refused):
        write_review(application=row, scores={other.pk: 3}, by=system(here))


def test_reviews_from_before_get_the_words_and_programs_the_criteria_of_then(
    here: Organization, row: Application
) -> None:
    write_review(application=row, scores={}, by=system(here))
    Review.objects.update(scores={"time": 4})
    with scopes_disabled():
        import_module("parcours.applications.migrations.0008_scores_in_words").give_words(apps, None)
    assert (Review.objects.get().scores, len(criteria_of(row.cohort.program))) == (KEPT, 5)
