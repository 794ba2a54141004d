"""Who works with a program, what it is to reach, what pairs sign, and what employers are asked for."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization, Partnership
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.programs.actions.agreements import write_agreement
from parcours.programs.actions.asks import add_ask, take
from parcours.programs.actions.cohorts import add_cohort, change_cohort
from parcours.programs.actions.partners import add_partner, remove_partner, remove_target, set_target
from parcours.programs.actions.programs import add_program
from parcours.programs.models import Agreement, Ask, Program
from parcours.programs.queries import agreement_of, asks, partners_of, targets_of
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 9, 1)


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def program_of(ours: Organization) -> Program:
    return add_program(by=system(ours), name_en="Mentoring")


def partnership_of(ours: Organization) -> Partnership:
    fund = factories.organization("fund")
    return Partnership.objects.create(organization=ours, partner=fund, role="funder", starts_on=DAY)


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))


def test_a_partnership_covers_a_program_once(ours: Organization) -> None:
    program, partnership = program_of(ours), partnership_of(ours)
    named = add_partner(program=program, partnership=partnership, amount=Decimal(50000), by=system(ours))
    with pytest.raises(ValidationError):
        add_partner(program=program, partnership=partnership, by=system(ours))
    assert [row.amount for row in partners_of(program)] == [Decimal(50000)]
    remove_partner(partner=named, by=system(ours))
    assert partners_of(program) == []
    assert verbs() == ["program.added", "program.partner_added", "program.partner_removed"]


def test_a_target_takes_the_place_of_the_one_before(ours: Organization) -> None:
    program = program_of(ours)
    cohort = add_cohort(program=program, name="2026", seats=40, spans=(), by=system(ours))
    for number in (30, 40):
        target = set_target(program=program, indicator="pairs", number=number, by=system(ours))
    set_target(program=program, indicator="pairs", number=11, cohort=cohort, by=system(ours))
    assert [(row.cohort, row.number) for row in targets_of(program)] == [(None, 40), (cohort, 11)]
    remove_target(target=target, by=system(ours))
    assert [row.number for row in targets_of(program)] == [11]


def test_a_target_is_a_number_of_something(ours: Organization) -> None:
    with pytest.raises(ValidationError):
        set_target(program=program_of(ours), indicator="pairs", number=0, by=system(ours))


def test_an_agreement_is_never_changed_but_has_a_next_edition(ours: Organization) -> None:
    program = program_of(ours)
    first = write_agreement(program=program, text_en="We meet.", text_fr="", by=system(ours))
    again = write_agreement(program=program, text_en="We meet.", text_fr="", by=system(ours))
    write_agreement(program=program, text_en="We talk.", text_fr="", version=1, by=system(ours))
    latest = agreement_of(program)
    assert again == first
    assert latest is not None
    assert (latest.edition, latest.text_en) == (2, "We talk.")
    assert Agreement.objects.get(edition=1).text_en == "We meet."


def test_two_cannot_write_the_same_edition(ours: Organization) -> None:
    program = program_of(ours)
    write_agreement(program=program, text_en="We meet.", text_fr="", by=system(ours))
    with pytest.raises(Stale):
        write_agreement(program=program, text_en="We talk.", text_fr="", by=system(ours))


def test_an_ask_is_of_a_partner_or_of_an_employer(ours: Organization) -> None:
    partnership = partnership_of(ours)
    add_ask(employer="Dock Works", noc="21300", number=8, by_day=DAY, by=system(ours))
    add_ask(partnership=partnership, noc="21300", number=2, by_day=DAY, by=system(ours))
    assert [str(row.employer) for row in asks()] == ["Dock Works", "Fund"]
    with pytest.raises(ValidationError):
        add_ask(noc="21300", number=8, by_day=DAY, by=system(ours))
    with pytest.raises(ValidationError):
        add_ask(partnership=partnership, employer="Both", noc="21300", number=8, by_day=DAY, by=system(ours))


def test_an_ask_goes_by_the_table(ours: Organization) -> None:
    ask = add_ask(employer="Dock Works", noc="21300", number=8, by_day=DAY, by=system(ours))
    take(ask=ask, way="fill", by=system(ours))
    assert Ask.objects.get().status == "filled"
    with pytest.raises(Stale):
        take(ask=Ask(pk=ask.pk, organization=ours), way="close", by=system(ours))
    with pytest.raises(Refused):
        take(ask=ask, way="forget", by=system(ours))


def test_a_cohort_is_changed_as_somebody_saw_it(ours: Organization) -> None:
    cohort = add_cohort(program=program_of(ours), name="2026", seats=40, spans=(), by=system(ours))
    change_cohort(cohort=cohort, version=1, seats=35, by=system(ours))
    with pytest.raises(Stale):
        change_cohort(cohort=cohort, version=1, seats=30, by=system(ours))
    cohort.refresh_from_db()
    assert cohort.seats == 35


def test_nobody_without_the_permission_asks(ours: Organization) -> None:
    mentor = actor_for(factories.member(ours, Role.MENTOR), ours)
    with pytest.raises(NotAllowed):
        add_ask(employer="Dock Works", noc="21300", number=8, by_day=DAY, by=mentor)
