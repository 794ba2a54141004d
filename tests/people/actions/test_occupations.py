"""An occupation has a code only where a person chose it, and other words ask again."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused
from parcours.engine.occupations.suggestions import Outcome, Suggestion, Suggestions
from parcours.people.actions.occupations import decide_occupation, write_occupation
from parcours.people.models import OccupationHeld, Person
from parcours.people.models.occupation import DecidedAs, Decision
from parcours.people.policies import subject_of
from tests import factories

pytestmark = pytest.mark.django_db

SAID = Suggestions(
    "engineer", Outcome.CHOOSE, (Suggestion("21300", "Civil engineers", 0.6),), version="basic-1"
)


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def person(ours: Organization) -> Person:
    return factories.person(ours)


def write(person: Person, title: str = "engineer", row: OccupationHeld | None = None) -> OccupationHeld:
    return write_occupation(
        person=person, kind="target", title=title, occupation=row, by=system(person.organization)
    )


def test_nothing_is_decided_by_writing(person: Person) -> None:
    row = write(person)
    assert (row.noc, row.decision) == ("", Decision.OPEN)


def test_a_person_confirms_and_what_was_suggested_stays_beside(person: Person, ours: Organization) -> None:
    row = write(person)
    by = Actor(ours, via=Via.LINK, subject=subject_of(person))
    decide_occupation(occupation=row, noc="21301", said=SAID, by=by)
    row.refresh_from_db()
    kept = (row.noc, row.classification, row.suggested_noc, row.suggested_confidence, row.coder_version)
    assert kept == ("21301", "NOC 2021 v1.0", "21300", 0.6, "basic-1")
    assert (row.decision, row.decided_as, row.decided_by) == (Decision.CHOSEN, DecidedAs.ONESELF, None)
    assert row.decided_at is not None


def test_staff_decide_as_staff(person: Person, ours: Organization) -> None:
    by = actor_for(factories.member(ours, Role.COORDINATOR), ours)
    row = write(person)
    decide_occupation(occupation=row, by=by)
    assert (row.noc, row.decision, row.decided_as) == ("", Decision.NONE_FITS, DecidedAs.STAFF)
    assert row.decided_by == by.user


def test_other_words_ask_for_another_decision(person: Person) -> None:
    row = write(person)
    decide_occupation(occupation=row, noc="21300", said=SAID, by=system(person.organization))
    same = write(person, "engineer", row)
    assert same.noc == "21300"
    other = write(person, "welder", row)
    assert (other.noc, other.suggested_noc, other.decision, other.decided_at) == ("", "", Decision.OPEN, None)


@pytest.mark.parametrize("code", ["2130", "99999", "engineer"])
def test_what_is_no_unit_group_is_refused(person: Person, code: str) -> None:
    with pytest.raises(Refused, match="is no occupation of NOC 2021"):
        decide_occupation(occupation=write(person), noc=code, by=system(person.organization))


def test_somebody_else_decides_nothing(person: Person, ours: Organization) -> None:
    by = actor_for(factories.member(ours, Role.MENTOR), ours)
    with pytest.raises(NotAllowed):
        decide_occupation(occupation=write(person), noc="21300", by=by)


def test_the_database_refuses_a_code_that_nobody_chose(person: Person) -> None:
    row = write(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        OccupationHeld.objects.filter(pk=row.pk).update(noc="21300")
