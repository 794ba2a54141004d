"""A pair is chosen by a person; nobody is over their places, and whoever comes late is told who was faster."""

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.models import Organization, User
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions.choosing import choose, take_back
from parcours.engagements.lists import LIVE
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import of_cohort
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization()


@pytest.fixture
def cohort(here: Organization) -> Cohort:
    return applications.cohort(here, seats=5)


def member(user: User, here: Organization) -> Actor:
    with scope(organization=here):
        return actor_for(user, here)


def live(cohort: Cohort) -> list[tuple[str, str]]:
    with scope(organization=cohort.organization):
        return sorted((str(row.participant), str(row.mentor)) for row in of_cohort(cohort, LIVE))


def test_nobody_is_told_of_a_pair_that_is_chosen(cohort: Cohort) -> None:
    one, other = made.mentee(cohort), made.mentor(cohort)
    before = len(mail.outbox)
    row = made.pair(cohort, one, other, why="They talk the same language.", score=812)
    assert (row.status, row.chosen_as, row.score, row.why) == (
        "draft",
        "fixed",
        812,
        "They talk the same language.",
    )
    assert len(mail.outbox) == before


def test_t40_a_mentor_is_never_over_their_places(cohort: Cohort) -> None:
    other = made.mentor(cohort, places=2)
    mentees = [made.mentee(cohort) for _number in range(3)]
    for one in mentees[:2]:
        made.pair(cohort, one, other)
    with pytest.raises(Refused, match="has 2 places"):
        made.pair(cohort, mentees[2], other)
    assert len(live(cohort)) == 2


def test_a_mentee_has_one_mentor_at_a_time(cohort: Cohort) -> None:
    one = made.mentee(cohort)
    made.pair(cohort, one, made.mentor(cohort))
    with pytest.raises(Refused, match="Take that back first"):
        made.pair(cohort, one, made.mentor(cohort))


def test_t40_the_loser_is_told_who_changed_what(here: Organization, cohort: Cohort) -> None:
    one, other = made.mentee(cohort), made.mentor(cohort, given_name="Ana", family_name="Roy")
    rival = made.mentee(cohort, given_name="Noor", family_name="Haddad")
    first = factories.member(here, Role.COORDINATOR, name="Kim Osei")
    made.pair(cohort, rival, other, by=member(first, here))
    with (
        scope(organization=here),
        pytest.raises(Stale, match=r"^Kim Osei chose Ana Roy for Noor Haddad at .*Nothing was changed\.$"),
    ):
        choose(cohort=cohort, participant=one, mentor=other, chosen_as="fixed", by=system(here), seen=[])
    assert live(cohort) == [("Noor Haddad", "Ana Roy")]


def test_who_saw_a_pair_that_was_taken_back_is_told(here: Organization, cohort: Cohort) -> None:
    one, other = made.mentee(cohort), made.mentor(cohort)
    gone = made.pair(cohort, made.mentee(cohort), other)
    with scope(organization=here):
        take_back(mentorship=gone, by=system(here))
    with pytest.raises(Stale, match="apart"):
        made.pair(cohort, one, other, seen=[gone.pk])


def test_one_pair_takes_the_place_of_another(cohort: Cohort) -> None:
    other = made.mentor(cohort)
    first = made.pair(cohort, made.mentee(cohort), other)
    second = made.pair(cohort, made.mentee(cohort), other, instead_of=[first.pk], why="Better so.")
    gone = made.found(first)
    assert (gone.status, gone.end, second.status) == ("withdrawn", "Better so.", "draft")


def test_a_pair_that_both_agreed_to_is_not_taken_back(here: Organization, cohort: Cohort) -> None:
    row = made.pair(cohort, made.mentee(cohort), made.mentor(cohort))
    row = made.agreed(made.sent(row), "mentor", "mentee")
    with scope(organization=here), pytest.raises(Stale):
        take_back(mentorship=row, by=system(here))


def test_both_take_part_in_the_cohort(here: Organization, cohort: Cohort) -> None:
    with pytest.raises(Refused, match="does not take part"):
        made.pair(cohort, made.mentee(cohort), applications.mentor(here))
    with pytest.raises(Refused, match="no seat"):
        made.pair(cohort, applications.participant(here), made.mentor(cohort))


def test_a_participant_chooses_for_nobody(here: Organization, cohort: Cohort) -> None:
    one, other = made.mentee(cohort), made.mentor(cohort)
    stranger = factories.member(here, Role.PARTICIPANT)
    with pytest.raises(NotAllowed):
        made.pair(cohort, one, other, by=member(stranger, here))
    with scope(organization=here):
        assert not Mentorship.objects.exists()
