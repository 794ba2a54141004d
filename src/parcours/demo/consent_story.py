"""What the people of the demo allow, said by the real actions: by link, on paper, with a partner, and taken back."""

import datetime as dt

from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.accounts.links.actions import holder
from parcours.accounts.links.queries import latest_link
from parcours.accounts.models import Organization
from parcours.accounts.models.link import Purpose
from parcours.people.consent.actions.acts import Heard, Said, give, refuse, withdraw
from parcours.people.consent.actions.asking import ask
from parcours.people.models import Person
from parcours.people.policies import subject_of
from parcours.people.queries import participants

_DAY = dt.timedelta(days=1)
_ENDS_IN = 20 * _DAY
_OPEN = 2
"""So many people were asked and have not answered."""


def say(by: Actor, partner: Organization) -> None:
    """Ask every participant; most answer, and what they say differs."""
    everybody = [row.person for row in participants().exclude(person__email="").order_by("pk")]
    for number, person in enumerate(everybody):
        matters = [("service", None), ("follow_up", None), ("testimonial", None), ("share_partner", partner)]
        ask(person=person, matters=matters, by=by)
        link = latest_link(Purpose.CONSENT, subject_of(person))
        if link is not None and number < len(everybody) - _OPEN:
            _answer(person, number, holder(link), partner)
    _hear(everybody, by)


def _answer(person: Person, number: int, by: Actor, partner: Organization) -> None:
    """Say yes to the service; every third keeps to themselves what others share, every fourth changes their mind."""
    language = person.language
    give(person=person, said=Said("service", 1, language), by=by)
    sharing = Said("share_partner", 1, language, partner)
    (refuse if number % 3 == 2 else give)(person=person, said=sharing, by=by)  # noqa: PLR2004 - every third
    if number % 2:
        give(person=person, said=Said("testimonial", 1, language), by=by)
    if number % 4 == 1:
        withdraw(person=person, said=Said("testimonial", 1, language), by=by)


def _hear(people: list[Person], by: Actor) -> None:
    """Note what was said otherwise than by link: a paper that ends soon, and a call."""
    today = timezone.localdate()
    paper = Heard(
        "paper", note="In the folder of the fall cohort.", on=today - 9 * _DAY, until=today + _ENDS_IN
    )
    for person in people[:2]:
        give(person=person, said=Said("follow_up", 1, person.language), by=by, heard=paper)
    call = Heard("telephone", note="She called us, and would rather not be asked afterwards.", on=today)
    refuse(person=people[2], said=Said("follow_up", 1, people[2].language), by=by, heard=call)
