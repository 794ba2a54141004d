"""T43: a mentor’s places never fall below the mentees they have; whoever comes late is told who changed what."""

import pytest
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.applications.actions.mentors import change_places, release_mentor
from parcours.applications.models import MentorPlace
from parcours.core.refusals import Refused, Stale
from parcours.engagements.actions.choosing import take_back
from parcours.people.actions.profile import change
from parcours.people.models import Mentor
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return applications.cohort(factories.organization(), seats=9)


@pytest.fixture
def luc(cohort: Cohort) -> Mentor:
    return made.mentor(cohort, places=2, given_name="Luc", family_name="Roy")


def set_places(cohort: Cohort, number: int, name: str = "", version: int | None = None) -> MentorPlace:
    """The places of the one mentor, as somebody of that name sets them."""
    who = factories.member(cohort.organization, Role.COORDINATOR, name=name or "Kim Osei")
    with scope(organization=cohort.organization):
        place = MentorPlace.objects.select_related("mentor__person__user", "cohort").get()
        by = actor_for(who, cohort.organization)
        change_places(place=place, version=version or place.version, places=number, by=by)
        return MentorPlace.objects.get()


def test_t43_places_never_fall_below_what_is_taken(cohort: Cohort, luc: Mentor) -> None:
    for name in ("Amara", "Zoe"):
        made.pair(cohort, made.mentee(cohort, given_name=name, family_name="Diallo"), luc)
    with pytest.raises(Refused, match="Luc Roy has 2 mentees here: Amara Diallo, Zoe Diallo"):
        set_places(cohort, 1)
    assert set_places(cohort, 2).places == 2


def test_t43_a_pair_taken_back_frees_its_place_and_more_places_open(cohort: Cohort, luc: Mentor) -> None:
    rows = [made.pair(cohort, made.mentee(cohort), luc) for _number in range(2)]
    with scope(organization=cohort.organization):
        take_back(mentorship=rows[0], by=made.staff(rows[0]))
    assert set_places(cohort, 1).places == 1
    assert set_places(cohort, 2).places == 2
    made.pair(cohort, made.mentee(cohort), luc)


@pytest.mark.usefixtures("luc")
def test_t43_who_changes_the_places_late_is_told_who_did_before(cohort: Cohort) -> None:
    with scope(organization=cohort.organization):
        seen = MentorPlace.objects.get().version
    set_places(cohort, 1, "Ana Lee")
    with pytest.raises(Stale, match="Ana Lee set the places of Luc Roy to 1"):
        set_places(cohort, 2, "Kim Osei", seen)


def test_t43_who_chooses_when_no_place_is_left_is_told_who_took_it_away(cohort: Cohort, luc: Mentor) -> None:
    made.pair(cohort, made.mentee(cohort, given_name="Amara"), luc)
    set_places(cohort, 1, "Ana Lee")
    with pytest.raises(Refused, match=r"has 1 place, and Amara .* Ana Lee set the places of Luc Roy to 1"):
        made.pair(cohort, made.mentee(cohort), luc)


def test_a_mentor_with_mentees_is_not_taken_out_of_the_cohort(cohort: Cohort, luc: Mentor) -> None:
    row = made.pair(cohort, made.mentee(cohort), luc)
    with scope(organization=cohort.organization):
        place = MentorPlace.objects.select_related("mentor__person__user", "cohort").get()
        with pytest.raises(Refused, match="Luc Roy has 1 mentee here"):
            release_mentor(place=place, by=made.staff(row))


def lower(luc: Mentor, to: int, by: Actor | None = None) -> tuple[int, int]:
    """The capacity in the profile of the mentor, and the places in the cohort, after somebody has set the first."""
    here = luc.organization
    with scope(organization=here):
        row = Mentor.objects.select_related("person__user", "organization").get(pk=luc.pk)
        change(row=row, by=by or system(here), capacity=to)
        return Mentor.objects.get(pk=luc.pk).capacity, MentorPlace.objects.get(mentor=luc).places


def test_a_lower_capacity_takes_free_places_along_and_drops_nobody(cohort: Cohort) -> None:
    luc = made.mentor(cohort, places=3)
    made.pair(cohort, made.mentee(cohort), luc)
    assert lower(luc, 1) == (1, 1)


def test_a_capacity_below_the_mentees_there_are_is_refused_with_their_names(
    cohort: Cohort, luc: Mentor
) -> None:
    for name in ("Amara", "Zoe"):
        made.pair(cohort, made.mentee(cohort, given_name=name, family_name="Diallo"), luc)
    with pytest.raises(Refused, match=r"Luc Roy has 2 mentees in 2026: Amara Diallo, Zoe Diallo\. Write 2"):
        lower(luc, 1)
    assert lower(luc, 2) == (2, 2)


def test_a_mentor_who_lowers_it_is_told_the_number_and_no_names(cohort: Cohort, luc: Mentor) -> None:
    made.pair(cohort, made.mentee(cohort, given_name="Amara"), luc)
    oneself = Actor(luc.organization, via=Via.LINK, subject=subject_of(luc.person))
    with pytest.raises(Refused, match=r"^1 person is with you or proposed to you in 2026\. Write 1"):
        lower(luc, 0, oneself)


def test_other_changes_of_the_profile_do_not_look_at_pairs(cohort: Cohort, luc: Mentor) -> None:
    made.pair(cohort, made.mentee(cohort), luc)
    with scope(organization=cohort.organization):
        Mentor.objects.filter(pk=luc.pk).update(capacity=0)
        row = Mentor.objects.select_related("person__user", "organization").get(pk=luc.pk)
        assert change(row=row, by=system(cohort.organization), offers=["networking"])


def test_a_cohort_that_is_over_keeps_its_places(cohort: Cohort, luc: Mentor) -> None:
    made.pair(cohort, made.mentee(cohort), luc)
    with scope(organization=cohort.organization):
        Cohort.objects.update(status="completed")
    assert lower(luc, 0) == (0, 2)
