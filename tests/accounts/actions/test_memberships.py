"""Ending memberships and changing roles."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.actions.memberships import change_role, end_memberships
from parcours.accounts.actors import Actor
from parcours.accounts.models import Membership, Organization, User
from parcours.accounts.queries import actor_for, history_of, memberships
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def admin(ours: Organization) -> User:
    return factories.member(ours, Role.ADMINISTRATOR, name="Admin")


@pytest.fixture
def by(ours: Organization, admin: User) -> Iterator[Actor]:
    with scope(organization=ours):
        yield actor_for(admin, ours)


def of(user: User) -> Membership:
    return Membership.objects.get(user=user, ended_at=None)


def now() -> list[tuple[str, str]]:
    return [(str(row.user), row.role) for row in memberships()]


def test_memberships_end_and_stay_as_history(ours: Organization, by: Actor) -> None:
    anna, boris = (factories.member(ours, Role.MENTOR, name=name) for name in ("Anna", "Boris"))
    assert end_memberships(memberships=[of(anna), of(boris)], by=by) == 2
    assert now() == [("Admin", "administrator")]
    assert [row.ended_at is None for row in history_of(anna.pk)] == [False]


def test_a_membership_that_has_ended_is_not_ended_again(ours: Organization, by: Actor) -> None:
    row = of(factories.member(ours, Role.MENTOR))
    end_memberships(memberships=[row], by=by)
    first = Membership.objects.get(pk=row.pk).ended_at
    assert end_memberships(memberships=[row], by=by) == 0
    assert Membership.objects.get(pk=row.pk).ended_at == first


def test_all_end_or_none(ours: Organization, admin: User, by: Actor) -> None:
    anna = factories.member(ours, Role.MENTOR, name="Anna")
    with pytest.raises(NotAllowed) as refused:
        end_memberships(memberships=[of(anna), of(admin)], by=by)
    assert str(refused.value) == "You cannot end your own role of administrator. Another administrator can."
    assert now() == [("Admin", "administrator"), ("Anna", "mentor")]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_t02_nobody_else_ends_memberships(ours: Organization, role: Role) -> None:
    somebody = factories.member(ours, role)
    with scope(organization=ours), pytest.raises(NotAllowed):
        end_memberships(memberships=[of(somebody)], by=actor_for(somebody, ours))


def test_somebody_stays_to_administer(ours: Organization, admin: User, by: Actor) -> None:
    other = factories.member(ours, Role.ADMINISTRATOR)
    theirs = actor_for(other, ours)
    end_memberships(memberships=[of(other)], by=by)
    with pytest.raises(Refused):
        # As they stood when the page was opened: both end each other.
        end_memberships(memberships=[of(admin)], by=theirs)
    assert now() == [("Admin", "administrator")]


def test_a_role_is_changed_and_the_old_one_stays_as_history(ours: Organization, by: Actor) -> None:
    anna = factories.member(ours, Role.PARTICIPANT, name="Anna")
    change_role(membership=of(anna), version=of(anna).version, role=Role.MENTOR, by=by)
    assert [(row.role, row.ended_at is None) for row in history_of(anna.pk)] == [
        ("mentor", True),
        ("participant", False),
    ]


def test_a_role_that_somebody_has_is_not_given_again(ours: Organization, by: Actor) -> None:
    anna = factories.member(ours, Role.MENTOR, name="Anna")
    with pytest.raises(Refused) as refused:
        change_role(membership=of(anna), version=of(anna).version, role=Role.MENTOR, by=by)
    assert str(refused.value) == "Anna has this role already."


def test_the_role_of_a_membership_that_ended_meanwhile_is_not_changed(ours: Organization, by: Actor) -> None:
    row = of(factories.member(ours, Role.MENTOR))
    end_memberships(memberships=[row], by=by)
    with pytest.raises(Stale):
        change_role(membership=row, version=row.version, role=Role.EMPLOYER, by=by)
    assert now() == [("Admin", "administrator")]


def test_the_organization_is_waited_for_before_anything_is_written(by: Actor, ours: Organization) -> None:
    """Else two at once may hold what the other waits for: the organization, and its audit log."""
    mentor = of(factories.member(ours, Role.MENTOR))
    with CaptureQueriesContext(connection) as changed:
        new = change_role(membership=mentor, version=mentor.version, role=Role.FUNDER, by=by)
    with CaptureQueriesContext(connection) as ended:
        end_memberships(memberships=[new], by=by)
    for queries in (changed, ended):
        said = [query["sql"] for query in queries]
        waited = next(n for n, sql in enumerate(said) if 'FROM "accounts_organization"' in sql)
        written = next(n for n, sql in enumerate(said) if sql.startswith(("INSERT", "UPDATE")))
        assert waited < written
