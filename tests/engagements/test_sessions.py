"""Sessions: one side logs, the other confirms; what nobody confirmed counts apart, and after its days."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django_scopes import scope

from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions.ending import end
from parcours.engagements.actions.sessions import confirm, dispute, log, settle, withdraw
from parcours.engagements.course_queries import pace_of, sessions_of
from parcours.engagements.keeping_time import keep_time_across
from parcours.engagements.models import Mentorship, Session
from tests.engagements import made

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def row() -> Mentorship:
    """A pair that agreed thirty days ago."""
    return made.since(made.together(), 30)


def today() -> dt.date:
    return timezone.localdate()


def logged(row: Mentorship, **more: Any) -> Session:
    """A session of an hour today, logged by the mentor unless ``more`` says otherwise."""
    with scope(organization=row.organization):
        return log(mentorship=made.found(row), **{"held_on": today(), "by": made.ana(row), **more})


def status(session: Session) -> str:
    with scope(organization=session.organization):
        return Session.objects.get(pk=session.pk).status


def hours(row: Mentorship, on: dt.date) -> tuple[int, int]:
    """What counts on a day: sessions, as they say it one by one, and minutes, as the database adds them up."""
    with scope(organization=row.organization):
        found = pace_of(made.found(row), on)
        assert found is not None
        return sum(one.counts_on(on) for one in sessions_of(row)), found.minutes


def test_the_first_that_is_held_begins_the_mentorship(row: Mentorship) -> None:
    logged(row, attendance="mentee_absent", held_on=today() - DAY)
    assert made.found(row).status == "mentee_accepted"
    logged(row)
    assert (made.found(row).status, made.found(row).started_on) == ("active", today())


def test_the_other_one_is_asked_in_their_language_and_confirms(row: Mentorship) -> None:
    session = logged(row, minutes=90, way="online")
    letter = mail.outbox[-1]
    assert (letter.to, "90 minutes, en ligne" in str(letter.body)) == (["noor@example.org"], True)
    with scope(organization=row.organization):
        confirm(session=session, mentorship=made.found(row), by=made.noor(row))
    assert (status(session), hours(row, today())) == ("confirmed", (1, 90))


def test_without_an_answer_it_counts_after_its_days(row: Mentorship) -> None:
    logged(row)
    last = today() + 7 * DAY
    assert [hours(row, on) for on in (today(), last, last + DAY)] == [(0, 0), (0, 0), (1, 60)]


def test_who_remembers_it_otherwise_says_how_and_it_does_not_count(row: Mentorship) -> None:
    session = logged(row)
    with scope(organization=row.organization):
        with pytest.raises(Refused):
            dispute(session=session, mentorship=row, words=" ", by=made.noor(row))
        dispute(session=session, mentorship=row, words="Half an hour.", by=made.noor(row))
    assert (status(session), hours(row, today() + 30 * DAY)) == ("disputed", (0, 0))
    assert mail.outbox[-1].to == ["ana@example.org"]


@pytest.mark.parametrize(("counts", "after"), [(True, "confirmed"), (False, "withdrawn")])
def test_staff_decide_where_the_two_do_not_agree(row: Mentorship, counts: bool, after: str) -> None:  # noqa: FBT001
    session = logged(row)
    with scope(organization=row.organization):
        dispute(session=session, mentorship=row, words="No.", by=made.noor(row))
        settle(session=session, counts=counts, by=made.staff(row))
    assert status(session) == after


def test_nobody_confirms_what_they_logged_and_nobody_withdraws_what_they_did_not(row: Mentorship) -> None:
    session = logged(row)
    with scope(organization=row.organization):
        with pytest.raises(NotAllowed):
            confirm(session=session, mentorship=row, by=made.ana(row))
        with pytest.raises(NotAllowed):
            withdraw(session=session, mentorship=row, by=made.noor(row))
        with pytest.raises(NotAllowed):
            settle(session=session, counts=True, by=made.ana(row))


def test_what_both_log_alike_is_confirmed(row: Mentorship) -> None:
    session = logged(row)
    assert logged(row, by=made.noor(row)) == session
    assert status(session) == "confirmed"


def test_what_both_log_otherwise_is_said(row: Mentorship) -> None:
    logged(row)
    with pytest.raises(Refused, match="60 minutes, in person"):
        logged(row, by=made.noor(row), minutes=30)


def test_who_sends_it_twice_logged_it_once(row: Mentorship) -> None:
    assert logged(row) == logged(row)


def test_what_was_withdrawn_can_be_logged_anew(row: Mentorship) -> None:
    session = logged(row)
    with scope(organization=row.organization):
        withdraw(session=session, mentorship=row, by=made.ana(row))
        with pytest.raises(Stale):
            confirm(session=session, mentorship=row, by=made.noor(row))
    assert logged(row, minutes=45).minutes == 45


@pytest.mark.parametrize(
    "more",
    [
        {"held_on": dt.date(2100, 1, 1)},
        {"held_on": dt.date(2020, 1, 1)},
        {"minutes": 0},
        {"minutes": 721},
        {"way": "by letter"},
        {"attendance": "perhaps"},
    ],
)
def test_what_cannot_be_is_refused(row: Mentorship, more: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        logged(row, **more)


def test_a_missed_session_has_no_minutes(row: Mentorship) -> None:
    assert logged(row, attendance="cancelled", minutes=60).minutes == 0


def test_nothing_is_logged_after_the_end(row: Mentorship) -> None:
    with scope(organization=row.organization):
        end(mentorship=row, reason="found_work", by=made.staff(row))
    with pytest.raises(Refused):
        logged(row)


def test_two_days_before_it_counts_the_other_one_is_reminded_once(row: Mentorship) -> None:
    session = logged(row)
    with scope(organization=row.organization):
        Session.objects.filter(pk=session.pk).update(answer_by=today() + 2 * DAY)
    before = len(mail.outbox)
    keep_time_across()
    assert [one.to for one in mail.outbox[before:]] == [["noor@example.org"]]
