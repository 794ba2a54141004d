"""Cohorts: their dates move together, a copy comes a year later, and statuses go by the table."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization
from parcours.core.refusals import Refused, Stale
from parcours.programs.actions.cohorts import add_cohort, after_move, copy_cohort, move_phase, take
from parcours.programs.actions.programs import add_program
from parcours.programs.models import Cohort
from parcours.programs.queries import spans_of
from parcours.programs.timetable import Edge, Span, a_year_later
from tests import factories

pytestmark = pytest.mark.django_db

SPANS = [
    Span("intake", dt.date(2026, 6, 1), dt.date(2026, 7, 10)),
    Span("mentorship", dt.date(2026, 9, 14), dt.date(2027, 1, 15)),
]
LATER = dt.date(2026, 6, 8)


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def cohort_of(ours: Organization) -> Cohort:
    """A cohort with two phases and forty seats."""
    program = add_program(by=system(ours), name_en="Mentoring")
    return add_cohort(program=program, name="2026", seats=40, spans=SPANS, by=system(ours))


def test_the_dates_move_as_they_were_shown(ours: Organization) -> None:
    cohort = cohort_of(ours)
    shown = after_move(cohort, "intake", Edge.START, LATER)
    move_phase(cohort=cohort, version=1, kind="intake", edge=Edge.START, to=LATER, by=system(ours))
    assert spans_of(cohort) == shown
    assert shown[1].starts_on == dt.date(2026, 9, 21)
    assert AuditEntry.objects.filter(verb="cohort.dates_moved").count() == 1


def test_an_older_page_moves_nothing(ours: Organization) -> None:
    cohort = cohort_of(ours)
    move_phase(cohort=cohort, version=1, kind="intake", edge=Edge.START, to=LATER, by=system(ours))
    moved = spans_of(cohort)
    with pytest.raises(Stale):
        move_phase(cohort=cohort, version=1, kind="intake", edge=Edge.END, to=LATER, by=system(ours))
    assert spans_of(cohort) == moved


@pytest.mark.parametrize(("kind", "to"), [("closing", LATER), ("mentorship", dt.date(2026, 5, 31))])
def test_what_cannot_be_is_refused(ours: Organization, kind: str, to: dt.date) -> None:
    cohort = cohort_of(ours)
    with pytest.raises(Refused):
        move_phase(cohort=cohort, version=1, kind=kind, edge=Edge.START, to=to, by=system(ours))
    assert spans_of(cohort) == SPANS
    assert Cohort.objects.get().version == 1


def test_a_copy_comes_a_year_later_and_has_not_begun(ours: Organization) -> None:
    cohort = cohort_of(ours)
    take(cohort=cohort, way="open_intake", by=system(ours))
    copy = copy_cohort(cohort=cohort, name="2027", by=system(ours))
    assert (copy.status, copy.seats, copy.program) == ("planned", 40, cohort.program)
    assert spans_of(copy) == a_year_later(SPANS)


def test_two_cohorts_are_not_called_the_same(ours: Organization) -> None:
    cohort = cohort_of(ours)
    with pytest.raises(ValidationError):
        copy_cohort(cohort=cohort, name="2026", by=system(ours))


def test_a_cohort_goes_on_by_the_table(ours: Organization) -> None:
    cohort = cohort_of(ours)
    older = Cohort.objects.get()
    for way in ("open_intake", "fill", "free", "start", "complete"):
        take(cohort=cohort, way=way, by=system(ours))
    assert Cohort.objects.get().status == "completed"
    with pytest.raises(Stale):
        take(cohort=older, way="open_intake", by=system(ours))


def test_a_way_that_is_none_is_refused(ours: Organization) -> None:
    with pytest.raises(Refused):
        take(cohort=cohort_of(ours), way="fly", by=system(ours))
