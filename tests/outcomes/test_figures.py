"""Figures of a cohort: everybody in the denominator, small counts withheld, levels by COMM-1."""

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import timezone
from django_scopes import scope

from parcours.outcomes.figures import Outcome, outcomes
from parcours.outcomes.models import FollowUp
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements.made import occupation

pytestmark = pytest.mark.django_db
ENGINEER, TECHNICIAN, CLERK = "21300", "22300", "14100"


def followed(to: Cohort, number: int, **fields: object) -> None:
    """So many people who came to the exit, with what they said."""
    today = timezone.localdate()
    for _one in range(number):
        who = applications.participant(to.organization)
        occupation(who.person, "before", ENGINEER)
        said = {"answered_on": today, "status": "reached"} | fields if fields else {}
        with scope(organization=to.organization):
            FollowUp.objects.create(
                organization=to.organization,
                cohort=to,
                participant=who,
                point="exit",
                due_on=today,
                **said,
            )


def of(to: Cohort) -> Outcome:
    with scope(organization=to.organization):
        (found,) = outcomes(to, timezone.localdate())
    return found


@pytest.fixture
def to() -> Cohort:
    return applications.cohort(factories.organization(), seats=5)


def test_unknowns_stay_in_the_denominator(to: Cohort) -> None:
    followed(to, 12, employment="employed_ft", noc=ENGINEER)
    followed(to, 11, employment="employed_ft", noc=CLERK)
    followed(to, 13, employment="unemployed_seeking")
    followed(to, 11, employment="employed_ft", job_title="Something")
    followed(to, 11, status="partial", employment="")
    followed(to, 6, status="unable", answered_on=None)
    found = of(to)
    assert (found.exits, found.reached, found.not_reached, found.rate) == (64, 58, 6, Fraction(58, 64))
    assert found.cut_short == 6
    assert [line.count for line in found.work] == [12, 11, 11, 13, 11]
    assert (found.commensurate.of_all, found.commensurate.of_reached) == (Fraction(12, 64), Fraction(12, 58))


def test_levels_are_shown_only_where_all_of_them_can_be(to: Cohort) -> None:
    for noc in (ENGINEER, TECHNICIAN, CLERK):
        followed(to, 11, employment="employed_ft", noc=noc)
    found = of(to)
    assert {line.count for line in found.levels} == {None}


def test_a_small_cohort_shows_who_was_reached_and_no_more(to: Cohort) -> None:
    followed(to, 3, employment="employed_ft", noc=ENGINEER)
    followed(to, 1)
    found = of(to)
    assert (found.exits, found.reached, found.still_open, found.commensurate.count) == (4, 3, 1, None)
    assert {line.count for said in found.said for line in said.lines} == {None}


def test_a_late_answer_is_not_counted(to: Cohort) -> None:
    followed(to, 1, employment="employed_ft", answered_on=timezone.localdate() + dt.timedelta(days=46))
    assert (of(to).reached, of(to).late) == (0, 1)
