"""A mentorship begins, goes through ups and downs, and ends with a reason that frees the mentor the same day."""

import datetime as dt

import pytest
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.core.refusals import Refused, Stale
from parcours.engagements.actions.course import begin, take
from parcours.engagements.actions.ending import end
from parcours.engagements.models import Mentorship
from parcours.people.models import Mentor
from tests import factories
from tests.applications import made as applications
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    """A pair to which both have agreed."""
    cohort = applications.cohort(factories.organization(), seats=5)
    other = made.mentor(cohort)
    with scope(organization=cohort.organization):
        Mentor.objects.filter(pk=other.pk).update(status="available")
    return made.agreed(made.sent(made.pair(cohort, made.mentee(cohort), other)), "mentor", "mentee")


def test_the_first_meeting_begins_it(row: Mentorship) -> None:
    day = timezone.localdate()
    with scope(organization=row.organization):
        begin(mentorship=row, on=day, by=system(row.organization))
    assert (made.found(row).status, made.found(row).started_on) == ("active", day)


def test_a_meeting_to_come_has_not_been_held(row: Mentorship) -> None:
    with scope(organization=row.organization), pytest.raises(Refused):
        begin(mentorship=row, on=timezone.localdate() + dt.timedelta(days=1), by=system(row.organization))


def test_it_has_ups_and_downs(row: Mentorship) -> None:
    by, seen = system(row.organization), []
    with scope(organization=row.organization):
        begin(mentorship=row, on=timezone.localdate(), by=by)
        for way in ("flag", "reassure", "pause", "take_up_again"):
            take(mentorship=row, way=way, by=by)
            seen.append(made.found(row).status)
    assert seen == ["at_risk", "active", "paused", "active"]


def test_no_other_step_is_taken_by_hand(row: Mentorship) -> None:
    with scope(organization=row.organization), pytest.raises(Refused):
        take(mentorship=row, way="mentee_accept", by=system(row.organization))


def test_an_early_job_ends_it_and_frees_the_mentor(row: Mentorship) -> None:
    by = system(row.organization)
    with scope(organization=row.organization):
        begin(mentorship=row, on=timezone.localdate(), by=by)
        end(mentorship=row, reason="found_work", words="Works as an engineer.", by=by)
        now = made.found(row)
        assert (now.status, now.end_reason, now.end) == ("ended_early", "found_work", "Works as an engineer.")
        assert Mentor.objects.get(pk=row.mentor_id).status == "available"


def test_an_end_has_a_reason_and_comes_once(row: Mentorship) -> None:
    by = system(row.organization)
    with scope(organization=row.organization):
        with pytest.raises(Refused):
            end(mentorship=row, reason="", by=by)
        end(mentorship=made.found(row), reason="poor_fit", by=by)
        with pytest.raises(Stale):
            end(mentorship=row, reason="other", by=by)
