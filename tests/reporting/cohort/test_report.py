"""The report of a cohort: nobody twice, unknowns in the whole, each reader their own people, small counts withheld."""

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization, Partnership
from parcours.applications.models import Application
from parcours.engagements.models import Mentorship, Session
from parcours.people.models import Person
from parcours.programs.actions.cohorts import copy_cohort
from parcours.programs.actions.partners import set_target
from parcours.programs.models import Cohort, ProgramPartner
from parcours.programs.queries import cohorts
from parcours.reporting.cohort.readers import Reader, readable_across
from parcours.reporting.cohort.report import Report, Seen, draw_up
from tests import factories
from tests.applications import made as applications
from tests.engagements import made as pairs
from tests.outcomes import made
from tests.surveys import made as surveys

pytestmark = pytest.mark.django_db
HALF = Fraction(1, 2)


@pytest.fixture
def to() -> Cohort:
    return made.cohort(seats=9)


def report(to: Cohort, reader: Reader = Reader.LEAD, partner: Organization | None = None) -> Report:
    with scope(organization=to.organization):
        (row,) = cohorts().filter(pk=to.pk)
        return draw_up(row, timezone.localdate(), reader, partner)


def of(found: Report, key: str) -> Seen:
    return next(line.now for _section, line in found.lines() if line.figure.key == key)


def numbers(found: Report, *keys: str) -> list[int | None]:
    return [of(found, key).number for key in keys]


def met(row: Mentorship, minutes: int) -> None:
    """A session of the pair that counts."""
    day = timezone.localdate()
    with scope(organization=row.organization):
        Session.objects.create(
            organization=row.organization,
            mentorship=row,
            held_on=day,
            minutes=minutes,
            way="online",
            status="confirmed",
            logged_by="mentor",
            answer_by=day,
        )


def partner_of(to: Cohort, role: str, days: int | None = None, **fields: str) -> Organization:
    """A partner whose partnership covers the program, until so many days from now."""
    who = factories.organization(**fields)
    today = timezone.localdate()
    with scope(organization=to.organization):
        row = Partnership.objects.create(
            organization=to.organization,
            partner=who,
            role=role,
            starts_on=today - dt.timedelta(days=90),
            ends_on=None if days is None else today + dt.timedelta(days=days),
        )
        ProgramPartner.objects.create(organization=to.organization, program=to.program, partnership=row)
    return who


def test_somebody_matched_again_counts_once_with_all_their_hours(to: Cohort) -> None:
    first = made.running(to)
    met(first, 60)
    made.over(first, "poor_fit")
    again = pairs.pair(to, first.participant, pairs.mentor(to))
    second = pairs.agreed(pairs.sent(again), "mentor", "mentee")
    met(second, 90)
    found = report(to)
    assert numbers(found, "applied", "agreed", "met", "completed", "mentors-paired") == [1, 1, 1, 0, 2]
    assert (of(found, "hours").amount, of(found, "reason-poor-fit").whole) == (Fraction(5, 2), 0)


def test_each_step_holds_the_one_after_it(to: Cohort) -> None:
    applications.applied(to, applications.participant(to.organization, years_experience=1))
    applications.applied(to)
    pairs.mentee(to)
    pairs.sent(pairs.pair(to, pairs.mentee(to), pairs.mentor(to)))
    pairs.together(to)
    made.over(made.running(to), "found_work")
    keys = ("applied", "eligible", "accepted", "matched", "agreed", "met", "completed")
    assert numbers(report(to), *keys) == [6, 5, 4, 3, 2, 1, 1]


def test_whoever_left_and_did_not_answer_stays_in_the_whole(to: Cohort) -> None:
    follow_up = made.asked(made.over(made.running(to)))
    made.over(made.running(to))
    made.moved(
        follow_up, 0, status="reached", answered_on=timezone.localdate(), employment="unemployed_seeking"
    )
    found = report(to)
    assert numbers(found, "left", "known") == [2, 1]
    seen = of(found, "exit:none")
    assert (seen.number, seen.of_whole, seen.of_reached, seen.rate) == (1, HALF, Fraction(1), HALF)


def test_reviews_and_readiness_are_of_the_people_of_the_cohort(to: Cohort) -> None:
    one, other = pairs.mentee(to), pairs.mentee(to)
    final = surveys.questionnaire(to.organization, "final-participant")
    before = surveys.questionnaire(to.organization, "readiness-before")
    after = surveys.questionnaire(to.organization, "readiness-after")
    surveys.answer(surveys.asked(one.person, final), "yes", "yes", "no")
    surveys.asked(other.person, final)
    surveys.answer(surveys.asked(factories.person(to.organization), final), "yes", "yes", "no")
    surveys.answer(surveys.asked(one.person, before), "2", "3", "1", "5")
    surveys.answer(surveys.asked(one.person, after), "4", "3", "2", "5")
    found = report(to)
    positive, resume = of(found, "positive-mentees"), of(found, "readiness-resume")
    assert (positive.number, positive.reached, positive.whole) == (1, 1, 2)
    assert (resume.number, resume.means, of(found, "readiness-interview").number) == (
        1,
        (Fraction(2), Fraction(4)),
        0,
    )


def test_the_cohort_before_stands_beside_it_on_the_same_day_of_its_course(to: Cohort) -> None:
    made.over(made.running(to))
    with scope(organization=to.organization):
        by = system(to.organization)
        set_target(program=to.program, indicator="completed", number=5, by=by)
        (last,) = cohorts().filter(pk=to.pk)
        now = copy_cohort(cohort=last, name="2027", by=by)
        Mentorship.objects.update(agreed_on=timezone.localdate(), ended_on=timezone.localdate())
    found = report(now)
    completed = next(line for _section, line in found.lines() if line.figure.key == "completed")
    assert completed.now.number == 0
    assert (
        completed.then and completed.then.number,
        completed.in_the_end and completed.in_the_end.number,
    ) == (0, 1)
    assert [(one.indicator, one.number, one.line is completed) for one in found.targets] == [
        ("completed", 5, True)
    ]


def test_a_partner_reads_about_those_it_referred_who_allow_it(to: Cohort) -> None:
    partner = partner_of(to, "referrer")
    allowing, silent, other = pairs.mentee(to), pairs.mentee(to), pairs.mentee(to)
    with scope(organization=to.organization):
        Application.objects.exclude(participant=other).update(referred_by=partner)
    made.allows(allowing.person, "share_partner", partner)
    found = report(to, Reader.CLIENTS, partner)
    line = next(line for _section, line in found.lines() if line.figure.key == "accepted")
    assert (line.figure.people, found.silent) == (frozenset({allowing.pk}), 1)
    assert (silent.pk in line.figure.people, of(found, "reason-safety").number) == (False, None)


def test_a_partner_reads_about_those_it_looks_after_whoever_referred_them(to: Cohort) -> None:
    partner, council = partner_of(to, "delivery"), factories.organization("council")
    cared, referred, silent, other = (pairs.mentee(to) for _ in range(4))
    with scope(organization=to.organization):
        Application.objects.update(referred_by=council)
        Application.objects.filter(participant=referred).update(referred_by=partner)
        Application.objects.filter(participant__in=(cared, silent)).update(looked_after_by=partner)
    for one in (cared, referred, other):
        made.allows(one.person, "share_partner", partner)
    found = report(to, Reader.CLIENTS, partner)
    line = next(line for _section, line in found.lines() if line.figure.key == "accepted")
    assert (line.figure.people, found.silent) == (frozenset({cared.pk, referred.pk}), 1)


def test_an_employer_reads_about_its_own_mentors_who_allow_it(to: Cohort) -> None:
    partner = partner_of(to, "host_employer", name_en="Énergie Nord")
    mine, silent, other = pairs.mentor(to), pairs.mentor(to), pairs.mentor(to)
    with scope(organization=to.organization):
        Person.objects.filter(pk__in=[mine.person_id, silent.person_id]).update(employer="energie nord")
    made.allows(mine.person, "share_partner", partner)
    found = report(to, Reader.MENTORS, partner)
    line = next(line for _section, line in found.lines() if line.figure.key == "mentors-part")
    assert (line.figure.people, other.pk in line.figure.people) == (frozenset({mine.pk}), False)
    assert {line.figure.side for _section, line in found.lines()} == {"mentor"}


def test_a_funder_reads_no_small_count(to: Cohort) -> None:
    for _one in range(12):
        applications.applied(to)
    applications.applied(to, applications.participant(to.organization, years_experience=1))
    found = report(to, Reader.AGGREGATE)
    assert numbers(found, "applied", "eligible", "accepted") == [15, None, None]
    assert [line for _section, line in found.lines() if line.has_list] == []


@pytest.mark.parametrize(
    ("role", "days", "cohorts_read"),
    [("funder", 0, 1), ("observer", None, 1), ("funder", -1, 0), ("referrer", None, 0)],
)
def test_aggregates_are_read_as_long_as_the_partnership_runs(
    to: Cohort, role: str, days: int | None, cohorts_read: int
) -> None:
    found = readable_across(partner_of(to, role, days), (Reader.AGGREGATE,))
    assert [one.cohort.pk for one in found] == [to.pk] * cohorts_read
