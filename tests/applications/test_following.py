"""Seats after a merge: one person has one."""

import pytest
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.applications.actions.deciding import accept
from parcours.core.refusals import Refused
from parcours.people.duplicates.actions.merging import merge, undo
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


def test_a_merge_of_two_who_both_have_a_seat_frees_one_and_its_undoing_takes_it_again(
    here: Organization,
) -> None:
    to, by = made.cohort(here, 2), system(here)
    rows = [made.applied(to) for _number in range(2)]
    with scope(organization=here):
        for row in rows:
            accept(application=row, by=by)
        kept, lost = (row.participant.person for row in rows)
        kept.refresh_from_db()
        lost.refresh_from_db()
        merged = merge(kept=kept, lost=lost, versions=(kept.version, lost.version), by=by)
        after = Cohort.objects.get().taken
        undo(merge=merged, by=by)
        assert (after, Cohort.objects.get().taken) == (1, 2)


def test_a_seat_that_was_given_away_meanwhile_keeps_a_merge(here: Organization) -> None:
    to, by = made.cohort(here, 2), system(here)
    rows = [made.applied(to) for _number in range(3)]
    with scope(organization=here):
        for row in rows[:2]:
            accept(application=row, by=by)
        kept, lost = (row.participant.person for row in rows[:2])
        kept.refresh_from_db()
        lost.refresh_from_db()
        merged = merge(kept=kept, lost=lost, versions=(kept.version, lost.version), by=by)
        accept(application=rows[2], by=by)
        with pytest.raises(Refused, match="given to somebody else meanwhile"):
            undo(merge=merged, by=by)
        assert Cohort.objects.get().taken == 2
