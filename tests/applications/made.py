"""Programs, cohorts and applications for tests, made by the real actions."""

import datetime as dt
from typing import Any

from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.applications.actions.applying import begin, submit
from parcours.applications.actions.mentors import take_mentor
from parcours.applications.models import Application, MentorPlace
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant, Person
from parcours.programs.actions.cohorts import add_cohort, take
from parcours.programs.actions.programs import add_program, add_rule
from parcours.programs.models import Cohort
from parcours.programs.timetable import Span
from tests import factories

RULE: dict[str, Any] = {
    "field": "years_experience",
    "operator": "at_least",
    "values": [2],
    "reason_en": "The program is for people with two years of experience.",
    "next_step_en": "A co-op program takes people with less.",
}


def cohort(here: Organization, seats: int = 2, *rules: dict[str, Any], **fields: Any) -> Cohort:
    """A cohort that takes applications, for people with two years of experience unless ``rules`` say otherwise."""
    with scope(organization=here):
        by = system(here)
        program = add_program(by=by, name_en="City mentoring", name_fr="Mentorat de la ville")
        for rule in rules or (RULE,):
            add_rule(program=program, by=by, **rule)
        spans = [Span("intake", dt.date(2020, 1, 1), dt.date(2040, 12, 31))]
        row = add_cohort(program=program, name="2026", seats=seats, spans=spans, by=by, **fields)
        take(cohort=row, way="open_intake", by=by)
    return row


def participant(here: Organization, **fields: Any) -> Participant:
    """Somebody with five years of experience."""
    who = factories.person(here, **{"years_experience": 5, **fields})
    with scope(organization=here):
        return Participant.objects.select_related("person__user", "organization").get(person=who)


def applied(to: Cohort, who: Participant | None = None, **fields: Any) -> Application:
    """An application that is handed in, and found eligible."""
    here = to.organization
    who = who or participant(here)
    with scope(organization=here):
        made = begin(cohort=to, participant=who, by=system(here), **fields)
        submit(application=made, by=system(here))
    return made


def mentor(here: Organization, capacity: int = 2, **fields: Any) -> Mentor:
    """A mentor with room for some."""
    who: Person = factories.person(here, Kind.MENTOR, **fields)
    with scope(organization=here):
        Mentor.objects.filter(person=who).update(capacity=capacity)
        return Mentor.objects.select_related("person__user").get(person=who)


def taken(to: Cohort, who: Mentor | None = None, places: int = 1) -> MentorPlace:
    """A mentor who takes part."""
    here = to.organization
    with scope(organization=here):
        return take_mentor(cohort=to, mentor=who or mentor(here), places=places, by=system(here))
