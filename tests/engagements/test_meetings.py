"""The next meeting stands in both calendars as one appointment, however often it is moved."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.mail import Letter
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions.ending import end
from parcours.engagements.actions.meetings import cancel_meeting, plan_meeting
from parcours.engagements.course_queries import meeting_of
from parcours.engagements.models import Mentorship
from parcours.messaging.calendar.actions import Details
from parcours.messaging.calendar.models import Appointment
from parcours.messaging.calendar.times import When
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    return made.together()


def in_days(days: int) -> Details:
    return Details(When(timezone.localdate() + dt.timedelta(days=days), dt.time(17), "America/Toronto"))


def planned(row: Mentorship) -> Appointment:
    with scope(organization=row.organization):
        return plan_meeting(mentorship=row, details=in_days(3), by=made.ana(row))


def test_both_are_invited(row: Mentorship) -> None:
    before = len(mail.outbox)
    planned(row)
    assert {one.to[0] for one in mail.outbox[before:]} == {"ana@example.org", "noor@example.org"}


def test_moved_it_is_the_same_in_every_calendar(row: Mentorship) -> None:
    first = planned(row)
    with scope(organization=row.organization):
        moved = plan_meeting(mentorship=made.found(row), details=in_days(5), sequence=0, by=made.noor(row))
        assert (moved.uid, moved.sequence, Appointment.objects.count()) == (first.uid, 1, 1)
        with pytest.raises(Stale):
            plan_meeting(mentorship=made.found(row), details=in_days(6), sequence=0, by=made.ana(row))


def test_one_that_is_over_is_followed_by_another(row: Mentorship) -> None:
    first = planned(row)
    with scope(organization=row.organization):
        Appointment.objects.update(starts_at=timezone.now() - dt.timedelta(days=1))
        assert plan_meeting(mentorship=made.found(row), details=in_days(9), by=made.ana(row)) != first


def test_cancelled_there_is_none(row: Mentorship) -> None:
    planned(row)
    with scope(organization=row.organization):
        cancel_meeting(mentorship=made.found(row), sequence=0, by=made.noor(row))
        assert meeting_of(made.found(row)) is None
        with pytest.raises(Refused):
            cancel_meeting(mentorship=made.found(row), sequence=1, by=made.noor(row))


def test_an_end_takes_it_out_of_both_calendars(row: Mentorship) -> None:
    planned(row)
    mail.outbox.clear()
    with scope(organization=row.organization):
        end(mentorship=made.found(row), reason="found_work", by=made.staff(row))
        gone = Appointment.objects.get()
    files = [one.calendar for one in mail.outbox if isinstance(one, Letter) and one.calendar]
    said = [("METHOD:CANCEL" in one, "SEQUENCE:1" in one) for one in files]
    assert (gone.sequence, gone.cancelled_at is not None, said) == (1, True, [(True, True)] * 2)


def test_nobody_else_plans(row: Mentorship) -> None:
    with scope(organization=row.organization), pytest.raises(NotAllowed):
        plan_meeting(mentorship=row, details=in_days(3), by=made.staff(row))
