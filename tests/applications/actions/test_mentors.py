"""Mentors of a cohort: asked, agreed, released; never for more people than they take."""

from collections.abc import Iterator

import pytest
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.applications.actions.mentors import (
    agree,
    change_places,
    decline_place,
    invite_mentor,
    release_mentor,
    take_mentor,
)
from parcours.applications.models import MentorPlace
from parcours.applications.queries import mentors_of, place, places_of
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.people.models import Mentor
from tests import factories
from tests.applications.made import cohort, mentor, taken
from tests.people.consent.made import oneself

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def test_who_agrees_takes_part_and_is_screened(here: Organization) -> None:
    ours, who = cohort(here), mentor(here)
    asked = invite_mentor(cohort=ours, mentor=who, places=2, by=system(here))
    assert list(mentors_of(ours)) == []
    agree(place=asked, by=oneself(who.person))
    assert list(mentors_of(ours)) == [who]
    assert [row.places for row in places_of(ours)] == [2]
    assert Mentor.objects.get().status == "screening"
    with pytest.raises(Stale):
        agree(place=MentorPlace(pk=asked.pk, version=1, mentor=who, status="invited"), by=oneself(who.person))


def test_who_declines_can_be_asked_again(here: Organization) -> None:
    ours, who = cohort(here), mentor(here)
    asked = invite_mentor(cohort=ours, mentor=who, by=system(here))
    decline_place(place=asked, by=oneself(who.person))
    assert MentorPlace.objects.get().status == "declined"
    again = invite_mentor(cohort=ours, mentor=who, places=2, by=system(here))
    assert (again.pk, MentorPlace.objects.get().status, MentorPlace.objects.get().places) == (
        asked.pk,
        "invited",
        2,
    )


def test_staff_note_who_takes_part_and_who_no_longer_does(here: Organization) -> None:
    ours = cohort(here)
    part = taken(ours)
    assert place(part.pk) == part
    release_mentor(place=part, by=system(here))
    assert list(mentors_of(ours)) == []
    take_mentor(cohort=ours, mentor=part.mentor, places=2, by=system(here))
    assert MentorPlace.objects.get().places == 2


@pytest.mark.parametrize("places", [0, 3])
def test_nobody_takes_part_for_more_than_they_take(here: Organization, places: int) -> None:
    ours, who = cohort(here), mentor(here, capacity=2)
    with pytest.raises(Refused):
        invite_mentor(cohort=ours, mentor=who, places=places, by=system(here))
    part = take_mentor(cohort=ours, mentor=who, by=system(here))
    with pytest.raises(Refused):
        change_places(place=part, version=part.version, places=places, by=system(here))
    assert MentorPlace.objects.get().places == 1


def test_only_the_mentor_answers_and_only_staff_ask(here: Organization) -> None:
    ours, who, other = cohort(here), mentor(here), mentor(here)
    asked = invite_mentor(cohort=ours, mentor=who, by=system(here))
    for act in (agree, decline_place, release_mentor):
        with pytest.raises(NotAllowed):
            act(place=asked, by=oneself(other.person))
    with pytest.raises(NotAllowed):
        invite_mentor(cohort=ours, mentor=other, by=oneself(other.person))
    assert MentorPlace.objects.get().status == "invited"
