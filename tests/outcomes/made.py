"""Mentorships that are over, and people who are followed, for tests, made by the real actions."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.engagements.actions.course import begin
from parcours.engagements.models import Mentorship
from parcours.outcomes.actions.certifying import certify
from parcours.outcomes.actions.closing import close
from parcours.outcomes.keeping_time import keep_time_across
from parcours.outcomes.models import Closing, FollowUp
from parcours.outcomes.queries import follow_ups
from parcours.people.consent.actions.acts import Heard, Said, give
from parcours.people.models import Person
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made


def running(to: Cohort, **fields: Any) -> Mentorship:
    """A mentorship that has begun. ``fields`` are of the mentee."""
    row = made.agreed(
        made.sent(made.pair(to, made.mentee(to, **fields), made.mentor(to))), "mentor", "mentee"
    )
    with scope(organization=to.organization):
        begin(mentorship=row, on=timezone.localdate(), by=system(to.organization))
    return made.found(row)


def over(row: Mentorship, reason: str = "term_ended", **fields: Any) -> Mentorship:
    """The same after its end."""
    here = row.organization
    with scope(organization=here):
        close(cohort=row.cohort, mentorships=[row], reason=reason, by=system(here), **fields)
    return made.found(row)


def certified(row: Mentorship) -> dict[str, Closing]:
    """The closings of both people, by side."""
    with scope(organization=row.organization):
        return {one.side: one for one in certify(mentorships=[row], by=system(row.organization))}


def allows(person: Person, purpose: str = "follow_up", partner: Organization | None = None) -> None:
    """The person says yes, on paper."""
    here = person.organization
    with scope(organization=here):
        give(
            person=person, said=Said(purpose, read=1, partner=partner), heard=Heard("paper"), by=system(here)
        )


def cohort(seats: int = 5) -> Cohort:
    """A cohort of an organization of its own."""
    return applications.cohort(factories.organization(), seats=seats)


def follow(row: Mentorship, point: str = "exit") -> FollowUp:
    """What the mentee is asked at a point."""
    with scope(organization=row.organization):
        return follow_ups().get(participant=row.participant_id, point=point)


def asked(row: Mentorship) -> FollowUp:
    """The follow-up at the exit of somebody who allows it, once the letter has left."""
    allows(row.participant.person)
    keep_time_across()
    return follow(row)


def moved(row: FollowUp, days: int, **fields: Any) -> FollowUp:
    """The same, as if it had been due so many days ago."""
    with scope(organization=row.organization):
        FollowUp.objects.filter(pk=row.pk).update(
            due_on=timezone.localdate() - dt.timedelta(days=days), **fields
        )
        return follow_ups().get(pk=row.pk)
