"""The follow-up: letter, reminder, call list with three days, window, answers; only as the person allows."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.models import Mentorship
from parcours.engine.occupations.outcome import OutcomeLevel
from parcours.outcomes.actions.answering import answer, can_be_answered, refuse
from parcours.outcomes.actions.working import decide_job, hand_over, note_attempt
from parcours.outcomes.keeping_time import keep_time_across
from parcours.outcomes.levels import level_of
from parcours.outcomes.models import FollowUp
from parcours.outcomes.queries import to_call
from parcours.outcomes.waiting import ending
from parcours.people.consent.actions.acts import Heard, Said, withdraw
from parcours.programs.models import Program
from tests.engagements import made as pairs
from tests.outcomes import made
from tests.people.consent.made import partner_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def row() -> Mentorship:
    return made.over(made.running(made.cohort(), email="noor@example.org"))


def letters() -> int:
    """How many letters about a follow-up went to the mentee."""
    return sum(
        letter.to == ["noor@example.org"] and "3 min" in str(letter.body).lower() for letter in mail.outbox
    )


def work(row: Mentorship, follow_up: FollowUp, **fields: object) -> None:
    with scope(organization=row.organization):
        answer(
            follow_up=follow_up,
            by=pairs.by_link(row.participant.person),
            **{"employment": "employed_ft", "job_title": "Civil engineer", **fields},  # type: ignore[arg-type]
        )


def test_nobody_is_asked_who_does_not_allow_it(row: Mentorship) -> None:
    keep_time_across()
    assert made.follow(row).asked_at is None
    made.moved(made.follow(row), 46)
    keep_time_across()
    assert made.follow(row).status == "unable"


def test_who_took_it_back_counts_as_refused(row: Mentorship) -> None:
    follow_up = made.asked(row)
    with scope(organization=row.organization):
        who = row.participant.person
        withdraw(
            person=who, said=Said("follow_up", read=1), heard=Heard("paper"), by=system(row.organization)
        )
        with pytest.raises(NotAllowed):
            note_attempt(follow_up=follow_up, how="text", ended="no_answer", by=system(row.organization))
    made.moved(follow_up, 46)
    keep_time_across()
    assert made.follow(row).status == "refused"


def test_letter_then_reminder_then_the_call_list(row: Mentorship) -> None:
    follow_up = made.asked(row)
    seen = [(follow_up.reminded_at, follow_up.next_on)]
    made.moved(follow_up, 7)
    keep_time_across()
    keep_time_across()
    now = made.follow(row)
    with scope(organization=row.organization):
        listed = [len(to_call(TODAY() + dt.timedelta(days=days))) for days in (0, 7)]
    assert (seen, now.reminded_at is None, listed) == ([(None, None)], False, [0, 1])


def test_three_days_in_vain_and_never_twice_a_day(row: Mentorship) -> None:
    follow_up, by = made.asked(row), system(row.organization)
    noon = timezone.now()
    with scope(organization=row.organization):
        for day in range(3):
            with time_machine.travel(noon + dt.timedelta(days=day), tick=False):
                note_attempt(follow_up=follow_up, how="telephone", ended="no_answer", by=by)
                with pytest.raises(Refused if day < 2 else (Refused, Stale)):
                    note_attempt(follow_up=follow_up, how="text", ended="no_answer", by=by)
    assert (made.follow(row).status, made.follow(row).tried, made.follow(row).next_on) == ("unable", 3, None)  # type: ignore[attr-defined]


def test_the_next_attempt_is_on_another_day(row: Mentorship) -> None:
    follow_up, by = made.asked(row), system(row.organization)
    with scope(organization=row.organization):
        with pytest.raises(Refused):
            note_attempt(follow_up=follow_up, how="text", ended="call_back", next_on=TODAY(), by=by)
        note_attempt(follow_up=follow_up, how="text", ended="call_back", by=by)
    assert made.follow(row).next_on == TODAY() + dt.timedelta(days=1)


def test_a_no_to_whoever_calls_is_a_no(row: Mentorship) -> None:
    follow_up = made.asked(row)
    with scope(organization=row.organization):
        note_attempt(follow_up=follow_up, how="telephone", ended="refused", by=system(row.organization))
    assert made.follow(row).status == "refused"


def test_what_the_person_says_is_kept_and_counts(row: Mentorship) -> None:
    work(row, made.asked(row), hours="37.5", wage="from_40", words="At last.")
    now = made.follow(row)
    assert (now.status, now.counts, now.evidence, now.words, now.recorded_by) == (
        "reached",
        True,
        "said",
        "At last.",
        None,
    )


def test_a_late_answer_is_kept_and_not_counted(row: Mentorship) -> None:
    follow_up = made.moved(made.asked(row), 46, status="unable")
    with scope(organization=row.organization):
        by = system(row.organization)
        answer(follow_up=follow_up, by=by, employment="in_training", source="mentor", evidence="unknown")
    now = made.follow(row)
    assert (now.status, now.counts, now.source) == ("reached", False, "mentor")


def test_whoever_does_not_work_has_no_job(row: Mentorship) -> None:
    work(row, made.asked(row), employment="unemployed_seeking", hours="20", wage="from_20")
    now = made.follow(row)
    assert (now.job_title, now.hours, now.wage) == ("", None, "")


def test_not_to_say_whether_one_works_is_an_answer_in_part(row: Mentorship) -> None:
    work(row, made.asked(row), employment="", licence="exams")
    assert made.follow(row).status == "partial"


def test_a_full_week_is_not_part_time(row: Mentorship) -> None:
    with pytest.raises(ValidationError):
        work(row, made.asked(row), employment="employed_pt", hours="30")


def test_a_no_is_kept_and_nobody_else_says_it(row: Mentorship) -> None:
    follow_up = made.asked(row)
    with scope(organization=row.organization):
        with pytest.raises(NotAllowed):
            refuse(follow_up=follow_up, by=pairs.by_link(row.mentor.person))
        refuse(follow_up=follow_up, by=pairs.by_link(row.participant.person))
        with pytest.raises(Stale):
            work(row, follow_up)
    assert can_be_answered(made.follow(row), TODAY()) is False


def test_questions_that_are_not_open_take_no_answer(row: Mentorship) -> None:
    with pytest.raises(Refused):
        work(row, made.follow(row, "m3"))


def test_another_job_asks_for_another_code(row: Mentorship) -> None:
    follow_up = made.asked(row)
    work(row, follow_up)
    with scope(organization=row.organization):
        with pytest.raises(Refused):
            decide_job(follow_up=follow_up, noc="99999", by=system(row.organization))
        decide_job(follow_up=follow_up, noc="21300", by=system(row.organization))
    kept = made.follow(row).noc
    work(row, made.follow(row), job_title="Surveyor")
    assert (kept, made.follow(row).noc) == ("21300", "")


def test_a_partner_asks_only_with_consent(row: Mentorship) -> None:
    follow_up, here = made.asked(row), row.organization
    partner = partner_of(here)
    with scope(organization=here):
        by = system(here)
        with pytest.raises(Refused):
            hand_over(follow_up=follow_up, partner=partner, by=by)
        with pytest.raises(NotAllowed):
            note_attempt(follow_up=follow_up, how="text", ended="no_answer", by=by, partner=partner)
    made.allows(row.participant.person, "share_partner", partner)
    with scope(organization=here):
        points = hand_over(follow_up=follow_up, partner=partner, by=by)
        note_attempt(follow_up=follow_up, how="text", ended="no_answer", by=by, partner=partner)
        assert (points, made.follow(row).status) == (4, "attempted")
        hand_over(follow_up=follow_up, partner=None, by=by)
    assert made.follow(row).handed_to is None


def planned(**settings: object) -> list[tuple[str, int, int]]:
    """The follow-ups of somebody who leaves a cohort whose program has these settings: point and window."""
    running = made.running(made.cohort(), email="noor@example.org")
    with scope(organization=running.organization):
        Program.objects.update(**settings)
    row = made.over(pairs.found(running))
    with scope(organization=row.organization):
        rows = FollowUp.objects.order_by("due_on")
        return list(rows.values_list("point", "before_days", "after_days"))


def test_people_are_followed_at_the_points_of_their_program() -> None:
    assert planned(follow_up_points=["m1", "m24"]) == [("m1", 14, 45), ("m24", 14, 45)]


def test_a_follow_up_takes_the_window_of_its_program() -> None:
    wanted = {"follow_up_before_days": 5, "follow_up_after_days": 30}
    assert planned(follow_up_points=["exit"], **wanted) == [("exit", 5, 30)]


def test_where_nobody_is_followed_nothing_is_planned_however_often_it_is_looked_at() -> None:
    found = planned(follow_up_points=[])
    keep_time_across()
    with scopes_disabled():
        assert (found, AuditEntry.objects.filter(verb="follow_up.planned").count()) == ([], 0)


def test_a_program_says_how_often_somebody_is_tried(row: Mentorship) -> None:
    with scope(organization=row.organization):
        Program.objects.update(follow_up_attempts=1)
    follow_up = made.asked(row)
    with scope(organization=row.organization):
        note_attempt(follow_up=follow_up, how="text", ended="no_answer", by=system(row.organization))
    assert made.follow(row).status == "unable"


@pytest.mark.parametrize(
    ("related", "level"),
    [([], OutcomeLevel.OTHER_FIELD_AT_LEVEL), (["11100"], OutcomeLevel.IN_FIELD_AT_LEVEL)],
)
def test_a_job_in_an_occupation_that_the_program_counts_as_related_is_in_the_field(
    row: Mentorship, related: list[str], level: OutcomeLevel
) -> None:
    follow_up = made.asked(row)
    work(row, follow_up, job_title="Auditor")
    with scope(organization=row.organization):
        Program.objects.update(related=related)
        FollowUp.objects.filter(pk=follow_up.pk).update(noc="11100")
    kept, person = made.follow(row), row.participant.person_id
    assert level_of(kept, {person: ("21300", ())}) == level


@pytest.mark.parametrize(("ago", "soon"), [(22, 0), (23, 1), (30, 1), (31, 0)])
def test_what_ends_within_a_week_is_counted_by_its_own_window(row: Mentorship, ago: int, soon: int) -> None:
    made.moved(made.asked(row), ago, after_days=30)
    with scope(organization=row.organization):
        assert sum(one["n"] for one in ending()) == soon


@pytest.mark.parametrize(
    ("language", "called"), [("en", "City mentoring, 2026"), ("fr-ca", "Mentorat de la ville, 2026")]
)
def test_what_ends_is_named_with_its_program(row: Mentorship, language: str, called: str) -> None:
    made.moved(made.asked(row), 23, after_days=30)
    with scope(organization=row.organization), override(language):
        assert [one["who"] for one in ending()] == [called]
