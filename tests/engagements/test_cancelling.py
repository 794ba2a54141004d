"""A cohort that is cancelled leaves no pair behind, and parts nobody who has begun."""

import pytest
from django.core import mail
from django_scopes import scope

from parcours.applications.models import Application, MentorPlace
from parcours.core.refusals import Refused
from parcours.engagements.actions.cancelling import cancel_cohort
from parcours.engagements.cancelling import UnderWay, under_way
from parcours.engagements.models import Mentorship
from parcours.programs.models import Cohort
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    """A pair to which both have agreed; beside it in the cohort, another whose mentor is asked."""
    row = made.together()
    other = made.pair(
        row.cohort,
        made.mentee(row.cohort, email="kim@example.org"),
        made.mentor(row.cohort, email="lee@example.org"),
    )
    made.sent(other)
    return row


def test_one_sees_what_is_closed(row: Mentorship) -> None:
    with scope(organization=row.organization):
        assert under_way(row.cohort) == UnderWay(applications=2, mentors=2, pairs=2, begun=0)


def test_pairs_are_taken_back_and_everybody_reads_that_it_is_off(row: Mentorship) -> None:
    mail.outbox.clear()
    with scope(organization=row.organization):
        cancel_cohort(cohort=Cohort.objects.get(), by=made.staff(row))
        kept = {
            model.__name__: sorted(model.objects.values_list("status", flat=True))
            for model in (Cohort, Mentorship, Application, MentorPlace)
        }
    assert kept == {
        "Cohort": ["cancelled"],
        "Mentorship": ["ended_early", "withdrawn"],
        "Application": ["declined"] * 2,
        "MentorPlace": ["withdrawn"] * 2,
    }
    read = {
        to: [one.subject for one in mail.outbox if one.to == [to]]
        for to in ("kim@example.org", "lee@example.org")
    }
    assert [len(subjects) for subjects in read.values()] == [1, 1]
    assert all("does not take place" in subjects[0] for subjects in read.values())
    assert len([one for one in mail.outbox if one.to == ["ana@example.org"]]) == 2


def test_a_mentorship_that_has_begun_is_ended_by_somebody_first(row: Mentorship) -> None:
    with scope(organization=row.organization):
        Mentorship.objects.filter(pk=row.pk).update(status="paused")
        with pytest.raises(Refused, match="1 mentorship of this cohort has begun"):
            cancel_cohort(cohort=Cohort.objects.get(), by=made.staff(row))
        kept = (Cohort.objects.get().status, under_way(row.cohort))
    assert kept == ("recruiting", UnderWay(applications=2, mentors=2, pairs=1, begun=1))
