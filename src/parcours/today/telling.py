"""Letters about rows of the queue, each in the language of whom it goes to."""

import datetime as dt

from parcours.accounts.actors import Actor
from parcours.accounts.links.actions import issue
from parcours.accounts.mail import in_language
from parcours.accounts.models.link import Purpose
from parcours.engagements.actions.telling import course_address
from parcours.messaging.actions import post
from parcours.outcomes.actions.telling import afterwards_address
from parcours.people.models import Person
from parcours.people.policies import subject_of
from parcours.today import letters
from parcours.today.queue import PAIRS, Item
from parcours.today.words import what

LINK_LIFE = dt.timedelta(days=60)

_LEADS_TO = {
    "answer": Purpose.MATCH,
    "declined": Purpose.APPLY,
    "application": Purpose.APPLY,
    "referral": Purpose.APPLY,
    "place": Purpose.TAKE_PART,
    "profile": Purpose.FILL_PROFILE,
}


def send_words(item: Item, person: Person, words: str, dedup: str, by: Actor) -> None:
    """Send the coordinator’s words, with a link to the page on which the person does what is waited for."""
    with in_language(person.language):
        subject = what(item)
    post(
        letters.WORDS.key,
        to=person.email,
        language=person.language,
        organization=person.organization,
        about=person.user,
        address=_address(item, person, by),
        dedup=dedup,
        name=person.name_used,
        what=subject,
        words=words,
    )


def _address(item: Item, person: Person, by: Actor) -> str:
    if item.kind in PAIRS:
        return course_address(person, by)
    if item.kind == "follow_up":
        return afterwards_address(person, by)
    _link, address = issue(
        purpose=_LEADS_TO[item.kind],
        subject=subject_of(person),
        name=person.name_used,
        email=person.email,
        by=by,
        life=LINK_LIFE,
    )
    return address
