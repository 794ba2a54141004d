"""Letters to the people of a mentorship that is over, each in their own language."""

import datetime as dt
from typing import Any

from parcours.accounts.actors import Actor
from parcours.accounts.links.standing import standing
from parcours.accounts.mail import in_language
from parcours.accounts.models.link import Purpose
from parcours.core.catalogue import Entry
from parcours.messaging.actions import post
from parcours.outcomes import letters
from parcours.outcomes.models import FollowUp
from parcours.people.models import Person
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort

LINK_LIFE = dt.timedelta(days=300)
"""How long one link opens the certificate and the questions: past those of six months. A new one can be had from it."""


def send_closing(person: Person, cohort: Cohort, side: str, by: Actor) -> None:
    """Thank one of the two, with a link to their certificate."""
    entry = letters.THANKS_MENTOR if side == "mentor" else letters.THANKS_MENTEE
    with_link(entry, person, cohort, by)


def send_follow_up(entry: Entry, row: FollowUp, by: Actor) -> None:
    """Send the questions of a follow-up."""
    with_link(entry, row.participant.person, row.cohort, by, day=row.ends_on)


def with_link(entry: Entry, person: Person, cohort: Cohort, by: Actor, **variables: Any) -> None:
    """Send ``entry`` with the person’s link; whoever has an account and no address finds it there."""
    if person.email:
        tell(entry, person, cohort, "", afterwards_address(person, by), **variables)


def afterwards_address(person: Person, by: Actor) -> str:
    """Return the address of what comes after a mentorship: each letter holds the same one, as they come over a year."""
    return standing(
        purpose=Purpose.AFTERWARDS,
        subject=subject_of(person),
        name=person.name_used,
        email=person.email,
        by=by,
        life=LINK_LIFE,
    )


def tell(
    entry: Entry, person: Person, cohort: Cohort, dedup: str, address: str = "", **variables: Any
) -> None:
    """Send ``entry`` to somebody who has an address; the program is named in their language."""
    if not person.email:
        return
    with in_language(person.language):
        program = cohort.program.name
    post(
        entry.key,
        to=person.email,
        language=person.language,
        organization=person.organization,
        about=person.user,
        address=address,
        dedup=dedup,
        of_program=cohort.program_id,
        name=person.name_used,
        what=program,
        **variables,
    )
