"""Sensitive facts: sealed where they lie, seen for a purpose, and every look kept."""

from collections.abc import Iterator

import pytest
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.audit.queries import readable
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.keyring import Unreadable
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.actions.sensitive import column, keep_facts, look
from parcours.people.models import Person, SensitiveFacts
from parcours.people.policies import subject_of
from parcours.people.sensitive import FACTS, PURPOSES, Why, purposes_of
from tests import factories

pytestmark = pytest.mark.django_db

HELD = {
    "immigration_class": "psr",
    "uci": "1234-5678",
    "birth_date": "1990-05-31",
    "gender": "prefer_not",
    "countries": "SY;LB;SY",
    "background": "a parent of three",
}


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def person(ours: Organization) -> Person:
    made = factories.person(ours)
    keep_facts(person=made, by=system(ours), facts=HELD)
    return made


def role(ours: Organization, one: Role) -> Actor:
    return actor_for(factories.member(ours, one), ours)


def test_a_purpose_shows_what_it_needs(person: Person, ours: Organization) -> None:
    by = role(ours, Role.COORDINATOR)
    assert look(person=person, why=Why.ELIGIBILITY, by=by) == {
        "immigration_class": "psr",
        "birth_date": "1990-05-31",
    }
    assert look(person=person, why=Why.FUNDER_REPORT, by=by)["countries"] == "SY;LB"


def test_every_look_is_kept_with_its_purpose(person: Person, ours: Organization) -> None:
    by = role(ours, Role.COORDINATOR)
    for _ in range(2):
        look(person=person, why=Why.CORRECTION, by=by)
    looks = AuditEntry.objects.filter(verb="sensitive.viewed").order_by("pk")
    kept = [readable(entry) or {} for entry in looks]
    assert [one["more"]["why"] for one in kept] == ["correction"] * 2


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (Role.ADMINISTRATOR, Why.ELIGIBILITY),
        (Role.COORDINATOR, Why.PERSON_ASKED),
        (Role.MENTOR, Why.MATCHING),
        (Role.COUNSELLOR, Why.CORRECTION),
    ],
)
def test_t03_another_role_does_not_look(person: Person, ours: Organization, one: Role, why: Why) -> None:
    with pytest.raises(NotAllowed):
        look(person=person, why=why, by=role(ours, one))


def test_nothing_of_them_lies_open(person: Person) -> None:
    row = SensitiveFacts.objects.get(person=person)
    lying = {name: bytes(getattr(row, name)) for name in FACTS}
    assert {name for name, held in lying.items() if not held} == set()
    assert {name for name, text in HELD.items() if text.encode() in lying[name]} == set()


def test_a_value_opens_in_its_own_place_only(person: Person, ours: Organization) -> None:
    row = SensitiveFacts.objects.get(person=person)
    other = factories.person(ours)
    keep_facts(person=other, by=system(ours), facts={"uci": "87654321"})
    for name, pk in (("gender", person.pk), ("uci", other.pk)):
        moved = SensitiveFacts.objects.get(person_id=pk)
        setattr(moved, name, row.uci)
        with pytest.raises(Unreadable):
            column(name).read(moved)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uci", "123"),
        ("birth_date", "yesterday"),
        ("birth_date", "2999-01-01"),
        ("birth_date", "1800-01-01"),
        ("gender", "x"),
        ("countries", "XX"),
        ("background", "x" * 501),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_kept(ours: Organization, name: str, text: str) -> None:
    person = factories.person(ours)
    with pytest.raises(Refused):
        keep_facts(person=person, by=system(ours), facts={"uci": "12345678", name: text})
    assert not SensitiveFacts.objects.filter(person=person).exists()


def test_empty_stays_and_cleared_goes(person: Person, ours: Organization) -> None:
    keep_facts(person=person, by=system(ours), facts={"uci": ""}, clear=frozenset({"gender", "secret"}))
    facts = look(person=person, why=Why.CORRECTION, by=system(ours))
    assert (facts["uci"], facts["gender"]) == ("12345678", "")
    keep_facts(person=person, by=system(ours), facts={})
    assert AuditEntry.objects.filter(verb="sensitive.changed").count() == 2


def test_the_person_gives_their_own_and_nobody_else_s(person: Person, ours: Organization) -> None:
    by = Actor(ours, via=Via.LINK, subject=subject_of(person))
    keep_facts(person=person, by=by, facts={"gender": "woman"})
    with pytest.raises(NotAllowed):
        keep_facts(person=factories.person(ours), by=by, facts={"gender": "woman"})


def test_every_fact_has_a_purpose_and_every_purpose_a_role() -> None:
    assert {name for purpose in PURPOSES.values() for name in purpose.facts} == FACTS.keys()
    assert {why for one in Role for why in purposes_of(frozenset({one}))} | {Why.OWN} == set(Why)
