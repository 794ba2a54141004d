"""What changed for whom from one run to the next, and why."""

from itertools import pairwise

import pytest
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.applications.actions.mentors import release_mentor
from parcours.applications.queries import places_of
from parcours.matching.actions.ruling import allow, rule_out
from parcours.matching.actions.running import run
from parcours.matching.adapter import Settings
from parcours.matching.comparing import Why, differences
from parcours.matching.models import Exclusion, Run
from parcours.matching.queries import exclusions_of, proposed_by
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db

ACCOUNTANT = "11100"


@pytest.fixture
def cohort() -> Cohort:
    return applications.cohort(factories.organization(), seats=9)


def matched(cohort: Cohort) -> Run:
    with scope(organization=cohort.organization):
        return run(cohort=cohort, settings=Settings(), by=system(cohort.organization))


def pairs(of: Run) -> list[tuple[str, str]]:
    with scope(organization=of.organization):
        return [(one.participant.person.given_name, one.mentor.person.given_name) for one in proposed_by(of)]


def test_two_runs_differ_for_a_reason(cohort: Cohort) -> None:
    one = made.mentee(cohort, given_name="Amara")
    first = made.mentor(cohort, given_name="Luc")
    earlier = matched(cohort)
    other = made.mentor(cohort, given_name="Ana", code=ACCOUNTANT)
    made.pair(cohort, one, other)
    made.mentee(cohort, given_name="Zoe")
    later = matched(cohort)
    with scope(organization=cohort.organization):
        found = {
            row.participant.person.given_name: (row.before, row.now, row.why)
            for row in differences(earlier, later)
        }
    assert found == {"Amara": (first, other, Why.CHOSEN), "Zoe": (None, first, Why.NEW)}


def test_who_took_a_place_and_for_whom_it_was_needed_is_told(cohort: Cohort) -> None:
    amara, luc = made.mentee(cohort, given_name="Amara"), made.mentor(cohort, given_name="Luc")
    first, by = matched(cohort), system(cohort.organization)
    zoe, ana = made.mentee(cohort, given_name="Zoe"), made.mentor(cohort, given_name="Ana")
    late = made.mentee(cohort, given_name="Late")
    with scope(organization=cohort.organization):
        rule_out(cohort=cohort, participant=zoe, mentor=ana, reason="known", by=by)
        rule_out(cohort=cohort, participant=late, mentor=luc, reason="known", by=by)
        rule_out(cohort=cohort, participant=late, mentor=ana, reason="known", by=by)
    second = matched(cohort)
    act(zoe.person, said="given")
    act(zoe.person, said="withdrawn")
    with scope(organization=cohort.organization):
        allow(exclusion=Exclusion.objects.get(participant=late, mentor=luc), by=by)
    third = matched(cohort)
    with scope(organization=cohort.organization):
        found = {row.participant.person.given_name: row for row in differences(first, second)}
        moved = found["Amara"]
        assert (moved.before, moved.now, moved.why, moved.other, moved.needed_for, moved.needed_as) == (
            luc,
            ana,
            Why.OTHERS,
            zoe,
            zoe,
            Why.NEW,
        )
        assert {name: row.why for name, row in found.items() if row != moved} == {
            "Zoe": Why.NEW,
            "Late": Why.NEW,
        }
        again = {row.participant.person.given_name: row for row in differences(second, third)}
    assert (again["Late"].now, again["Late"].why, again["Late"].other) == (luc, Why.FREED, zoe)
    assert amara.pk not in {row.participant.pk for row in again.values()}


def test_two_who_were_ruled_out_and_a_mentor_who_left_are_why_a_run_differs(cohort: Cohort) -> None:
    one, other = made.mentee(cohort), made.mentor(cohort)
    first, by = matched(cohort), system(cohort.organization)
    with scope(organization=cohort.organization):
        rule_out(cohort=cohort, participant=one, mentor=other, reason="known", by=by)
        found = [row.why for row in differences(first, matched(cohort))]
        allow(exclusion=exclusions_of(cohort)[0], by=by)
        release_mentor(place=places_of(cohort).get(), by=by)
        found += [row.why for row in differences(first, matched(cohort))]
    assert found == [Why.RULED_OUT, Why.MENTOR_GONE]


def test_who_takes_back_their_consent_leaves_the_run_and_the_list_of_changes_says_so(cohort: Cohort) -> None:
    made.mentee(cohort, given_name="Amara")
    mentor = made.mentor(cohort, places=2)
    first = matched(cohort)
    leaving = made.mentee(cohort, given_name="Zoe")
    second = matched(cohort)
    act(leaving.person, said="given")
    act(leaving.person, said="withdrawn")
    third = matched(cohort)
    act(mentor.person, said="refused")
    fourth = matched(cohort)
    with scope(organization=cohort.organization):
        runs = [first, second, third, fourth]
        found = [[(row.now, row.why) for row in differences(*two)] for two in pairwise(runs)]
    assert found == [[(mentor, Why.NEW)], [(None, Why.WITHDREW)], [(None, Why.MENTOR_WITHDREW)]]
    assert (pairs(third), pairs(fourth), fourth.mentors) == (pairs(first), [], 0)
