"""The register of breaches (T68): lines are entered and corrected, and stay."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Stale
from parcours.people.privacy.actions.breaches import correct_breach, enter_breach
from parcours.people.privacy.models import Breach
from tests import factories
from tests.backups.erased import staff

pytestmark = pytest.mark.django_db

LINE = {"found_on": dt.date(2026, 1, 2), "what": "A list was lost", "data": "Names", "why": "It was sealed"}


def test_t68_a_line_is_kept_two_years_at_least_and_corrected() -> None:
    here = factories.organization()
    by = staff(here)
    with scope(organization=here):
        row = enter_breach(by=by, **LINE)
        assert (row.kept_until - timezone.localdate()).days >= 730
        correct_breach(row=row, version=1, by=by, people=3, is_serious=True)
        with pytest.raises(Stale):
            correct_breach(row=row, version=1, by=by, people=4)
        found = Breach.objects.get()
        assert (found.people, found.is_serious) == (3, True)


def test_nothing_is_found_before_it_happens() -> None:
    here = factories.organization()
    by = staff(here)
    with scope(organization=here), pytest.raises(ValidationError):
        enter_breach(by=by, **LINE, happened_on=dt.date(2026, 1, 3))


def test_the_register_is_the_administrators() -> None:
    here = factories.organization()
    with scope(organization=here):
        by = actor_for(factories.member(here, Role.COORDINATOR), here)
        with pytest.raises(NotAllowed):
            enter_breach(by=by, **LINE)
