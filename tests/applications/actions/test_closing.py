"""A cohort that is over, or does not take place: nobody is left without an answer."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.applications.actions.applying import begin
from parcours.applications.actions.closing import close_all, complete_cohort
from parcours.applications.actions.deciding import accept, decline, take_up_again
from parcours.applications.actions.mentors import invite_mentor
from parcours.applications.models import Application, MentorPlace
from parcours.core.refusals import NotAllowed, Refused
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made
from tests.people.consent.made import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def stands() -> list[tuple[str, str]]:
    """Where the applications stand, and why."""
    return list(Application.objects.order_by("pk").values_list("status", "decline_reason"))


def test_a_cohort_is_completed_once_everybody_has_an_answer(here: Organization) -> None:
    cohort, by = made.cohort(here), system(here)
    Cohort.objects.update(status="running")
    seated, waiting = made.applied(cohort), made.applied(cohort)
    accept(application=seated, by=by)
    with pytest.raises(Refused, match="1 application to this cohort is not decided"):
        complete_cohort(cohort=Cohort.objects.get(), by=by)
    before = Cohort.objects.get().status
    decline(application=waiting, reason="no_seat", by=by)
    complete_cohort(cohort=Cohort.objects.get(), by=by)
    assert (before, Cohort.objects.get().status) == ("running", "completed")


def test_what_is_under_way_is_closed_with_a_letter_that_says_why(here: Organization) -> None:
    cohort, by = made.cohort(here), system(here)
    seated, closed = made.applied(cohort), made.applied(cohort)
    made.applied(cohort, made.participant(here, language="fr"))
    begin(cohort=cohort, participant=made.participant(here), by=by)
    accept(application=seated, by=by)
    decline(application=closed, reason="no_mentor", by=by)
    mail.outbox.clear()
    close_all(cohort=Cohort.objects.get(), by=by)
    off = ("declined", "no_cohort")
    assert stands() == [off, ("declined", "no_mentor"), off, ("withdrawn", "no_cohort")]
    assert [letter.subject.partition(":")[0] for letter in mail.outbox] == [
        "This cohort does not take place",
        "Cette cohorte n’a pas lieu\u00a0",
        "This cohort does not take place",
    ]
    assert all("not chosen" not in letter.body for letter in mail.outbox)
    assert Cohort.objects.get().taken == 0


def test_mentors_are_free_again_and_told(here: Organization) -> None:
    cohort, by = made.cohort(here), system(here)
    made.taken(cohort)
    invite_mentor(cohort=cohort, mentor=made.mentor(here), by=by)
    mail.outbox.clear()
    close_all(cohort=Cohort.objects.get(), by=by)
    assert set(MentorPlace.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert ["does not take place" in letter.subject for letter in mail.outbox] == [True, True]


def test_nothing_is_taken_up_again_in_a_cohort_that_was_cancelled(here: Organization) -> None:
    row = made.applied(made.cohort(here))
    Cohort.objects.update(status="cancelled")
    close_all(cohort=Cohort.objects.get(), by=system(here))
    with pytest.raises(Refused, match="does not take place"):
        take_up_again(application=Application.objects.get(pk=row.pk), by=system(here))


def test_it_is_no_reason_to_decline_one_person(here: Organization) -> None:
    with pytest.raises(Refused, match="one of the reasons"):
        decline(application=made.applied(made.cohort(here)), reason="no_cohort", by=system(here))


def test_counsellors_call_nothing_off(here: Organization) -> None:
    cohort = made.cohort(here)
    with pytest.raises(NotAllowed):
        close_all(cohort=cohort, by=staff(here, Role.COUNSELLOR))
