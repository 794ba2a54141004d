"""From one status to the next, by the tables and no other way; pauses of mentors."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.people.actions.standings import plan_pause, remove_pause, take
from parcours.people.kinds import FACTS, Kind
from parcours.people.models import Mentor, Participant
from parcours.people.queries import pauses_of, pauses_on
from parcours.people.states import BUTTONS, BY_MATCHES, ways_from
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 12, 1)


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def test_a_participant_goes_on(ours: Organization) -> None:
    row = factories.person(ours).participant
    for way in ("apply", "find_eligible", "enrol"):
        take(row=row, way=way, by=system(ours))
    row.refresh_from_db()
    assert row.status == "enrolled"
    assert AuditEntry.objects.filter(verb="participant.status_changed").count() == 3


def test_a_stale_page_changes_nothing(ours: Organization) -> None:
    row = factories.person(ours).participant
    older = Participant.objects.get()
    take(row=row, way="apply", by=system(ours))
    with pytest.raises(Stale):
        take(row=older, way="apply", by=system(ours))


@pytest.mark.parametrize("way", ["match", "fly"])
def test_what_no_person_takes_is_refused(ours: Organization, way: str) -> None:
    row = factories.person(ours, Kind.MENTOR).mentor
    with pytest.raises(Refused):
        take(row=row, way=way, by=system(ours))


def test_only_staff_move_people(ours: Organization) -> None:
    row = factories.person(ours).participant
    with pytest.raises(NotAllowed):
        take(row=row, way="apply", by=actor_for(factories.member(ours, Role.MENTOR), ours))


@pytest.mark.parametrize("kind", Kind)
def test_every_way_is_of_its_list_and_has_a_button(kind: Kind) -> None:
    facts = FACTS[kind]
    status = facts.model._meta.get_field("status")  # noqa: SLF001 - documented
    codes = {code for code, _label in status.choices or ()}
    for way in facts.ways:
        assert {*way.sources, way.target} - codes == set()
        assert "unknown" not in way.target
        assert way.name in BUTTONS or way.name in BY_MATCHES


@pytest.mark.parametrize("kind", Kind)
def test_from_every_status_but_the_last_ones_there_is_a_way(kind: Kind) -> None:
    facts = FACTS[kind]
    status = facts.model._meta.get_field("status")  # noqa: SLF001 - documented
    ends = {code for code, _label in status.choices or () if not ways_from(facts.ways, code)}
    assert ends == {Kind.PARTICIPANT: {"opened_in_error"}, Kind.MENTOR: {"removed"}}.get(kind, set())


def test_a_pause_is_planned_and_taken_away(ours: Organization) -> None:
    mentor = factories.person(ours, Kind.MENTOR).mentor
    pause = plan_pause(mentor=mentor, starts_on=DAY, ends_on=None, by=system(ours), reason="travel")
    assert [list(pauses_on(day)) for day in (DAY, DAY - dt.timedelta(days=1))] == [[pause], []]
    remove_pause(pause=pause, by=system(ours))
    assert pauses_of(Mentor.objects.get()) == []


def test_a_pause_ends_after_it_begins(ours: Organization) -> None:
    mentor = factories.person(ours, Kind.MENTOR).mentor
    with pytest.raises(ValidationError, match="cannot come before"):
        plan_pause(mentor=mentor, starts_on=DAY, ends_on=DAY - dt.timedelta(days=1), by=system(ours))
