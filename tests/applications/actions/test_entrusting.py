"""A partner that looks after somebody is on file, whoever referred them; only one that delivers the program now."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.models import AuditEntry, Organization, Partnership
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.applications.actions.entrusting import entrust
from parcours.applications.models import Application
from parcours.applications.queries import application, delivery_partners
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.programs.models import ProgramPartner
from tests import factories
from tests.applications import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Application:
    return made.applied(made.cohort(factories.organization("north")))


def partner(row: Application, role: str = "delivery", ended: int = -1) -> Organization:
    """A partner of the program whose partnership ended so many days ago."""
    who, today = factories.organization(), timezone.localdate()
    with scope(organization=row.organization):
        partnership = Partnership.objects.create(
            organization=row.organization,
            partner=who,
            role=role,
            starts_on=today - dt.timedelta(days=90),
            ends_on=today - dt.timedelta(days=ended),
        )
        program = row.cohort.program
        ProgramPartner.objects.create(organization=row.organization, program=program, partnership=partnership)
    return who


def staff(row: Application, role: Role = Role.COORDINATOR) -> Actor:
    with scope(organization=row.organization):
        return actor_for(factories.member(row.organization, role), row.organization)


def put(
    row: Application, who: Organization | None, by: Actor | None = None, version: int | None = None
) -> None:
    with scope(organization=row.organization):
        now = application(row.pk)
        assert now is not None
        entrust(
            application=now,
            partner=who,
            version=now.version if version is None else version,
            by=by or staff(row),
        )


def carer(row: Application) -> Organization | None:
    with scope(organization=row.organization):
        now = application(row.pk)
    return now.looked_after_by if now else None


def test_it_is_on_file_and_in_the_log_until_it_is_taken_back(row: Application) -> None:
    who = partner(row)
    put(row, who)
    first = carer(row)
    put(row, None)
    with scope(organization=row.organization):
        assert AuditEntry.objects.filter(verb="application.entrusted").count() == 2
    assert (first, carer(row)) == (who, None)


@pytest.mark.parametrize(("role", "ended"), [("referrer", -1), ("funder", -1), ("delivery", 1)])
def test_only_who_delivers_the_program_now_can_look_after_people(
    row: Application, role: str, ended: int
) -> None:
    with pytest.raises(Refused):
        put(row, partner(row, role, ended))
    assert carer(row) is None


def test_a_partnership_that_ends_changes_nothing_that_is_on_file(row: Application) -> None:
    who = partner(row)
    put(row, who)
    with scope(organization=row.organization):
        Partnership.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
        assert delivery_partners(row.cohort) == []
    put(row, who)
    assert carer(row) == who


def test_whoever_saw_an_older_one_is_too_late(row: Application) -> None:
    who = partner(row)
    with pytest.raises(Stale):
        put(row, who, version=row.version + 7)


def test_only_staff_who_manage_people_may(row: Application) -> None:
    with pytest.raises(NotAllowed):
        put(row, partner(row), by=staff(row, Role.COUNSELLOR))


def test_it_is_chosen_on_the_page_of_the_application(row: Application, client: Client) -> None:
    who = partner(row)
    client.force_login(factories.member(row.organization, Role.COORDINATOR))
    address = f"/o/{row.organization.slug}/manage/programs/applications/{row.pk}/"
    given = {"entrust": "1", "partner": str(who.pk), "version": str(row.version)}
    assert client.post(address, given).status_code == 302
    assert carer(row) == who
