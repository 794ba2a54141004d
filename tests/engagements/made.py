"""Cohorts, pairs and what came of them, for tests, made by the real actions."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.applications.actions.deciding import accept as give_seat
from parcours.applications.models import MentorPlace
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import live_of, mentorship
from parcours.people.models import Mentor, OccupationHeld, Participant, Person
from parcours.people.policies import subject_of
from parcours.programs.actions.agreements import write_agreement
from parcours.programs.models import Cohort
from tests import factories
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


def together(
    to: Cohort | None = None, *, ana: str = "ana@example.org", noor: str = "noor@example.org"
) -> Mentorship:
    """A pair to which both have agreed today: Ana, who mentors, and Noor, who reads French. There is an agreement."""
    row = to or made.cohort(factories.organization("north"), seats=5)
    with scope(organization=row.organization):
        write_agreement(
            program=row.program,
            version=0,
            text_en="We meet.",
            text_fr="Nous nous voyons.",
            by=system(row.organization),
        )
    one = mentee(row, given_name="Noor", family_name="Haddad", email=noor, language="fr")
    other = mentor(row, given_name="Ana", family_name="Roy", email=ana, language="en")
    return agreed(sent(pair(row, one, other)), "mentor", "mentee")


def ana(row: Mentorship) -> Actor:
    """The mentor of a pair, by link."""
    return by_link(row.mentor.person)


def noor(row: Mentorship) -> Actor:
    """The mentee of a pair, by link."""
    return by_link(row.participant.person)


def since(row: Mentorship, days: int, *, met: int | None = None) -> Mentorship:
    """The pair, as if both had agreed so many days ago, and had met first ``met`` days ago."""
    today = timezone.localdate()
    changed: dict[str, Any] = {"agreed_on": today - dt.timedelta(days=days)}
    if met is not None:
        changed |= {"status": "active", "started_on": today - dt.timedelta(days=met)}
    with scope(organization=row.organization):
        Mentorship.objects.filter(pk=row.pk).update(**changed)
    return found(row)


def staff(row: Mentorship) -> Actor:
    """A coordinator of the organization of the pair."""
    with scope(organization=row.organization):
        return actor_for(factories.member(row.organization, Role.COORDINATOR), row.organization)
