"""Ending mentorships: by staff after a preview, by either of the two, with the place free and both told."""

import pytest
from django.core import mail
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.models import Mentorship
from parcours.outcomes.actions.closing import close, leave, offer_places, preview
from parcours.outcomes.keeping_time import keep_time_across
from parcours.outcomes.models import FollowUp
from parcours.people.models import Mentor
from parcours.programs.models import Cohort
from tests.applications import made as applications
from tests.engagements import made as pairs
from tests.outcomes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    return made.running(made.cohort())


def test_an_early_job_is_a_success_that_frees_the_mentor_and_is_followed(row: Mentorship) -> None:
    here = row.organization
    with scope(organization=here):
        Mentor.objects.filter(pk=row.mentor_id).update(status="matched")
        seen = preview(row.cohort, [row], "found_work")
        close(cohort=row.cohort, mentorships=[row], reason="found_work", by=system(here))
        now = pairs.found(row)
        assert (seen.is_success, seen.places, seen.again) == (True, 1, 0)
        assert (now.status, now.end_reason, now.ended_on) == (
            "ended_early",
            "found_work",
            timezone.localdate(),
        )
        assert Mentor.objects.get(pk=row.mentor_id).status == "available"
        assert list(FollowUp.objects.values_list("point", flat=True)) == ["exit", "m3", "m6", "m12"]


def test_whoever_is_matched_again_is_not_followed_yet(row: Mentorship) -> None:
    made.over(row, "poor_fit")
    with scope(organization=row.organization):
        assert FollowUp.objects.count() == 0
        assert preview(row.cohort, [row], "poor_fit").is_success is False


def test_at_the_end_of_the_cohort_everybody_has_left(row: Mentorship) -> None:
    made.over(row, "poor_fit")
    with scope(organization=row.organization):
        Cohort.objects.update(status="completed")
    keep_time_across()
    with scope(organization=row.organization):
        assert FollowUp.objects.count() == 4


def test_one_that_cannot_be_ended_keeps_all_as_they_are(row: Mentorship) -> None:
    other = made.running(row.cohort, email="other@example.org")
    gone, here = made.over(row), row.organization
    with scope(organization=here), pytest.raises(Stale):
        close(cohort=row.cohort, mentorships=[other, gone], reason="term_ended", by=system(here))
    assert pairs.found(other).status == "active"


def test_nobody_is_ended_without_a_reason(row: Mentorship) -> None:
    with scope(organization=row.organization):
        for chosen, reason in (([], "goals_met"), ([row], "")):
            with pytest.raises(Refused):
                close(cohort=row.cohort, mentorships=chosen, reason=reason, by=system(row.organization))


@pytest.mark.parametrize(
    ("side", "reason", "status"),
    [
        ("mentor", "mentor_left", "ended_early"),
        ("mentee", "goals_met", "completed"),
    ],
)
def test_either_of_the_two_ends_it_and_the_other_is_told(
    row: Mentorship, side: str, reason: str, status: str
) -> None:
    two = {"mentor": row.mentor.person, "mentee": row.participant.person}
    mail.outbox.clear()
    with scope(organization=row.organization):
        leave(mentorship=row, reason=reason, words="Between us.", by=pairs.by_link(two.pop(side)))
    (told,) = two.values()
    now = pairs.found(row)
    assert (now.status, now.end, now.decided_by) == (status, "Between us.", None)
    assert [(letter.to, "Between us" in str(letter.body)) for letter in mail.outbox] == [
        ([told.email], False)
    ]


def test_nobody_else_ends_it_and_nobody_twice(row: Mentorship) -> None:
    here = row.organization
    with scope(organization=here):
        with pytest.raises(NotAllowed):
            leave(mentorship=row, reason="other", by=Actor(here, via=Via.LINK, subject="people.person:0"))
        with pytest.raises(Refused):
            leave(mentorship=row, reason="safety", by=pairs.by_link(row.mentor.person))
        leave(mentorship=row, reason="other", by=pairs.by_link(row.mentor.person))
        with pytest.raises(Refused):
            leave(mentorship=row, reason="other", by=pairs.by_link(row.participant.person))


def test_free_places_are_offered_to_as_many_as_wait(row: Mentorship) -> None:
    here = row.organization
    with scope(organization=here):
        waiting = applications.applied(row.cohort)
        type(waiting).objects.filter(pk=waiting.pk).update(status="waitlisted", waits_since=timezone.now())
        assert (offer_places(cohort=row.cohort, places=3, by=system(here)), Cohort.objects.get().seats) == (
            1,
            6,
        )
