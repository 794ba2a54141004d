"""Adding and ending partnerships."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actions.partnerships import add_partnership, end_partnership
from parcours.accounts.actors import Actor, system
from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization, Partnership
from parcours.accounts.queries import partnerships_running, partnerships_with_across
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def city() -> Organization:
    return factories.organization("city")


def add(
    ours: Organization, city: Organization, ends_on: dt.date | None = None, by: Actor | None = None
) -> Partnership:
    return add_partnership(
        partner=city,
        role=PartnershipRole.LEAD,
        scope="The pilot.",
        starts_on=TODAY,
        ends_on=ends_on,
        by=by or system(ours),
    )


def test_a_partnership_holds_from_its_first_day_to_its_last(ours: Organization, city: Organization) -> None:
    row = add(ours, city, TODAY + DAY)
    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]
    assert [row.is_running(day) for day in days] == [False, True, True, False]
    assert [partnerships_running(day).count() for day in days] == [0, 1, 1, 0]
    assert [len(partnerships_with_across(city, day)) for day in days] == [0, 1, 1, 0]


def test_a_partnership_without_an_end_holds_on(ours: Organization, city: Organization) -> None:
    assert add(ours, city).is_running(TODAY + 10_000 * DAY) is True


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_t02_nobody_else_adds_or_ends_partnerships(
    ours: Organization, city: Organization, role: Role
) -> None:
    row = add(ours, city)
    by = Actor(organization=ours, roles=frozenset({role}))
    with pytest.raises(NotAllowed):
        add(ours, city, by=by)
    with pytest.raises(NotAllowed):
        end_partnership(partnership=row, version=row.version, ends_on=TODAY, by=by)


def test_an_organization_is_not_its_own_partner(ours: Organization) -> None:
    with pytest.raises(ValidationError) as refused:
        add(ours, ours)
    assert refused.value.messages == ["A partner is another organization than yours."]


def test_an_end_before_the_start_is_refused(ours: Organization, city: Organization) -> None:
    with pytest.raises(ValidationError) as refused:
        add(ours, city, TODAY - DAY)
    assert refused.value.messages == ["The last day cannot come before the first."]
    row = add(ours, city)
    with pytest.raises(Refused):
        end_partnership(partnership=row, version=row.version, ends_on=TODAY - DAY, by=system(ours))


def test_a_partnership_ends_on_the_day_chosen_and_once(ours: Organization, city: Organization) -> None:
    row = add(ours, city)
    end_partnership(partnership=row, version=row.version, ends_on=TODAY, by=system(ours))
    assert Partnership.objects.get().ends_on == TODAY
    with time_machine.travel(dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)), pytest.raises(Refused) as refused:
        end_partnership(partnership=row, version=row.version, ends_on=TODAY + 9 * DAY, by=system(ours))
    assert str(refused.value) == "This partnership has ended already."
