"""Finding who may be on file twice: at each save, before somebody is added, and for records from before."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.people.actions.occupations import write_occupation
from parcours.people.actions.people import add_person
from parcours.people.actions.profile import add_part, change
from parcours.people.actions.sensitive import keep_facts
from parcours.people.duplicates.finding import likely_same
from parcours.people.duplicates.models import Block, Mark, Pair, PairState
from parcours.people.duplicates.tasks import catch_up
from parcours.people.kinds import Kind
from parcours.people.models import LanguageSkill, Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def add(ours: Organization, given_name: str, family_name: str, **fields: Any) -> Person:
    return add_person(
        kind=Kind.PARTICIPANT, by=system(ours), given_name=given_name, family_name=family_name, **fields
    )


def found() -> list[tuple[int, list[str]]]:
    return [(pair.score, pair.reasons) for pair in Pair.objects.order_by("pk")]


def test_a_pair_is_found_when_the_second_record_is_saved(ours: Organization) -> None:
    add(ours, "Muhammad", "Chaudhry", phone="416 555 0101")
    assert found() == []
    add(ours, "Mohammed", "Choudhury", phone="+1 (416) 555-0101")
    assert found() == [(80, ["name_spelt", "phone"])]


def test_a_pair_goes_when_the_record_is_corrected_and_comes_back(ours: Organization) -> None:
    add(ours, "Ana", "Roy")
    other = add(ours, "Ana", "Roy")
    change(row=other, by=system(ours), given_name="Berta")
    assert found() == []
    change(row=other, by=system(ours), given_name="Ana", city="Laval")
    assert found() == [(50, ["name_same"])]


def test_a_date_of_birth_speaks_for_and_against(ours: Organization) -> None:
    one, other = add(ours, "Ana", "Roy"), add(ours, "Ana", "Roy")
    keep_facts(person=one, by=system(ours), facts={"birth_date": "1990-01-02"})
    keep_facts(person=other, by=system(ours), facts={"birth_date": "1990-01-02"})
    assert found() == [(85, ["name_same", "birth"])]
    keep_facts(person=other, by=system(ours), facts={"birth_date": "1970-03-04"})
    assert found() == []


def test_a_profession_is_looked_at_when_it_is_written(ours: Organization) -> None:
    for name in ("García López", "García"):
        person = add(ours, "María", name, city="Laval")
        write_occupation(person=person, kind="present", title="Infirmière", by=system(ours))
    assert found() == [(51, ["name_partly", "city", "profession"])]


def test_nobody_is_compared_again_for_what_is_not_compared(ours: Organization) -> None:
    add(ours, "Ana", "Roy")
    other = add(ours, "Ana", "Roy")
    Pair.objects.all().delete()  # which shows whether anybody looks
    add_part(part=LanguageSkill(organization=ours, person=other, language="es"), by=system(ours))
    assert found() == []
    change(row=other, by=system(ours), city="Laval")
    assert found() == [(50, ["name_same"])]


def test_a_name_that_somebody_goes_by_is_theirs_too(ours: Organization) -> None:
    add(ours, "William", "Reed", preferred_name="Bill")
    add(ours, "Bill", "Reed")
    assert found() == [(50, ["name_same"])]


def test_what_was_decided_stays_whatever_is_edited(ours: Organization) -> None:
    add(ours, "Ana", "Roy")
    other = add(ours, "Ana", "Roy")
    Pair.objects.update(state=PairState.APART)
    change(row=other, by=system(ours), city="Laval")
    change(row=other, by=system(ours), given_name="Berta")
    change(row=other, by=system(ours), given_name="Ana")
    assert Pair.objects.get().state == PairState.APART


def test_nothing_readable_is_kept_of_what_is_compared(ours: Organization) -> None:
    one = add(ours, "Ana", "Roy", phone="416 555 0101", email="ana.roy@example.org")
    keep_facts(person=one, by=system(ours), facts={"birth_date": "1990-01-02"})
    mark = Mark.objects.get()
    kept = [mark.phone, mark.birth, mark.mail, *Block.objects.values_list("key", flat=True)]
    assert {len(one) for one in kept} == {32}
    assert set("".join(kept)) <= set("0123456789abcdef")


def test_before_adding_somebody_one_hears_who_it_may_be(ours: Organization) -> None:
    known = add(ours, "Ana", "Roy", phone="416 555 0101")
    keep_facts(person=known, by=system(ours), facts={"birth_date": "1990-01-02"})
    add(ours, "Berta", "Roy")
    likely = likely_same(given_name="Roy", family_name="Ana", phone="4165550101", birth_date="1990-01-02")
    assert [(one.person, one.likeness.score) for one in likely] == [(known, 100)]
    assert likely_same(given_name="Zoë", family_name="Adams") == []


def test_people_of_another_organization_are_not_found(ours: Organization) -> None:
    theirs = factories.organization("theirs")
    with scope(organization=theirs):
        add_person(kind=Kind.MENTOR, by=system(theirs), given_name="Ana", family_name="Roy")
    add(ours, "Ana", "Roy")
    assert (found(), len(likely_same(given_name="Ana", family_name="Roy"))) == ([], 1)


def test_records_from_before_are_looked_at_in_the_background(ours: Organization) -> None:
    for _each in range(2):
        factories.person(ours, given_name="Ana", family_name="Roy")
    assert found() == []
    assert catch_up.call() == 2
    assert (found(), catch_up.call()) == ([(50, ["name_same"])], 2)


def test_keys_are_made_anew_with_another_key_of_the_ring(ours: Organization, settings: LazySettings) -> None:
    add(ours, "Ana", "Roy")
    Person.objects.update(created_at="2020-01-01T00:00:00Z")
    before = set(Block.objects.values_list("key", flat=True))
    settings.DATA_KEYS = {"newer": bytes(32), **settings.DATA_KEYS}
    assert (catch_up.call(), catch_up.call()) == (1, 0)
    assert before & set(Block.objects.values_list("key", flat=True)) == set()


def test_a_save_asks_as_much_of_a_large_organization_as_of_a_small_one(ours: Organization) -> None:
    def asked(number: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            add(ours, "Ana", f"Roy {number}")
        return len(queries)

    for number in range(3):
        add(ours, "Ana", f"Roy {number}")
    few = asked(10)
    for number in range(100, 140):
        add(ours, "Ana", f"Roy {number}")
    assert asked(11) == few
