"""Cohorts, pairs and what came of them, for tests, made by the real actions."""

from typing import Any

from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import Organization
from parcours.applications.actions.deciding import accept as give_seat
from parcours.applications.models import MentorPlace
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import live_of, mentorship
from parcours.people.models import Mentor, OccupationHeld, Participant, Person
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort
from tests.applications import made

CIVIL = "21300"


def occupation(person: Person, kind: str, code: str = CIVIL, title: str = "Civil engineer") -> None:
    """An occupation whose code somebody confirmed."""
    with scope(organization=person.organization):
        OccupationHeld.objects.create(
            organization=person.organization,
            person=person,
            kind=kind,
            title=title,
            noc=code,
            classification="NOC 2021 V1.0",
            decision="chosen",
            decided_as="staff",
        )


def mentee(to: Cohort, code: str = CIVIL, **fields: Any) -> Participant:
    """Somebody with a seat in the cohort."""
    who = made.participant(to.organization, **fields)
    occupation(who.person, "target", code)
    application = made.applied(to, who)
    with scope(organization=to.organization):
        give_seat(application=application, by=system(to.organization))
    return who


def mentor(to: Cohort, places: int = 1, code: str = CIVIL, **fields: Any) -> Mentor:
    """A mentor who takes part in the cohort."""
    who = made.mentor(to.organization, capacity=max(places, 2), **fields)
    occupation(who.person, "present", code)
    made.taken(to, who, places)
    return who


def pair(to: Cohort, one: Participant, other: Mentor, by: Actor | None = None, **fields: Any) -> Mentorship:
    """A pair that is chosen, as somebody does who sees how things stand."""
    with scope(organization=to.organization):
        seen = [row.pk for row in live_of(to, one, other)]
        made_ = choose(
            cohort=to,
            participant=one,
            mentor=other,
            by=by or system(to.organization),
            **{"chosen_as": "fixed", "seen": seen, **fields},
        )
        return found(made_)


def found(row: Mentorship) -> Mentorship:
    """The row as it stands now."""
    with scope(organization=row.organization):
        now = mentorship(row.pk)
    assert now is not None
    return now


def sent(row: Mentorship) -> Mentorship:
    """A chosen pair, sent to its mentor."""
    with scope(organization=row.organization):
        publish(mentorships=[row], by=system(row.organization))
    return found(row)


def agreed(row: Mentorship, *sides: str) -> Mentorship:
    """A pair that was sent, to which each of ``sides`` says yes."""
    for side in sides:
        now = found(row)
        who = now.mentor.person if side == "mentor" else now.participant.person
        with scope(organization=row.organization):
            accept(mentorship=now, by=by_link(who))
    return found(row)


def by_link(who: Person) -> Actor:
    """Somebody who holds a link about themselves."""
    return Actor(who.organization, via=Via.LINK, subject=subject_of(who))


def places(here: Organization) -> int:
    """How many places of mentors there are."""
    with scope(organization=here):
        return sum(MentorPlace.objects.values_list("places", flat=True))
