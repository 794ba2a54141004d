"""Two mentorships of the city that are over: certificates, and what people say afterwards, by the real actions."""

import datetime as dt
from typing import Any

from parcours.accounts.actors import Actor, Via
from parcours.applications.queries import participants_of, places_of
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose
from parcours.engagements.actions.course import begin
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import live_of, mentorship
from parcours.outcomes.actions.answering import answer
from parcours.outcomes.actions.certifying import certify, name_manager, say_wish
from parcours.outcomes.actions.closing import close
from parcours.outcomes.keeping_time import keep_time_across
from parcours.outcomes.queries import follow_ups
from parcours.people.consent.actions.acts import Heard, Said, give
from parcours.people.consent.queries import consented, today
from parcours.people.models import Participant, Person
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort

_ANSWERS: tuple[dict[str, Any], ...] = (
    {"employment": "employed_ft", "job_title": "Civil engineer", "hours": "37.5", "wage": "from_40"},
    {"employment": "unemployed_seeking", "licence": "exams"},
)
_REASONS = ("term_ended", "found_work")


def tell(by: Actor) -> None:
    """Two pairs met, and are over: one mentee found work early. One has answered since, the other looks for work."""
    cohort = Cohort.objects.select_related("program").filter(status="recruiting").first()
    if cohort is None:
        return
    busy = Mentorship.objects.filter(cohort=cohort)
    places = [
        one for one in places_of(cohort).exclude(mentor__in=busy.values("mentor")) if one.mentor.person.email
    ]
    people = participants_of(cohort).exclude(pk__in=busy.values("participant")).exclude(person__email="")
    for participant, place, reason in zip(people, places, _REASONS, strict=False):
        _allowed(participant.person, by)
        row = _together(cohort, participant, place.mentor_id, by)
        close(cohort=cohort, mentorships=[row], reason=reason, by=by)
        for made in certify(mentorships=[row], by=by):
            own = _by_link(made.person)
            say_wish(closing=made, wish="yes", by=own)
            if made.side == "mentor":
                name_manager(closing=made, name="Lee Park", email="lee.park@city.example", by=own)
    keep_time_across()
    for row_, said in zip(follow_ups().filter(cohort=cohort, point="exit"), _ANSWERS, strict=False):
        answer(follow_up=row_, by=_by_link(row_.participant.person), **said)


def _by_link(person: Person) -> Actor:
    return Actor(person.organization, via=Via.LINK, subject=subject_of(person))


def _allowed(person: Person, by: Actor) -> None:
    if not consented(person, "follow_up"):
        heard = Heard("telephone", note="We called; you may ask me later.")
        give(person=person, said=Said("follow_up", read=1), heard=heard, by=by)


def _together(cohort: Cohort, participant: Participant, mentor: int, by: Actor) -> Mentorship:
    place = places_of(cohort).get(mentor=mentor)
    row = choose(
        cohort=cohort,
        participant=participant,
        mentor=place.mentor,
        chosen_as="fixed",
        seen=[one.pk for one in live_of(cohort, participant, place.mentor)],
        by=by,
    )
    publish(mentorships=[row], by=by)
    for side in ("mentor", "mentee"):
        person = row.mentor.person if side == "mentor" else row.participant.person
        now = mentorship(row.pk)
        assert now is not None  # noqa: S101 - just made
        accept(mentorship=now, by=_by_link(person))
    met = mentorship(row.pk)
    assert met is not None  # noqa: S101 - the same
    begin(mentorship=met, on=today(by.here) - dt.timedelta(days=1), by=by)
    return met
