"""T10 as a state machine: whatever was said and done, a partner sees exactly whom they may, and the log who saw."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.core.cache import cache
from django_scopes import scope
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import sampled_from

from parcours.accounts.models import AuditContent, Organization, Partnership
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.people.consent.actions.acts import Said, give, refuse, renew, withdraw
from parcours.people.consent.queries import consented
from parcours.people.consent.sight import read_across, shared_person_across, shared_with_across
from parcours.people.models import Person
from tests import factories
from tests.people.consent.made import act, oneself, partner_of, staff

pytestmark = pytest.mark.django_db

ACTS = {"give": give, "renew": renew, "refuse": refuse, "withdraw": withdraw}
START = dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC)
PARTNERS = sampled_from([0, 1])


def seen_by(partner: Organization) -> list[Person]:
    """The people of others whom an organization sees."""
    return read_across(lambda: [row.person for row in shared_with_across(partner)])


class Served(RuleBasedStateMachine):
    """A person, the organization that keeps their record, and two partners who may see them, each if allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        home = factories.organization()
        self.person = factories.person(home)
        self.partners = [partner_of(home) for _partner in range(2)]
        self.staff = [staff(partner) for partner in self.partners]
        self.until: list[dt.date | None] = [None, None]
        self.partnered = [True, True]
        self.looks = [0, 0]

    def teardown(self) -> None:
        """Bring the clock back."""
        self.clock.stop()

    @property
    def today(self) -> dt.date:
        """The day, which is the same in every place at the hour that the clock stands at."""
        return dt.datetime.now(dt.UTC).date()

    def sees(self, number: int) -> bool:
        """What ought to be."""
        until = self.until[number]
        return self.partnered[number] and until is not None and until >= self.today

    @rule(number=PARTNERS, way=sampled_from(sorted(ACTS)))
    def say(self, number: int, way: str) -> None:
        said = Said("share_partner", read=1, partner=self.partners[number])
        with scope(organization=self.person.organization):
            try:
                row = ACTS[way](person=self.person, said=said, by=oneself(self.person))
            except (Refused, Stale):
                return
        self.until[number] = row.until

    @rule(number=PARTNERS)
    def end_or_take_up_the_partnership(self, number: int) -> None:
        ends = self.today - dt.timedelta(days=1) if self.partnered[number] else None
        with scope(organization=self.person.organization):
            Partnership.objects.filter(partner=self.partners[number]).update(ends_on=ends)
        self.partnered[number] = not self.partnered[number]

    @rule(days=sampled_from([1, 100, 365]))
    def let_time_pass(self, days: int) -> None:
        if self.today.year < 2030:
            self.traveller.shift(dt.timedelta(days=days))

    @rule(number=PARTNERS)
    def look(self, number: int) -> None:
        cache.clear()  # another minute: each look counts
        with scope(organization=self.partners[number]):
            seen = shared_person_across(self.person.pk, self.staff[number])
        assert (seen == self.person) is self.sees(number)
        self.looks[number] += self.sees(number)

    @invariant()
    def partners_see_who_allows_it_and_nobody_else(self) -> None:
        seen = [seen_by(partner) for partner in self.partners]
        assert seen == [[self.person] if self.sees(number) else [] for number in (0, 1)]

    @invariant()
    def the_log_says_who_saw_them_whatever_was_withdrawn_since(self) -> None:
        with scope(organization=self.person.organization):
            looks = AuditContent.objects.filter(entry__verb="person.viewed", what_id=str(self.person.pk))
            assert [looks.filter(actor=one.user).count() for one in self.staff] == self.looks


@pytest.mark.slow  # some hundred steps, each an action with its entry of the log
def test_t10_a_partner_loses_sight_at_once_and_the_log_says_who_saw_what() -> None:
    run_state_machine_as_test(Served, settings=settings(max_examples=12, stateful_step_count=14))


def test_t10_one_of_two_organizations_loses_sight_and_the_other_does_not() -> None:
    person = factories.person(factories.organization())
    partners = [partner_of(person.organization) for _partner in range(2)]
    for partner in partners:
        act(person, "share_partner", partner=partner)
    with scope(organization=person.organization):
        withdraw(person=person, said=Said("share_partner", partner=partners[0]), by=oneself(person))
    assert [seen_by(partner) for partner in partners] == [[], [person]]


def test_t10_a_withdrawal_from_a_partner_leaves_other_purposes_alone() -> None:
    person = factories.person(factories.organization())
    partner = partner_of(person.organization)
    act(person, "share_partner", partner=partner)
    act(person, "email_news")
    with scope(organization=person.organization):
        withdraw(person=person, said=Said("share_partner", partner=partner), by=oneself(person))
        asked = [consented(person, "share_partner", partner), consented(person, "email_news")]
    assert asked == [False, True]


def test_a_partner_is_no_stranger_and_no_mentor_of_theirs_looks() -> None:
    person = factories.person(factories.organization())
    partner = partner_of(person.organization)
    act(person, "share_partner", partner=partner)
    coordinator = staff(partner)
    stranger = staff(factories.organization())
    with scope(organization=stranger.organization):
        assert shared_person_across(person.pk, stranger) is None
    with scope(organization=partner), pytest.raises(NotAllowed):
        shared_person_across(person.pk, replace(coordinator, roles=frozenset()))


def test_ones_own_people_are_not_shared_with_oneself() -> None:
    person = factories.person(factories.organization())
    by = staff(person.organization)
    with scope(organization=person.organization):
        assert (shared_person_across(person.pk, by), shared_person_across(0, by)) == (None, None)
