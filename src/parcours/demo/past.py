"""A cohort that is over, for a story: its pairs by the real actions, and dated back, as no action can do that.

What there is much of, sessions and answers to a review, is written at once.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from parcours.accounts.actors import Actor, Via
from parcours.accounts.models import Organization
from parcours.applications.actions.deciding import seat
from parcours.applications.actions.mentors import take_mentor
from parcours.applications.models import Application, MentorPlace
from parcours.demo.people import Origin
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose
from parcours.engagements.actions.course import begin
from parcours.engagements.models import Mentorship, Session
from parcours.engagements.queries import live_of, mentorships
from parcours.outcomes.actions.answering import answer
from parcours.outcomes.actions.closing import close
from parcours.outcomes.actions.working import decide_job, note_attempt
from parcours.outcomes.models import FollowUp
from parcours.outcomes.queries import follow_ups
from parcours.people.actions.occupations import decide_occupation, write_occupation
from parcours.people.actions.people import add_person
from parcours.people.actions.standings import take as take_standing
from parcours.people.consent.actions.acts import Heard, Said, give
from parcours.people.consent.queries import consented, today
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, OccupationHeld, Participant, Person
from parcours.people.policies import subject_of
from parcours.programs.actions.cohorts import take
from parcours.programs.models import Cohort
from parcours.programs.queries import spans_of
from parcours.surveys.actions.building import begin as begin_questionnaire
from parcours.surveys.actions.building import publish as publish_questionnaire
from parcours.surveys.built_in import BY_KEY
from parcours.surveys.models import Answer, SurveyRequest
from parcours.surveys.queries import questions_of

_EVERY = dt.timedelta(days=9)
_SESSIONS = 12
"""So many sessions of two hours are the 24 hours of a program."""
_WORK: dict[str, Any] = {"employment": "employed_ft", "wage": "from_40"}
_OTHER: dict[str, Any] = {"employment": "employed_pt", "wage": "from_20"}
_OTHER_JOB = ("Office clerk", "14100")
_IN_VAIN = (("telephone", "no_answer"), ("email", "no_answer"), ("telephone", "message_left"))
_AFTER = (15, 18, 24)
"""How somebody was tried who was not reached, and so many days after the follow-up was due."""
_PAPER = Heard("paper", note="Signed at the start of the program.")


def somebody(kind: Kind, name: str, occupation: tuple[str, str], by: Actor, **fields: Any) -> Person:
    """Take in somebody with an occupation, a code and a title, that is confirmed."""
    given, _blank, family = name.partition(" ")
    person = add_person(
        kind=kind,
        given_name=given,
        family_name=family,
        email=f"{slugify(name).replace('-', '.')}@post.example",
        by=by,
        **fields,
    )
    code, title = occupation
    as_what = "before" if kind is Kind.PARTICIPANT else "present"
    held = write_occupation(person=person, kind=as_what, title=title, by=by)
    decide_occupation(occupation=held, noc=code, by=by)
    return person


def pair(
    cohort: Cohort, mentee: Participant, mentor: Mentor, by: Actor, partner: Organization | None
) -> None:
    """Give the two their places in the cohort, and choose them for each other."""
    seat(cohort=cohort, participant=mentee, referred_by=partner, by=by)
    take_mentor(cohort=cohort, mentor=mentor, places=1, by=by)
    seen = [row.pk for row in live_of(cohort, mentee, mentor)]
    choose(cohort=cohort, participant=mentee, mentor=mentor, chosen_as="fixed", seen=seen, by=by)


def carry_through(cohort: Cohort, early: int, by: Actor) -> list[Mentorship]:
    """Take the chosen pairs to the end of the cohort and return them; the first ``early`` mentees found work before."""
    publish(mentorships=list(mentorships().filter(cohort=cohort)), by=by)
    for side in ("mentor", "participant"):
        for row in mentorships().filter(cohort=cohort):
            oneself = getattr(row, side).person
            accept(mentorship=row, by=Actor(by.here, via=Via.LINK, subject=subject_of(oneself)))
    for row in mentorships().filter(cohort=cohort):
        begin(mentorship=row, on=today(by.here), by=by)
    pairs = list(mentorships().filter(cohort=cohort))
    close(cohort=cohort, mentorships=pairs[:early], reason="found_work", by=by)
    close(cohort=cohort, mentorships=pairs[early:], reason="term_ended", by=by)
    for row in pairs:
        take_standing(row=row.participant, way="complete", by=by)
    take(cohort=cohort, way="complete", by=by)
    _date_back(cohort)
    return pairs


def _date_back(cohort: Cohort) -> None:
    phases = {span.key: span for span in spans_of(cohort)}
    start, end = phases["mentorship"].starts_on, phases["mentorship"].ends_on
    moment = dt.datetime.combine(phases["intake"].ends_on, dt.time(15), dt.UTC)
    Application.objects.filter(cohort=cohort).update(submitted_at=moment, begun_at=moment, since=moment)
    MentorPlace.objects.filter(cohort=cohort).update(since=moment)
    Mentorship.objects.filter(cohort=cohort).update(agreed_on=start, started_on=start, ended_on=end)


def date_first_meeting_back(pair_: Mentorship, day: dt.date) -> None:
    """Say that a pair met first on ``day``, and had agreed a week before."""
    agreed = day - dt.timedelta(days=7)
    Mentorship.objects.filter(pk=pair_.pk).update(agreed_on=agreed, started_on=day)


def log(pairs: Sequence[Mentorship], start: dt.date, seldom: int) -> None:
    """Log twelve sessions of two hours for each pair, none to come; the last ``seldom`` pairs met half as often."""
    until = timezone.localdate()
    Session.objects.bulk_create(
        Session(
            organization=row.organization,
            mentorship=row,
            held_on=start + number * _EVERY,
            minutes=120,
            way="in_person",
            status="confirmed",
            logged_by="mentor",
            answer_by=start + number * _EVERY + dt.timedelta(days=7),
        )
        for place, row in enumerate(pairs)
        for number in range(_SESSIONS if place < len(pairs) - seldom else _SESSIONS // 2)
        if start + number * _EVERY <= until
    )


def review(
    key: str, people: Sequence[Person], end: dt.date, answered: int, yes: Mapping[str, int], by: Actor
) -> None:
    """Ask everybody for a final review; the first ``answered`` did, and of them so many said ``yes`` to a measure."""
    questionnaire = begin_questionnaire(built_in=BY_KEY[key], by=by)
    publish_questionnaire(questionnaire=questionnaire, by=by)
    days = dict.fromkeys(("opens_on", "due_on", "closes_on"), end)
    moment = dt.datetime.combine(end, dt.time(15), dt.UTC)
    asked = SurveyRequest.objects.bulk_create(
        SurveyRequest(
            organization=by.here,
            person=person,
            questionnaire=questionnaire,
            state="answered" if place < answered else "closed",
            language="en",
            answered_at=moment if place < answered else None,
            **days,
        )
        for place, person in enumerate(people)
    )
    Answer.objects.bulk_create(
        Answer(
            organization=by.here,
            request=row,
            question=question,
            value="yes" if place < yes[question.measure] else "no",
        )
        for place, row in enumerate(asked[:answered])
        for question in questions_of(questionnaire)
        if question.measure in yes
    )


def follow(cohort: Cohort, found: Mapping[str, tuple[int, int, int]], by: Actor) -> None:
    """Note what people said when staff called, by point of the follow-up.

    So many had ``found`` work in their profession, had other work, and looked for work. The others were tried three
    times in vain, and stay in the whole.
    """
    for point, (fitting, other, seeking) in found.items():
        rows = list(follow_ups().filter(cohort=cohort, point=point))
        for place, row in enumerate(rows[: fitting + other + seeking]):
            if place >= fitting + other:
                answer(follow_up=row, employment="unemployed_seeking", by=by)
                continue
            before = OccupationHeld.objects.filter(person=row.participant.person, kind="before")[0]
            is_fit = place < fitting
            title, code, work = (before.title, before.noc, _WORK) if is_fit else (*_OTHER_JOB, _OTHER)
            answer(follow_up=row, job_title=title, by=by, **work)
            decide_job(follow_up=row, noc=code, by=by)
    end = next(span.ends_on for span in spans_of(cohort) if span.key == "mentorship")
    ago = today(by.here) - end
    FollowUp.objects.filter(cohort=cohort).update(due_on=F("due_on") - ago)
    FollowUp.objects.filter(cohort=cohort, answered_on__isnull=False).update(answered_on=F("due_on"))
    for row in follow_ups().filter(cohort=cohort, point__in=found, answered_on=None):
        _try_in_vain(row, by)


def _try_in_vain(row: FollowUp, by: Actor) -> None:
    """Note three attempts, each dated back to a day of its own: after the third somebody counts as not reached."""
    person = row.participant.person
    if not consented(person, "follow_up"):
        give(person=person, said=Said("follow_up", 1), heard=_PAPER, by=by)
    for (how, ended), days in zip(_IN_VAIN, _AFTER, strict=True):
        made = note_attempt(follow_up=row, how=how, ended=ended, by=by)
        made.made_on = row.due_on + dt.timedelta(days=days)
        made.save(update_fields=["made_on"])


def names(origins: Sequence[Origin]) -> Iterator[str]:
    """Give names made of those of ``origins``, each once and none that is on file, in an order that mixes them."""
    there = {str(one) for one in Person.objects.all()}
    for number in range(min(len(one.given) * len(one.family) for one in origins)):
        for one in origins:
            row, place = divmod(number, len(one.given))
            name = f"{one.given[place]} {one.family[(row + place) % len(one.family)]}"
            if name not in there:
                yield name
