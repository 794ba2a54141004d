"""What calls for staff about a pair, and since when."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from django_scopes import scope

from parcours.applications.models import Application
from parcours.applications.waiting import waiting_applications
from parcours.engagements.actions.answering import decline
from parcours.engagements.actions.choosing import take_back
from parcours.engagements.actions.concerns import report
from parcours.engagements.actions.course import take
from parcours.engagements.actions.planning import drop, mark, write_goal, write_step
from parcours.engagements.actions.sessions import dispute, log
from parcours.engagements.actions.signing import sign
from parcours.engagements.models import Mentorship, PlanItem, Session
from parcours.engagements.waiting import alerts, match_by, unmatched
from parcours.programs.models import Cohort, Program
from tests.engagements import made
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def row() -> Mentorship:
    """A pair that has signed the agreement."""
    row = made.together()
    with scope(organization=row.organization):
        for by in (made.ana(row), made.noor(row)):
            sign(mentorship=row, edition=1, by=by)
    return row


def called(row: Mentorship) -> list[tuple[str, int]]:
    """What calls, with the days since."""
    today = timezone.localdate()
    with scope(organization=row.organization):
        return [(one.what, (today - one.since).days) for one in alerts(today)]


def met(row: Mentorship, *ago: int, minutes: int = 120) -> list[Session]:
    today = timezone.localdate()
    with scope(organization=row.organization):
        made_ = [
            log(mentorship=made.found(row), held_on=today - days * DAY, minutes=minutes, by=made.ana(row))
            for days in ago
        ]
        Session.objects.update(status="confirmed")
    return made_


@pytest.mark.parametrize(("days", "found"), [(10, []), (11, [("first_meeting", 11)])])
def test_no_first_meeting_ten_days_after_the_match(
    row: Mentorship, days: int, found: list[tuple[str, int]]
) -> None:
    made.since(row, days)
    assert called(row) == found


@pytest.mark.parametrize(("days", "found"), [(14, []), (15, [("silence", 15)])])
def test_silence_after_fourteen_days(row: Mentorship, days: int, found: list[tuple[str, int]]) -> None:
    made.since(row, 20, met=20)
    met(row, days)
    assert called(row) == found


def test_hours_behind_pace(row: Mentorship) -> None:
    made.since(row, 40, met=40)
    met(row, 30, 20, 1, minutes=60)
    assert called(row) == [("behind", 40)]


def test_well_on_pace_nothing_calls(row: Mentorship) -> None:
    made.since(row, 40, met=40)
    met(row, 30, 20, 10, 1, minutes=180)
    assert called(row) == []


def test_an_agreement_that_is_not_signed() -> None:
    row = made.since(made.together(), 11, met=1)
    assert called(row) == [("unsigned", 11)]


def test_a_session_that_nobody_confirmed(row: Mentorship) -> None:
    made.since(row, 9, met=9)
    met(row, 9)
    with scope(organization=row.organization):
        Session.objects.update(status="logged", answer_by=timezone.localdate() - DAY)
    assert called(row) == [("unconfirmed", 9)]


def step_due(row: Mentorship, days: int) -> PlanItem:
    """A step of the plan that was due so many days ago, while all else is well."""
    made.since(row, 40, met=40)
    met(row, 30, 20, 10, 1, minutes=180)
    with scope(organization=row.organization):
        goal = write_goal(mentorship=made.found(row), term="short", words="A licence", by=made.noor(row))
        by_day = timezone.localdate() - days * DAY
        return write_step(goal=goal, words="The form", by_day=by_day, by=made.noor(row))


@pytest.mark.parametrize(("days", "found"), [(20, []), (21, [("overdue", 21)])])
def test_a_step_of_the_plan_that_is_overdue_for_21_days(
    row: Mentorship, days: int, found: list[tuple[str, int]]
) -> None:
    step_due(row, days)
    assert called(row) == found


@pytest.mark.parametrize(("days", "found"), [(None, []), (20, []), (21, [("overdue", 21)])])
def test_a_goal_that_is_overdue_for_21_days(
    row: Mentorship, days: int | None, found: list[tuple[str, int]]
) -> None:
    step_due(row, 0)
    with scope(organization=row.organization):
        by_day = None if days is None else timezone.localdate() - days * DAY
        write_goal(mentorship=made.found(row), term="long", words="A job", by_day=by_day, by=made.noor(row))
    assert called(row) == found


@pytest.mark.parametrize("over", ["done", "dropped", "goal dropped"])
def test_a_step_that_is_over_is_not_overdue(row: Mentorship, over: str) -> None:
    step = step_due(row, 30)
    with scope(organization=row.organization):
        by = made.noor(row)
        if over == "done":
            mark(item=step, is_done=True, by=by)
        else:
            drop(item=step.goal if over == "goal dropped" and step.goal else step, by=by)
    assert called(row) == []


def test_a_program_says_how_long_a_step_may_be_overdue(row: Mentorship) -> None:
    step_due(row, 21)
    with scope(organization=row.organization):
        Program.objects.update(overdue_days=30)
    assert called(row) == []


def test_an_answer_that_is_late() -> None:
    cohort = made.together().cohort
    row = made.sent(made.pair(cohort, made.mentee(cohort), made.mentor(cohort)))
    with scope(organization=row.organization):
        Mentorship.objects.filter(pk=row.pk).update(answer_by=timezone.localdate() - DAY)
    assert ("answer", 1) in called(row)


def declined(cohort: Cohort) -> Mentorship:
    """A pair to which the mentor said no."""
    row = made.sent(made.pair(cohort, made.mentee(cohort), made.mentor(cohort)))
    with scope(organization=row.organization):
        decline(mentorship=row, reason="no_time", by=made.ana(row))
    return made.found(row)


def test_a_pair_that_was_declined_calls_until_somebody_else_is_chosen(row: Mentorship) -> None:
    no = declined(row.cohort)
    assert called(row) == [("declined", 0)]
    anew = made.pair(row.cohort, no.participant, made.mentor(row.cohort))
    assert called(row) == []
    with scope(organization=row.organization):
        take_back(mentorship=anew, by=made.staff(row))
    assert called(row) == [("declined", 0)]


def test_of_several_that_were_declined_the_last_one_calls(row: Mentorship) -> None:
    first = declined(row.cohort)
    again = made.sent(made.pair(row.cohort, first.participant, made.mentor(row.cohort)))
    with scope(organization=row.organization):
        decline(mentorship=again, reason="times", by=made.ana(again))
        assert [one.mentorship for one in alerts(timezone.localdate())] == [again]


@pytest.mark.parametrize("what", ["no seat", "over", "refuses", "completed"])
def test_who_needs_nobody_else_does_not_call(row: Mentorship, what: str) -> None:
    no = declined(row.cohort)
    with scope(organization=row.organization):
        if what == "no seat":
            Application.objects.filter(participant=no.participant).update(status="withdrawn")
        elif what == "over":
            Cohort.objects.update(status="completed")
        elif what == "completed":
            Mentorship.objects.filter(pk=row.pk).update(participant=no.participant, status="completed")
    if what == "refuses":
        act(no.participant.person, said="withdrawn")
    assert called(row) == []


def test_a_session_that_was_otherwise(row: Mentorship) -> None:
    with scope(organization=row.organization):
        session = log(mentorship=row, held_on=timezone.localdate(), by=made.ana(row))
        dispute(session=session, mentorship=made.found(row), words="No.", by=made.noor(row))
    assert called(row) == [("disputed", 0)]


def test_a_concern_comes_first_and_a_pause_leaves_in_peace(row: Mentorship) -> None:
    made.since(row, 40, met=40)
    assert called(row) == [("silence", 40)]
    with scope(organization=row.organization):
        report(mentorship=made.found(row), kind="other", words="Hm.", by=made.noor(row))
    assert called(row) == [("concern", 0), ("silence", 40)]
    with scope(organization=row.organization):
        take(mentorship=made.found(row), way="pause", by=made.staff(row))
    assert called(row) == [("concern", 0)]


def test_many_pairs_are_no_more_queries(
    row: Mentorship, django_assert_num_queries: Callable[[int], object]
) -> None:
    made.together(row.cohort, ana="a@example.org", noor="n@example.org")
    with scope(organization=row.organization), django_assert_num_queries(1):  # type: ignore[attr-defined]
        alerts(timezone.localdate())


def waits(row: Mentorship, days: int = 28) -> tuple[bool, bool]:
    """Whether staff are told that the mentee has no match, and whether the mentee is promised one."""
    with scope(organization=row.organization):
        Application.objects.update(since=timezone.now() - days * DAY)
        application = Application.objects.select_related("cohort__program").get(participant=row.participant)
        told = [one for _why, one in waiting_applications(unmatched())]
        return application in told, match_by(application) is not None


@pytest.mark.parametrize(
    ("status", "both"),
    [
        ("draft", (True, True)),
        ("proposed", (False, False)),
        ("mentee_accepted", (False, False)),
        ("paused", (False, False)),
        ("ended_early", (False, False)),
        ("declined", (False, True)),
        ("withdrawn", (True, True)),
    ],
)
def test_who_has_a_seat_waits_four_weeks_for_a_match(
    row: Mentorship, status: str, both: tuple[bool, bool]
) -> None:
    with scope(organization=row.organization):
        Mentorship.objects.update(status=status)
    assert waits(row) == both


def test_a_match_is_due_when_the_program_says_so_and_in_no_cohort_that_is_over(row: Mentorship) -> None:
    with scope(organization=row.organization):
        Mentorship.objects.update(status="withdrawn")
        before = waits(row, 27)
        Program.objects.update(accepted_days=27)
        due = waits(row, 27)
        Cohort.objects.update(status="completed")
    assert (before, due, waits(row, 27)) == ((False, True), (True, True), (False, False))
