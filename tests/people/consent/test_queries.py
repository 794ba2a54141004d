import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.people.consent.models import ConsentAct
from parcours.people.consent.queries import consented
from parcours.people.models import Person
from tests import factories
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return factories.person(factories.organization(time_zone="America/Vancouver"))


def ask(person: Person, purpose: str = "service", partner: Organization | None = None) -> bool:
    with scope(organization=person.organization):
        return consented(person, purpose, partner)


def test_who_was_never_asked_has_not_consented(person: Person) -> None:
    assert ask(person) is False


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        (["given"], True),
        (["refused"], False),
        (["given", "withdrawn"], False),
        (["given", "withdrawn", "given"], True),
        (["given", "renewed"], True),
    ],
)
def test_t68_what_was_said_last_decides_at_once(person: Person, acts: list[str], *, expected: bool) -> None:
    for said in acts:
        act(person, said=said)
    assert ask(person) is expected


def test_consent_for_one_partner_is_none_for_another(person: Person) -> None:
    one, other = factories.organization(), factories.organization()
    act(person, "share_partner", partner=one)
    assert [ask(person, "share_partner", partner) for partner in (one, other, None)] == [True, False, False]


def test_consent_holds_until_its_last_day_ends_where_the_organization_works(person: Person) -> None:
    act(person, until=dt.date(2026, 12, 3))
    with time_machine.travel("2026-12-04T06:59Z", tick=False):  # 23:59 in Vancouver
        before = ask(person)
    with time_machine.travel("2026-12-04T07:01Z", tick=False):
        assert [before, ask(person)] == [True, False]


def test_another_organization_that_asks_is_told_no(person: Person) -> None:
    act(person)
    with scope(organization=factories.organization()):
        assert consented(person, "service") is False


@pytest.mark.parametrize(
    "change", [{"act": "withdrawn"}, {"until": dt.date(2030, 1, 1)}, {"matter": "research"}]
)
def test_the_database_refuses_to_change_what_somebody_said(person: Person, change: dict[str, object]) -> None:
    row = act(person)
    with scope(organization=person.organization), pytest.raises(IntegrityError), transaction.atomic():
        ConsentAct.objects.filter(pk=row.pk).update(**change)


def test_the_database_refuses_to_change_what_somebody_read(person: Person) -> None:
    row = act(person)
    with scope(organization=person.organization), pytest.raises(IntegrityError), transaction.atomic():
        type(row.text).objects.filter(pk=row.text.pk).update(why_en="Something else.")


@pytest.mark.parametrize("purpose", ["share_partner", "service"])
def test_sharing_names_a_partner_and_nothing_else_does(person: Person, purpose: str) -> None:
    partner = factories.organization() if purpose == "service" else None
    with pytest.raises(IntegrityError), transaction.atomic():
        act(person, purpose, partner=partner)
