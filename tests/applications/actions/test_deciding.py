"""T40-T43: decisions: no seat is given twice, the loser of two is told, and a freed seat can be given again."""

import random
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.applications.actions.deciding import (
    accept,
    begin_review,
    decline,
    find,
    put_on_waitlist,
    take_up_again,
    withdraw,
)
from parcours.applications.models import Application
from parcours.applications.queries import participants_of, position, waitlist
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.core.versions import change
from parcours.people.forgetting import forgetters
from parcours.people.models import Participant
from parcours.programs.models import Cohort
from tests import factories
from tests.applications.made import applied, cohort
from tests.people.consent.made import oneself, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def test_who_is_accepted_has_a_seat_and_is_enrolled(here: Organization) -> None:
    row = applied(cohort(here))
    accept(application=row, by=staff(here))
    assert Application.objects.get().status == "accepted"
    assert (Cohort.objects.get().taken, Participant.objects.get().status) == (1, "enrolled")
    assert list(participants_of(row.cohort)) == [row.participant]


def test_t40_no_seat_is_given_past_the_last(here: Organization) -> None:
    ours = cohort(here, seats=1)
    first, second = applied(ours), applied(ours)
    accept(application=first, by=system(here))
    with pytest.raises(Refused) as told:
        accept(application=second, by=system(here))
    assert str(told.value) == (
        "The 1 seat of this cohort is taken. Put the application on the wait list, or add a seat."
    )
    assert [row.status for row in Application.objects.order_by("pk")] == ["accepted", "eligible"]
    assert Cohort.objects.get().taken == 1


def test_t41_the_second_press_of_a_button_changes_nothing(here: Organization) -> None:
    row = applied(cohort(here))
    seen = row.version
    accept(application=Application.objects.get(), version=seen, by=system(here))
    with pytest.raises(Stale):
        accept(application=Application.objects.get(), version=seen, by=system(here))
    with pytest.raises(Stale):
        decline(application=Application.objects.get(), reason="no_seat", version=seen, by=system(here))
    assert (Application.objects.get().status, Cohort.objects.get().taken) == ("accepted", 1)


def test_t43_seats_cannot_be_fewer_than_are_taken(here: Organization) -> None:
    ours = cohort(here, seats=2)
    for row in (applied(ours), applied(ours)):
        accept(application=row, by=system(here))
    with pytest.raises(ValidationError) as told:
        change(ours, version=Cohort.objects.get().version, seats=1)
    assert told.value.messages == ["More people than that have a seat already. Free seats first."]
    assert Cohort.objects.get().seats == 2


@pytest.mark.parametrize("seed", range(5))
def test_t43_whatever_is_decided_seats_are_counted_right(here: Organization, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    ours, by = cohort(here, seats=2), system(here)
    for _number in range(4):
        applied(ours)
    deeds: list[Callable[[Application], None]] = [
        lambda row: accept(application=row, by=by),
        lambda row: put_on_waitlist(application=row, by=by),
        lambda row: withdraw(application=row, by=by),
        lambda row: decline(application=row, reason="no_mentor", by=by),
        lambda row: take_up_again(application=row, by=by),
        lambda row: find(application=row, eligible=True, by=by),
        lambda row: begin_review(application=row, by=by),
    ]
    for _step in range(25):
        row = chance.choice(list(Application.objects.select_related("cohort", "participant__person__user")))
        before = (row.status, row.version)
        try:
            chance.choice(deeds)(row)
        except (Stale, Refused):
            kept = Application.objects.get(pk=row.pk)
            assert (kept.status, kept.version) == before
        seated = Application.objects.filter(status="accepted").count()
        assert (Cohort.objects.get().taken, seated <= 2) == (seated, True)


def test_the_wait_list_goes_by_who_came_first(here: Organization) -> None:
    ours = cohort(here, seats=1)
    rows = [applied(ours) for _number in range(3)]
    for row in rows:
        put_on_waitlist(application=row, by=system(here))
    assert list(waitlist(ours)) == rows
    assert [position(row) for row in rows] == [1, 2, 3]
    accept(application=rows[0], by=system(here))
    assert [position(row) for row in rows] == [None, 1, 2]


def test_a_cohort_without_a_wait_list_puts_nobody_on_it(here: Organization) -> None:
    row = applied(cohort(here, has_waitlist=False))
    with pytest.raises(Refused):
        put_on_waitlist(application=row, by=system(here))
    assert Application.objects.get().status == "eligible"


def test_who_withdraws_frees_the_seat(here: Organization) -> None:
    row = applied(cohort(here))
    accept(application=row, by=system(here))
    withdraw(application=row, by=oneself(row.participant.person))
    assert (Cohort.objects.get().taken, Participant.objects.get().status) == (0, "withdrawn")
    take_up_again(application=row, by=system(here))
    assert (Application.objects.get().status, Participant.objects.get().status) == ("to_check", "applied")


def test_who_withdraws_one_of_two_stays_in_the_other(here: Organization) -> None:
    first = applied(cohort(here))
    second = applied(cohort(here), first.participant)
    accept(application=first, by=system(here))
    withdraw(application=second, by=system(here))
    assert Participant.objects.get().status == "enrolled"


def test_who_is_not_chosen_is_told_why(here: Organization) -> None:
    row = applied(cohort(here))
    with pytest.raises(Refused):
        decline(application=row, reason="whim", by=system(here))
    decline(application=row, reason="no_mentor", feedback=" Try in May. ", by=system(here))
    kept = Application.objects.get()
    assert (kept.status, kept.decline_reason, kept.feedback) == ("declined", "no_mentor", "Try in May.")


def test_only_staff_decide(here: Organization) -> None:
    row = applied(cohort(here))
    for by in (oneself(row.participant.person), staff(here, Role.MENTOR)):
        for act in (accept, put_on_waitlist, begin_review, take_up_again):
            with pytest.raises(NotAllowed):
                act(application=row, by=by)
        with pytest.raises(NotAllowed):
            decline(application=row, reason="no_seat", by=by)
        with pytest.raises(NotAllowed):
            find(application=row, eligible=True, by=by)
    assert Application.objects.get().status == "eligible"


def test_who_is_forgotten_leaves_a_free_seat(here: Organization) -> None:
    row = applied(cohort(here))
    accept(application=row, by=system(here))
    for forget in forgetters():
        forget(row.participant.person)
    assert (Application.objects.count(), Cohort.objects.get().taken) == (0, 0)
