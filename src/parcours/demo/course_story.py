"""The mentorship of the demo’s mentee and mentor, seven weeks in: by the real actions, some of them dated back."""

import datetime as dt

from django.utils import timezone

from parcours.accounts.actors import Actor, Via
from parcours.accounts.mail import in_language
from parcours.applications.queries import participants_of, places_of
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose
from parcours.engagements.actions.concerns import report
from parcours.engagements.actions.meetings import plan_meeting
from parcours.engagements.actions.noting import write_note
from parcours.engagements.actions.planning import mark, write_goal, write_step
from parcours.engagements.actions.sessions import confirm, log
from parcours.engagements.actions.signing import sign
from parcours.engagements.models import Mentorship, Session
from parcours.engagements.queries import live_of, mentorship, mentorships
from parcours.messaging.calendar.actions import Details
from parcours.messaging.calendar.times import When
from parcours.people.models import Person
from parcours.people.policies import subject_of
from parcours.programs.actions.resources import add_resource
from parcours.programs.models import Cohort
from parcours.programs.queries import agreement_of
from parcours.today.actions import put_off
from parcours.today.queue import queue
from parcours.web.public.personas import BY_KEY

_DAY = dt.timedelta(days=1)
_AGREED = 52
"""Days ago that the two agreed."""
_SESSIONS = (
    (49, 60, "in_person", "held", "How we work together; what an engineer here does all day."),
    (41, 90, "in_person", "held", "The CV, line by line."),
    (34, 0, "in_person", "cancelled", ""),
    (27, 60, "online", "held", "The licence: which experience counts."),
    (13, 75, "in_person", "held", "A site visit, and whom to talk to."),
    (2, 60, "online", "held", "Practice for an interview."),
)
"""Days ago, minutes, how they met, whether they did, and the mentor’s note. The last one waits to be confirmed."""
_RESOURCES = (
    ("Guide for mentors", "Guide des mentors", "https://rivermouth.example/guide"),
    ("Practise interviews", "S’exercer aux entrevues", "https://rivermouth.example/interviews"),
)


def tell(by: Actor) -> None:
    """Two people whom the demo knows are chosen by hand, agree, and meet."""
    cohort = Cohort.objects.select_related("program").filter(status="recruiting").first()
    if cohort is None:
        return
    mentee = participants_of(cohort).filter(person__email=BY_KEY["participant"].email).first()
    place = places_of(cohort).filter(mentor__person__email=BY_KEY["mentor"].email).first()
    if mentee is None or place is None or place.status != "agreed":
        return
    for title_en, title_fr, address in _RESOURCES:
        add_resource(program=cohort.program, title_en=title_en, title_fr=title_fr, address=address, by=by)
    chosen = choose(
        cohort=cohort,
        participant=mentee,
        mentor=place.mentor,
        chosen_as="fixed",
        seen=[row.pk for row in live_of(cohort, mentee, place.mentor)],
        why="They met at the information evening and asked for each other.",
        by=by,
    )
    publish(mentorships=list(mentorships().filter(pk=chosen.pk)), by=by)
    _meet(chosen.pk, _oneself(place.mentor.person, by), _oneself(mentee.person, by))


def let_wait(by: Actor) -> None:
    """Another pair agreed a good two weeks ago, and nothing was heard since; a profile is put off for a week."""
    for row in Mentorship.objects.filter(organization=by.here, status="mentee_accepted"):
        _date_back(row, 16)
    today = timezone.localdate()
    later = next(one for one in queue(today, by).waiting if one.kind == "profile")
    put_off(item=later, until=today + 7 * _DAY, seen=0, by=by)


def _meet(pk: int, mentor: Actor, mentee: Actor) -> None:
    for one in (mentor, mentee):
        accept(mentorship=_now(pk), by=one)
    _date_back(_now(pk), _AGREED)
    row = _now(pk)
    agreement = agreement_of(row.cohort.program)
    for one, person in ((mentor, row.mentor.person), (mentee, row.participant.person)):
        if agreement is not None:
            with in_language(person.language):
                sign(mentorship=row, edition=agreement.edition, by=one)
    _log(pk, mentor, mentee)
    _write(_now(pk), mentor, mentee)
    report(
        mentorship=row,
        kind="expectations",
        words="I hoped to meet people who hire, and we speak about the CV only. I do not want to seem ungrateful.",
        by=mentee,
    )


def _log(pk: int, mentor: Actor, mentee: Actor) -> None:
    today = timezone.localdate()
    for ago, minutes, way, attendance, note in _SESSIONS:
        session: Session = log(
            mentorship=_now(pk),
            held_on=today - ago * _DAY,
            minutes=minutes,
            way=way,
            attendance=attendance,
            note=note,
            by=mentor,
        )
        if ago != _SESSIONS[-1][0]:
            confirm(session=session, mentorship=_now(pk), by=mentee)


def _write(row: Mentorship, mentor: Actor, mentee: Actor) -> None:
    """Goals with steps, a note of each kind, and the next meeting."""
    today = timezone.localdate()
    first = write_goal(mentorship=row, term="short", words="A CV that engineers here understand", by=mentee)
    done = write_step(goal=first, words="Rewrite the two projects as results", by_day=None, by=mentor)
    mark(item=done, is_done=True, by=mentee)
    write_step(goal=first, words="Have two engineers read it", by_day=today + 10 * _DAY, by=mentee)
    write_step(goal=first, words="Ask the university for a transcript", by_day=today - 24 * _DAY, by=mentee)
    write_goal(
        mentorship=row,
        term="medium",
        words="Three interviews in my field",
        by_day=today + 30 * _DAY,
        by=mentee,
    )
    write_goal(mentorship=row, term="long", words="The licence to practise", by=mentee)
    write_note(
        mentorship=row, words="She is ahead of her CV. Introduce her to Priya.", is_private=True, by=mentor
    )
    write_note(
        mentorship=row, words="Bring the plans of the river bridge next time.", is_private=False, by=mentor
    )
    write_note(mentorship=row, words="Ask how he found his first job here.", is_private=True, by=mentee)
    when = When(today + 6 * _DAY, dt.time(17), row.organization.time_zone)
    plan_meeting(mentorship=row, details=Details(when, place="City Hall, room 204"), by=mentor)


def _date_back(row: Mentorship, days: int) -> None:
    """Say that the two agreed so many days ago, as no action can."""
    row.agreed_on = timezone.localdate() - days * _DAY
    row.save(update_fields=["agreed_on"])


def _now(pk: int) -> Mentorship:
    row = mentorship(pk)
    assert row is not None  # noqa: S101 - it was just made
    return row


def _oneself(person: Person, by: Actor) -> Actor:
    return Actor(by.here, via=Via.LINK, subject=subject_of(person))
