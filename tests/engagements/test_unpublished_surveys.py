"""Staff are told in time that a survey which goes out by itself has no questionnaire."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from parcours.engagements.models import Mentorship
from parcours.engagements.unpublished_surveys import Unpublished, unpublished
from parcours.programs.models import Cohort, Program
from tests.applications import made as applications
from tests.engagements import made
from tests.surveys.made import questionnaire

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
MID, FINAL, PULSE = "mid_review", "final_review", "pulse"


@pytest.fixture
def row() -> Mentorship:
    """A pair that met first today; half-way is day 61, the end day 122, or a day sooner."""
    return made.since(made.together(), 0, met=0)


def asks(row: Mentorship, *codes: str) -> None:
    with scope(organization=row.organization):
        Program.objects.update(surveys_asked=list(codes))


def changed(row: Mentorship, **fields: object) -> None:
    with scope(organization=row.organization):
        Mentorship.objects.update(**fields)


def found(row: Mentorship, day: int) -> list[Unpublished]:
    """What is missing so many days after the first meeting."""
    with scope(organization=row.organization):
        return unpublished(timezone.localdate() + day * DAY)


def half_way(row: Mentorship) -> int:
    """How many days after the first meeting the half-way review is."""
    return next((day for day in range(58, 65) if found(row, day + 14) and not found(row, day + 15)), 0)


def test_it_is_told_a_week_before_the_day_and_as_long_as_publishing_helps(row: Mentorship) -> None:
    asks(row, MID)
    day = half_way(row)
    told = [bool(found(row, day + more)) for more in (-8, -7, 0, 14, 15)]
    (one,) = found(row, day)
    assert told == [False, True, True, True, False]
    assert (one.cohort, one.lacks) == (row.cohort, ((MID, "participant"), (MID, "mentor")))
    assert one.since == timezone.localdate() + (day - 7) * DAY


def test_it_is_over_once_the_questionnaires_are_published(row: Mentorship) -> None:
    asks(row, MID)
    questionnaire(row.organization, "mid-mentor")
    (one,) = found(row, 61)
    questionnaire(row.organization, "mid-participant")
    assert (one.lacks, found(row, 61)) == (((MID, "participant"),), [])


def test_another_one_that_comes_near_is_another_cause(row: Mentorship) -> None:
    asks(row, "readiness_before", PULSE)
    first, second, third = (found(row, day)[0] for day in (0, 13, 84))
    assert [one.lacks[0][0] for one in (first, second, third)] == [
        "readiness_before",
        "readiness_before",
        PULSE,
    ]
    assert [(one.since - timezone.localdate()).days for one in (first, second, third)] == [-7, -7, 23]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, 1),
        ({"status": "paused"}, 0),
        ({"status": "ended_early", "end_reason": "safety", "ended_on": "2026-01-01"}, 0),
    ],
)
def test_nobody_is_told_of_a_survey_that_nobody_is_asked(
    row: Mentorship, fields: dict[str, str], told: int
) -> None:
    asks(row, MID)
    changed(row, **fields)
    assert len(found(row, 61)) == told


@pytest.mark.parametrize(("status", "told"), [("completed", 1), ("cancelled", 0)])
def test_the_final_review_is_missing_once_a_cohort_is_completed_too(
    row: Mentorship, status: str, told: int
) -> None:
    asks(row, FINAL)
    changed(row, status="completed", ended_on=timezone.localdate())
    with scope(organization=row.organization):
        Cohort.objects.update(status=status)
    assert [len(found(row, day)) for day in (0, 14, 15)] == [told, told, 0]


def test_all_cohorts_are_looked_through_in_one_query(row: Mentorship) -> None:
    other = made.together(
        applications.cohort(row.organization), ana="roy@example.org", noor="zoe@example.org"
    )
    with scope(organization=row.organization), CaptureQueriesContext(connection) as queries:
        told = unpublished(timezone.localdate())
    assert ([one.cohort for one in told], len(queries)) == ([row.cohort, other.cohort], 1)
