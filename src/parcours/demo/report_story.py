"""The city’s cohort of last year, for this year’s report to stand beside: by the real actions, and dated back.

What there is much of, sessions and answers to a review, is written at once.
"""

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils.text import slugify

from parcours.accounts.actors import Actor, Via
from parcours.applications.actions.deciding import seat
from parcours.applications.actions.mentors import take_mentor
from parcours.applications.models import Application, MentorPlace
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose
from parcours.engagements.actions.course import begin
from parcours.engagements.models import Mentorship, Session
from parcours.engagements.queries import live_of, mentorships
from parcours.outcomes.actions.answering import answer
from parcours.outcomes.actions.closing import close
from parcours.outcomes.actions.working import decide_job
from parcours.outcomes.models import FollowUp
from parcours.outcomes.queries import follow_ups
from parcours.people.actions.occupations import decide_occupation, write_occupation
from parcours.people.actions.people import add_person
from parcours.people.actions.standings import take as take_standing
from parcours.people.consent.queries import today
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant
from parcours.people.policies import subject_of
from parcours.people.queries import mentors
from parcours.programs.actions.cohorts import take
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts, partners_of, spans_of
from parcours.surveys.actions.building import begin as begin_questionnaire
from parcours.surveys.actions.building import publish as publish_questionnaire
from parcours.surveys.built_in import BY_KEY
from parcours.surveys.models import Answer, SurveyRequest
from parcours.surveys.queries import questions_of

_PEOPLE = (
    "Abena Mensah",
    "Bruno Carvalho",
    "Chiara Greco",
    "Dina Farouk",
    "Emeka Obi",
    "Farah Siddiqui",
    "Goran Ilić",
    "Huda Saleh",
    "Ivan Petrov",
    "Jaya Menon",
    "Kofi Asante",
    "Leila Haddou",
    "Mateo Rojas",
)
_CIVIL = ("21300", "Civil engineer")
_CLERK = "14100"
_WORK: dict[str, Any] = {"employment": "employed_ft", "job_title": "Civil engineer", "wage": "from_40"}
_OTHER: dict[str, Any] = {"employment": "employed_pt", "job_title": "Site clerk", "wage": "from_20"}
_FOUND = 7
"""So many had found suitable work when their mentorship ended."""
_SEEKING: dict[str, Any] = {"employment": "unemployed_seeking"}
_ANSWERS: dict[str, tuple[dict[str, Any], ...]] = {
    "exit": (*[_WORK] * 5, *[_OTHER] * 3, *[_SEEKING] * 5),
    "m3": (*[_WORK] * 8, _OTHER, *[_SEEKING] * 3),
}
"""What the first ones said at each point; the others could not be reached, and stay in the whole."""


def tell(by: Actor) -> None:
    """A dozen pairs met for the hours of the program, and most have found work in their profession since."""
    cohort = cohorts().filter(status="running").order_by("pk").first()
    if cohort is None:
        return
    phases = {span.key: span for span in spans_of(cohort)}
    pairs = _pairs(cohort, by)
    take(cohort=cohort, way="complete", by=by)
    start, end = phases["mentorship"].starts_on, phases["mentorship"].ends_on
    _date_back(cohort, phases["intake"].ends_on, start, end)
    _log(pairs, start)
    _answer(cohort, by, today(by.here) - end)
    _review(pairs, end, by)


def _pairs(cohort: Cohort, by: Actor) -> list[Mentorship]:
    partner = next((row.partnership.partner for row in partners_of(cohort.program)), None)
    free = list(mentors().filter(capacity__gte=1, status="available").order_by("pk"))
    chosen = []
    for name, mentor in zip(_PEOPLE, free, strict=False):
        participant = _mentee(name, by)
        seat(cohort=cohort, participant=participant, referred_by=partner, by=by)
        take_mentor(cohort=cohort, mentor=mentor, places=1, by=by)
        chosen.append(_chosen(cohort, participant, mentor, by))
    publish(mentorships=list(mentorships().filter(pk__in=[row.pk for row in chosen])), by=by)
    for side in ("mentor", "participant"):
        for row in mentorships().filter(cohort=cohort):
            oneself = getattr(row, side).person
            accept(mentorship=row, by=Actor(by.here, via=Via.LINK, subject=subject_of(oneself)))
    for row in mentorships().filter(cohort=cohort):
        begin(mentorship=row, on=today(by.here), by=by)
    running = list(mentorships().filter(cohort=cohort))
    close(cohort=cohort, mentorships=running[:2], reason="found_work", by=by)
    close(cohort=cohort, mentorships=running[2:], reason="term_ended", by=by)
    for row in running:
        take_standing(row=row.participant, way="complete", by=by)
    return running


def _mentee(name: str, by: Actor) -> Participant:
    given, _blank, family = name.partition(" ")
    person = add_person(
        kind=Kind.PARTICIPANT,
        given_name=given,
        family_name=family,
        email=f"{slugify(name).replace('-', '.')}@post.example",
        whereabouts="in_canada",
        by=by,
    )
    code, title = _CIVIL
    held = write_occupation(person=person, kind="before", title=title, by=by)
    decide_occupation(occupation=held, noc=code, by=by)
    return person.participant


def _chosen(cohort: Cohort, participant: Participant, mentor: Mentor, by: Actor) -> Mentorship:
    seen = [row.pk for row in live_of(cohort, participant, mentor)]
    return choose(cohort=cohort, participant=participant, mentor=mentor, chosen_as="fixed", seen=seen, by=by)


def _date_back(cohort: Cohort, applied: dt.date, start: dt.date, end: dt.date) -> None:
    """Say when it all was, as no action can."""
    moment = dt.datetime.combine(applied, dt.time(15), dt.UTC)
    Application.objects.filter(cohort=cohort).update(submitted_at=moment, begun_at=moment, since=moment)
    MentorPlace.objects.filter(cohort=cohort).update(since=moment)
    Mentorship.objects.filter(cohort=cohort).update(agreed_on=start, started_on=start, ended_on=end)


def _log(pairs: list[Mentorship], start: dt.date) -> None:
    """Twelve sessions of two hours each; the last two pairs met half as often."""
    Session.objects.bulk_create(
        Session(
            organization=row.organization,
            mentorship=row,
            held_on=start + dt.timedelta(days=9 * number),
            minutes=120,
            way="in_person",
            status="confirmed",
            logged_by="mentor",
            answer_by=start + dt.timedelta(days=9 * number + 7),
        )
        for place, row in enumerate(pairs)
        for number in range(12 if place < len(pairs) - 2 else 6)
    )


def _answer(cohort: Cohort, by: Actor, ago: dt.timedelta) -> None:
    """Staff noted what people said when they called."""
    for point, answers in _ANSWERS.items():
        for row, said in zip(follow_ups().filter(cohort=cohort, point=point), answers, strict=False):
            answer(follow_up=row, by=by, **said)
            if "job_title" in said:
                decide_job(follow_up=row, noc=_CIVIL[0] if said is _WORK else _CLERK, by=by)
    FollowUp.objects.filter(cohort=cohort).update(due_on=F("due_on") - ago)
    FollowUp.objects.filter(cohort=cohort, answered_on__isnull=False).update(answered_on=F("due_on"))


def _review(pairs: list[Mentorship], end: dt.date, by: Actor) -> None:
    """Every mentee answered the final review; the last ones had not found suitable work by then."""
    review = begin_questionnaire(built_in=BY_KEY["final-participant"], by=by)
    publish_questionnaire(questionnaire=review, by=by)
    days = dict.fromkeys(("opens_on", "due_on", "closes_on"), end)
    asked = SurveyRequest.objects.bulk_create(
        SurveyRequest(
            organization=by.here,
            person=row.participant.person,
            questionnaire=review,
            state="answered",
            language="en",
            answered_at=dt.datetime.combine(end, dt.time(15), dt.UTC),
            **days,
        )
        for row in pairs
    )
    measured = [question for question in questions_of(review) if question.measure]
    Answer.objects.bulk_create(
        Answer(
            organization=by.here,
            request=row,
            question=question,
            value="no" if question.measure == "suitable_work" and place >= _FOUND else "yes",
        )
        for place, row in enumerate(asked)
        for question in measured
    )
