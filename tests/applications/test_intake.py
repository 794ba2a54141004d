"""Until when a cohort takes applications."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.applications.intake import Intake, intake_of, openings_of
from parcours.programs.actions.cohorts import add_cohort
from parcours.programs.models import Cohort, Program
from parcours.programs.timetable import Span
from tests import factories
from tests.applications import made

pytestmark = pytest.mark.django_db

APRIL, JUNE, DECEMBER = dt.date(2026, 4, 1), dt.date(2026, 6, 1), dt.date(2026, 12, 1)
SPANS = [Span("intake", APRIL, dt.date(2026, 5, 1)), Span("mentorship", dt.date(2026, 5, 4), DECEMBER)]


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


def read(here: Organization, day: dt.date, status: str, intake: str = "rolling", **fields: int) -> Intake:
    """What the intake of such a cohort is on a day."""
    with scope(organization=here), time_machine.travel(dt.datetime.combine(day, dt.time(18)), tick=False):
        program = made.cohort(here).program
        row = add_cohort(program=program, name="A year", seats=1, spans=SPANS, by=system(here), intake=intake)
        Cohort.objects.filter(pk=row.pk).update(status=status, **fields)
        return intake_of(Cohort.objects.get(pk=row.pk))


@pytest.mark.parametrize("status", ["recruiting", "full", "running"])
def test_a_rolling_cohort_takes_applications_whatever_its_phases_say(here: Organization, status: str) -> None:
    found = [read(here, day, status) for day in (JUNE, DECEMBER, DECEMBER + dt.timedelta(days=400))]
    assert found == [Intake(None, None, is_open=True)] * 3


@pytest.mark.parametrize("status", ["planned", "completed", "cancelled"])
def test_a_rolling_cohort_that_is_not_under_way_takes_none(here: Organization, status: str) -> None:
    assert not read(here, JUNE, status).is_open


def test_a_rolling_cohort_without_a_seat_and_a_wait_list_takes_none(here: Organization) -> None:
    kept = [read(here, JUNE, "running", taken=1, has_waitlist=has) for has in (True, False)]
    assert [one.is_open for one in kept] == [True, False]


def test_other_cohorts_take_none_once_they_run(here: Organization) -> None:
    found = [read(here, APRIL, status, "fixed_dates").is_open for status in ("recruiting", "running")]
    assert found == [True, False]


@pytest.mark.parametrize(
    ("day", "status", "fields", "found"),
    [
        (APRIL, "recruiting", {}, ["now"]),
        (APRIL - dt.timedelta(days=1), "recruiting", {}, ["later"]),
        (APRIL - dt.timedelta(days=1), "planned", {}, ["planned"]),
        (APRIL, "planned", {}, []),
        (APRIL - dt.timedelta(days=1), "cancelled", {}, []),
        (APRIL - dt.timedelta(days=1), "recruiting", {"taken": 1, "has_waitlist": False}, []),
        (JUNE, "recruiting", {}, []),
    ],
)
def test_a_program_says_when_it_takes_applications(
    here: Organization, day: dt.date, status: str, fields: dict[str, int], found: list[str]
) -> None:
    read(here, day, status, "fixed_dates", **fields)
    with scope(organization=here), time_machine.travel(dt.datetime.combine(day, dt.time(18)), tick=False):
        Cohort.objects.exclude(name="A year").delete()
        program = Program.objects.get()
        openings = openings_of([program])[program.pk]
    told = {"now": openings.now, "later": openings.later, "planned": openings.planned}
    assert [name for name, what in told.items() if what] == found


def test_of_several_programs_all_is_read_at_once(here: Organization) -> None:
    rows = [made.cohort(here), made.cohort(here)]
    with scope(organization=here), CaptureQueriesContext(connection) as queries:
        known = openings_of([row.program for row in rows])
    now = [[cohort for cohort, _intake in known[row.program_id].now] for row in rows]
    assert (now, len(queries)) == ([[row] for row in rows], 2)
