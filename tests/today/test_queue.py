"""Rows come from the facts; what is stored is what coordinators decided about them."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.roles import Role
from parcours.applications.actions.deciding import begin_review
from parcours.applications.actions.mentors import invite_mentor
from parcours.applications.models import Application, MentorPlace
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements.actions.answering import decline
from parcours.engagements.actions.concerns import report
from parcours.engagements.actions.planning import write_goal, write_step
from parcours.engagements.models import Mentorship
from parcours.people.actions.requests import ask_for_profile
from parcours.people.models import ProfileRequest
from parcours.programs.models import Program
from parcours.today.actions import bring_back, note_done, put_off, write
from parcours.today.forgetting import forget_across
from parcours.today.models import Decision
from parcours.today.queue import Item, decisions, item, queue
from parcours.today.words import drafts, title, why
from tests import factories
from tests.applications import made as applications
from tests.engagements import made

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def row() -> Mentorship:
    """A pair that met first sixty days ago, and is silent since; there is no agreement to sign."""
    return made.since(made.together(), 62, met=60)


@pytest.fixture
def by(row: Mentorship) -> Iterator[Actor]:
    """A coordinator, within the organization."""
    who = factories.member(row.organization, Role.COORDINATOR, name="Mei Lin")
    with scope(organization=row.organization):
        yield Actor(organization=row.organization, user=who, roles=frozenset({Role.COORDINATOR}))


def kinds(by: Actor, day: dt.date | None = None) -> list[str]:
    return [one.kind for one in queue(day or timezone.localdate(), by).waiting]


def silence(row: Mentorship, by: Actor) -> Item:
    found = item("silence", row.pk, timezone.localdate(), by)
    assert found is not None
    return found


def test_what_is_put_off_is_back_by_itself(row: Mentorship, by: Actor) -> None:
    today = timezone.localdate()
    put_off(item=silence(row, by), until=today + 7 * DAY, seen=0, by=by)
    then = [("silence" in kinds(by, today + days * DAY)) for days in (0, 6, 7)]
    aside = [one.kind for one in queue(today, by).aside]
    assert (then, aside) == ([False, False, True], ["silence"])


def test_what_is_done_is_back_only_where_its_cause_occurs_anew(row: Mentorship, by: Actor) -> None:
    note_done(item=silence(row, by), note="They were called.", seen=0, by=by)
    (kept,) = decisions("silence", row.pk)
    stays = "silence" in kinds(by, timezone.localdate() + 90 * DAY)
    Mentorship.objects.filter(pk=row.pk).update(started_on=timezone.localdate() - 40 * DAY)
    assert (kept.note, stays, "silence" in kinds(by)) == ("They were called.", False, True)


def test_it_can_be_brought_back(row: Mentorship, by: Actor) -> None:
    note_done(item=silence(row, by), seen=0, by=by)
    bring_back(item=silence(row, by), seen=1, by=by)
    assert "silence" in kinds(by)


def test_of_two_coordinators_the_second_is_told_who_was_faster(row: Mentorship, by: Actor) -> None:
    seen_by_both = silence(row, by)
    note_done(item=seen_by_both, seen=0, by=by)
    letters, before = {person.pk: words for person, words in drafts(seen_by_both)}, len(mail.outbox)
    with pytest.raises(Refused, match="Mei Lin was faster: “Dealt with”"):
        write(item=seen_by_both, letters=letters, until=timezone.localdate() + DAY, seen=0, by=by)
    assert (len(decisions("silence", row.pk)), len(mail.outbox)) == (1, before)


def test_letters_go_out_as_they_were_edited_and_are_kept(row: Mentorship, by: Actor) -> None:
    found = silence(row, by)
    (noor, french), (ana, _english) = drafts(found)
    mail.outbox.clear()
    until = timezone.localdate() + 7 * DAY
    write(item=found, letters={noor.pk: french, ana.pk: " "}, until=until, seen=0, by=by)
    (letter,) = mail.outbox
    (kept,) = decisions("silence", row.pk)
    assert (letter.to, french.partition(".")[0] in letter.body, kept.words, kept.until) == (
        ["noor@example.org"],
        True,
        f"Noor Haddad:\n{french.strip()}",
        until,
    )


def test_a_letter_needs_words_an_address_and_a_day_to_come(row: Mentorship, by: Actor) -> None:
    found, today = silence(row, by), timezone.localdate()
    noor, _ana = found.people
    with pytest.raises(Refused, match="Write one letter at least"):
        write(item=found, letters={noor.pk: " "}, until=today + DAY, seen=0, by=by)
    with pytest.raises(Refused, match="a day after today"):
        write(item=found, letters={noor.pk: "Hello"}, until=today, seen=0, by=by)
    noor.email = ""
    with pytest.raises(Refused, match="no email address on file for Noor Haddad"):
        write(item=found, letters={noor.pk: "Hello"}, until=today + DAY, seen=0, by=by)
    assert decisions("silence", row.pk) == []


def test_a_concern_is_put_off_and_never_done_here(row: Mentorship, by: Actor) -> None:
    report(mentorship=row, kind="conduct", words="He shouts.", by=made.noor(row))
    found = queue(timezone.localdate(), by).waiting[0]
    with pytest.raises(Refused, match="once it is closed"):
        note_done(item=found, seen=0, by=by)
    assert (found.kind, drafts(found)) == ("concern", [])


def test_nobody_but_a_coordinator_decides(row: Mentorship, by: Actor) -> None:
    with pytest.raises(NotAllowed):
        note_done(item=silence(row, by), seen=0, by=made.ana(row))


def test_every_kind_comes_from_its_facts(row: Mentorship, by: Actor) -> None:
    cohort = row.cohort
    late = made.pair(cohort, made.mentee(cohort), made.mentor(cohort))
    made.sent(late)
    no = made.sent(made.pair(cohort, made.mentee(cohort), made.mentor(cohort)))
    asked = applications.mentor(row.organization)
    application = applications.applied(cohort)
    with scope(organization=row.organization):
        decline(mentorship=no, reason="no_time", by=made.ana(no))
        Mentorship.objects.filter(pk=late.pk).update(answer_by=timezone.localdate() - DAY)
        invite_mentor(cohort=cohort, mentor=asked, by=system(row.organization))
        MentorPlace.objects.filter(mentor=asked).update(since="2026-01-01T00:00Z")
        Application.objects.filter(pk=application.pk).update(since="2026-01-01T00:00Z")
        ask_for_profile(person=asked.person, by=by)
        ProfileRequest.objects.update(asked_at="2026-01-01T00:00Z")
        referred = applications.applied(cohort, referred_by=factories.organization("agency"))
        reviewed = applications.applied(cohort)
        begin_review(application=reviewed, by=by)
        Application.objects.filter(pk=referred.pk).update(since="2026-01-01T00:00Z")
        Application.objects.filter(pk=reviewed.pk).update(since=timezone.now() - 8 * DAY)
        goal = write_goal(mentorship=made.found(row), term="short", words="A licence", by=made.noor(row))
        write_step(goal=goal, words="The form", by_day=timezone.localdate() - 22 * DAY, by=made.noor(row))
    more = {"referral", "review", "overdue", "declined", "questionnaire"}
    assert set(kinds(by)) == more | {"answer", "silence", "application", "unsigned", "place", "profile"}
    today = timezone.localdate()
    waiting = queue(today, by).waiting
    assert [item(one.kind, one.about, today, by) for one in waiting] == waiting


def test_a_row_that_is_asked_for_alone_asks_for_its_kind_only(row: Mentorship, by: Actor) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert item("follow_up", row.pk, timezone.localdate(), by) is None
    assert len(queries) == 1


def test_with_a_person_goes_what_was_decided(row: Mentorship, by: Actor) -> None:
    note_done(item=silence(row, by), seen=0, by=by)
    assert (forget_across(row.mentor.person), Decision.objects.count()) == (1, 0)


def test_how_long_an_applicant_waits_is_the_programs_to_say(row: Mentorship, by: Actor) -> None:
    application = applications.applied(row.cohort)
    Application.objects.filter(pk=application.pk).update(since=timezone.now() - 11 * DAY)
    before = "application" in kinds(by)
    Program.objects.update(eligible_days=12)
    assert (before, "application" in kinds(by)) == (True, False)


def test_a_letter_is_drafted_to_both_about_a_step_and_to_nobody_about_a_review(
    row: Mentorship, by: Actor
) -> None:
    goal = write_goal(mentorship=made.found(row), term="short", words="A licence", by=made.noor(row))
    write_step(goal=goal, words="The form", by_day=timezone.localdate() - 22 * DAY, by=made.noor(row))
    application = applications.applied(row.cohort)
    begin_review(application=application, by=by)
    Application.objects.filter(pk=application.pk).update(since=timezone.now() - 8 * DAY)
    today = timezone.localdate()
    step, review = item("overdue", row.pk, today, by), item("review", application.pk, today, by)
    assert step is not None
    assert review is not None
    to = [[person.given_name for person, _words in drafts(one)] for one in (step, review)]
    assert to == [["Noor", "Ana"], []]


def test_of_a_match_that_was_declined_only_the_mentee_is_written_to(row: Mentorship, by: Actor) -> None:
    no = made.sent(
        made.pair(row.cohort, made.mentee(row.cohort, email="zoe@example.org"), made.mentor(row.cohort))
    )
    decline(mentorship=no, reason="no_time", by=made.ana(no))
    found = item("declined", no.pk, timezone.localdate(), by)
    assert found is not None
    ((zoe, words),) = drafts(found)
    mail.outbox.clear()
    write(item=found, letters={zoe.pk: words}, until=timezone.localdate() + DAY, seen=0, by=by)
    (letter,) = mail.outbox
    assert (found.reason, letter.to, "Roy" in letter.body) == ("no_time", ["zoe@example.org"], False)
    assert why(found).startswith(f"{no.mentor}, the mentor, said no")


def test_a_letter_is_drafted_to_whoever_waits_for_a_match(row: Mentorship, by: Actor) -> None:
    mentee = made.mentee(row.cohort)
    Application.objects.filter(participant=mentee).update(since=timezone.now() - 28 * DAY)
    (found,) = [one for one in queue(timezone.localdate(), by).waiting if one.people == (mentee.person,)]
    assert (found.kind, found.status) == ("application", "accepted")
    assert "have not proposed a mentor to you yet" in drafts(found)[0][1]


def test_a_questionnaire_that_is_missing_is_about_nobody_and_can_be_put_off(
    row: Mentorship, by: Actor
) -> None:
    today = timezone.localdate()
    found = item("questionnaire", row.cohort_id, today, by)
    assert found is not None
    put_off(item=found, until=today + 2 * DAY, seen=0, by=by)
    assert ([found.people, drafts(found)], title(found)) == (
        [(), []],
        "Mid review (participants, mentors)",
    )
    assert [("questionnaire" in kinds(by, today + days * DAY)) for days in (0, 2)] == [False, True]
