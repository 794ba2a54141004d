"""T66: exactly what is due goes, a hold wins, and a line of evidence stays."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.base import ContentFile
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.models import Import, ImportRow, Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant, Person
from parcours.people.privacy.actions.erasures import place_hold
from parcours.people.privacy.actions.requests import answer, ask
from parcours.people.privacy.actions.retention import save_schedule
from parcours.people.privacy.erasing import carry_out_all
from parcours.people.privacy.models import DataRequest, RequestKind
from parcours.people.privacy.queries import runs
from parcours.people.privacy.retention import (
    SCHEDULE,
    carry_out,
    others_due,
    people_due,
    rules,
    with_schedule_across,
)
from tests import factories
from tests.backups.erased import staff
from tests.people.privacy.test_requests import oneself

pytestmark = pytest.mark.django_db

BEGIN = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
DAYS = {key: one.days for key, one in SCHEDULE.items()}


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def by(north: Organization) -> Iterator[Actor]:
    actor = staff(north)
    with scope(organization=north):
        yield actor


def a_day(of: Organization) -> int:
    """Do what the background does once a day for an organization with a schedule; return how many are erased."""
    for organization in with_schedule_across():
        with scope(organization=organization):
            carry_out(organization)
    return carry_out_all(of)


def left() -> list[str]:
    """Who is still on file."""
    with scopes_disabled():
        return sorted(Person.objects.values_list("given_name", flat=True))


def somebody(of: Organization, name: str, status: str, days: int, *kinds: Kind) -> Person:
    """Somebody whose status as a participant is so many days old on the first day."""
    person = factories.person(of, *(kinds or (Kind.PARTICIPANT,)), given_name=name, family_name="", email="")
    since = BEGIN - dt.timedelta(days=days)
    Participant.objects.filter(person=person).update(status=status, status_since=since)
    return person


def test_t66_exactly_what_is_due_goes_day_by_day(north: Organization, by: Actor) -> None:
    somebody(north, "Refused long ago", "not_eligible", 183)
    somebody(north, "Refused a day later", "not_eligible", 182)
    somebody(north, "Enrolled", "enrolled", 5000)
    somebody(north, "Completed", "completed", 1095)
    held = somebody(north, "Held", "withdrawn", 500)
    place_hold(person=held, reason="A complaint", by=by)
    save_schedule(days=DAYS, by=by)
    with time_machine.travel(BEGIN, tick=False):
        assert [(one.person.given_name, str(one.kept_by)) for one in people_due(rules(), BEGIN)] == [
            ("Held", "Legal hold"),
            ("Refused long ago", ""),
        ]
        assert a_day(north) == 1
        assert left() == ["Completed", "Enrolled", "Held", "Refused a day later"]
    with time_machine.travel(BEGIN + dt.timedelta(days=1), tick=False):
        assert a_day(north) == 2
        assert left() == ["Enrolled", "Held"]


def test_t66_nothing_goes_before_there_is_a_schedule(north: Organization) -> None:
    with scope(organization=north):
        somebody(north, "Refused", "not_eligible", 1000)
    assert (a_day(north), left()) == (0, ["Refused"])


def test_t66_who_is_something_else_as_well_stays(north: Organization, by: Actor) -> None:
    both = somebody(north, "Both", "not_eligible", 1000, Kind.PARTICIPANT, Kind.MENTOR)
    assert people_due(DAYS, BEGIN) == []
    Mentor.objects.filter(person=both).update(status="inactive", status_since=BEGIN - dt.timedelta(days=731))
    (due,) = people_due(DAYS, BEGIN)
    assert (due.person, due.category, due.over_since) == (both, "mentors", BEGIN.date())
    assert by.organization == north


def test_who_works_here_is_shown_and_stays(north: Organization, by: Actor) -> None:
    person = somebody(north, "Coordinator now", "withdrawn", 1000)
    person.user = factories.member(north, Role.COORDINATOR)
    person.save()
    save_schedule(days=DAYS, by=by)
    with time_machine.travel(BEGIN, tick=False):
        assert [str(one.kept_by) for one in people_due(DAYS, BEGIN)] == ["Works here"]
        assert a_day(north) == 0


def test_t66_files_and_requests_go_and_the_run_leaves_evidence(north: Organization, by: Actor) -> None:
    with time_machine.travel(BEGIN - dt.timedelta(days=1000), tick=False):
        source = Import(organization=north, kind="members", given="list.csv", status="done")
        source.file.save("list.csv", ContentFile(b"email\n"))
        ImportRow.objects.create(organization=north, source=source, number=1, outcome="applied")
        person = factories.person(north, given_name="Ana")
        row = ask(person=person, kind=RequestKind.CORRECTION, text="Wrong", by=oneself(person))
        answer(row=row, grant=True, text="Done", by=by)
    save_schedule(days=DAYS, by=by)
    with time_machine.travel(BEGIN, tick=False):
        assert others_due(DAYS, BEGIN) == {"imports": 1, "requests": 1}
        a_day(north)
        assert (Import.objects.get().file.name, ImportRow.objects.count(), DataRequest.objects.count()) == (
            "",
            0,
            0,
        )
        assert source.file.storage.exists(source.file.name or "") is False
        assert runs() == [
            (BEGIN, {**dict.fromkeys(DAYS, 0), "imports": 1, "requests": 1}),
        ]


def test_a_schedule_is_whole_and_saved_by_who_may(north: Organization, by: Actor) -> None:
    with pytest.raises(Refused, match="number of days"):
        save_schedule(days={"refused": 3}, by=by)
    with pytest.raises(Refused, match="number of days"):
        save_schedule(days={**DAYS, "refused": 0}, by=by)
    with pytest.raises(NotAllowed):
        save_schedule(days=DAYS, by=actor_for(factories.member(north, Role.COORDINATOR), north))
    assert rules() == {}
    save_schedule(days=DAYS, by=by)
    save_schedule(days=DAYS, by=by)
    assert rules() == DAYS
