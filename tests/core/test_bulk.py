"""Many rows at once: what stands there afterwards is what bulk_create would have written."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from parcours.accounts.models import Organization
from parcours.core.bulk import alike, insert
from parcours.people.models import LanguageSkill, OccupationHeld, Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


def person(of: Organization, number: int) -> Person:
    """Somebody with something in every kind of column."""
    return Person(
        organization_id=of.pk,
        given_name=f"Zoé {number}",
        phone="" if number == 1 else f"613 555-010{number}",
        years_experience=None if number == 2 else Decimal(number) / 2,
        meeting=[] if number else ["online"],
        list_versions={"meeting": number},
    )


def written() -> list[dict[str, object]]:
    """Everybody, without what numbers and times say."""
    left_out = {"id", "changed_at", "created_at"}
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in Person.objects.order_by("given_name").values()
    ]


@pytest.mark.parametrize("rows", [1, 2, 4])
def test_the_rows_are_those_of_bulk_create(ours: Organization, rows: int) -> None:
    with scope(organization=ours):
        Person.objects.bulk_create([person(ours, number) for number in range(rows)])
        expected = written()
        Person.objects.all().delete()
        people = [person(ours, number) for number in range(rows)]
        insert(people)
        assert written() == expected
        by_key = Person.objects.in_bulk([one.pk for one in people])
        assert [by_key[one.pk].given_name for one in people] == [one.given_name for one in people]


def test_rows_that_are_all_the_same_are_as_many(ours: Organization) -> None:
    somebody = factories.person(ours)
    with scope(organization=ours):
        insert(
            [
                OccupationHeld(organization=ours, person=somebody, kind="target", title="Cook")
                for _number in range(3)
            ]
        )
        assert OccupationHeld.objects.filter(title="Cook").count() == 3


def test_more_rows_than_fit_into_a_statement_go_in_several(ours: Organization) -> None:
    with scope(organization=ours):
        people = [Person(organization_id=ours.pk, given_name=str(number)) for number in range(1_300)]
        insert(people)
        assert (Person.objects.count(), len({one.pk for one in people})) == (1_300, 1_300)


def test_no_row_is_nothing_to_do() -> None:
    insert([])


def test_a_row_that_is_there_is_refused(ours: Organization) -> None:
    somebody = factories.person(ours)
    twice = [LanguageSkill(organization=ours, person=somebody, language="fr") for _number in range(2)]
    with scope(organization=ours):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(twice)
        assert LanguageSkill.objects.count() == 0


def test_nothing_is_written_outside_a_scope(ours: Organization) -> None:
    with pytest.raises(ScopeError):
        insert([person(ours, 1)])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL guards the rows themselves")
def test_another_organization_s_row_is_refused(ours: Organization) -> None:
    theirs = factories.organization("theirs")
    with (
        scope(organization=ours),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        insert([person(theirs, 1)])


def test_rows_that_are_alike_are_rows_of_their_own(ours: Organization) -> None:
    with scope(organization=ours):
        first = person(ours, 1)
        second = alike(first)
        second.given_name = "Luc"
        insert([first, second])
        assert (first.given_name, second.given_name) == ("Zoé 1", "Luc")
        assert list(Person.objects.order_by("pk")) == [first, second]
