"""How mentors come through their employer: its contact names them, or they offer themselves (docs/adr/0136)."""

import datetime as dt
from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, system
from parcours.accounts.audit import record
from parcours.accounts.links.actions import withdraw
from parcours.accounts.mail import in_language
from parcours.accounts.models.link import Purpose
from parcours.applications.models import MentorOffer, MentorPlace
from parcours.applications.policies import check_employer
from parcours.applications.queries import offers_of
from parcours.core.catalogue import Entry
from parcours.core.plain import email_key
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.actions.occupations import write_occupation
from parcours.people.actions.people import add_person, give_standing
from parcours.people.actions.requests import ask_for_profile, withdraw_request
from parcours.people.actions.standings import take
from parcours.people.kinds import Kind, standings
from parcours.people.letters import NAMED, PROFILE_LINK
from parcours.people.models import Mentor, Person
from parcours.people.policies import is_oneself, subject_of
from parcours.people.privacy.actions.erasures import decide_erasure
from parcours.people.privacy.models import ErasureWhy
from parcours.people.privacy.policies import is_erasable
from parcours.people.queries import open_request
from parcours.programs.models import Ask

MOST = 200
"""So many people are named for one employer at most: a link is no way to write to everybody."""
SILENCE = dt.timedelta(days=60)
"""Who does not answer for so long, and came on file by being named, is not kept any longer."""


@transaction.atomic
def name_mentor(
    *, ask: Ask, by: Actor, given_name: str, family_name: str, email: str, language: str, title: str
) -> None:
    """Name somebody as a mentor, as the contact of an employer; they get a letter that says who did, and may say no.

    Who is on file under the address is found, and never shown. Raises NotAllowed, Refused for too many, and
    ValidationError for what a field does not take.
    """
    check_employer(by, ask.employer)
    if offers_of(ask.employer).filter(by_contact=True).count() >= MOST:
        raise Refused(_("No more people can be named here. Write to us, and we will go on together."))
    offer, is_new = _offer(ask, by, given_name, family_name, email, language, title)
    if offer.by_contact:
        return
    offer.by_contact, offer.name = True, f"{given_name} {family_name}".strip()
    offer.save(update_fields=["by_contact", "name"])
    record(by=by, verb="mentor.named", what=offer, about=offer.mentor.person.user)
    if is_new:
        contact = ask.employer.contact.name
        with in_language(offer.mentor.person.language):
            employer = str(ask.employer)
        _ask(offer, by, NAMED, giver=f"{contact} ({employer})" if contact else employer)


@transaction.atomic
def offer_oneself(
    *, ask: Ask, by: Actor, given_name: str, family_name: str, email: str, language: str, title: str
) -> None:
    """Offer oneself as a mentor, as staff of an employer: the link to the profile goes to the address given.

    Who is on file under it is found, and never shown: only the letter says so. Raises NotAllowed, and ValidationError
    for what a field does not take.
    """
    check_employer(by, ask.employer)
    offer, is_new = _offer(ask, by, given_name, family_name, email, language, title)
    if is_new:
        record(by=by, verb="mentor.offered", what=offer, about=offer.mentor.person.user)
    _ask(offer, by, PROFILE_LINK)


@transaction.atomic
def remove_name(*, person: Person, by: Actor) -> bool:
    """Take one’s name out again, as the person, and return whether they are erased: who came on file with it alone is.

    Raises NotAllowed for anybody else, and Refused where no employer has named them or a hold keeps the record.
    """
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person who was named can do this."))
    offers = list(MentorOffer.objects.filter(mentor__person=person).select_related("mentor"))
    if not offers:
        raise Refused(_("No employer has named you. There is nothing to remove."))
    return _take_out(person, offers, ErasureWhy.ASKED, by)


@transaction.atomic
def let_lapse(*, offer: MentorOffer, by: Actor) -> bool:
    """Take the name of somebody out who has not answered for long; return False where their record must stay."""
    person = offer.mentor.person
    if not is_erasable(person):
        return False
    offers = list(MentorOffer.objects.filter(mentor=offer.mentor).select_related("mentor"))
    _take_out(person, offers, ErasureWhy.RETENTION, by)
    return True


def _take_out(person: Person, offers: list[MentorOffer], why: ErasureWhy, by: Actor) -> bool:
    """Delete the offers, and erase whoever came on file with them alone; return whether that is so."""
    mentor, came_with_it = offers[0].mentor, any(offer.brought_in for offer in offers)
    for offer in offers:
        record(by=by, verb="mentor.name_removed", what=offer, about=person.user)
        offer.delete()
    asked = open_request(person)
    if asked is not None and asked.asked_at >= min(offer.since for offer in offers):
        withdraw_request(person=person, by=system(by.here))
    if not _is_only_named(mentor):
        return False
    if came_with_it and set(standings(person)) == {Kind.MENTOR} and person.user_id is None:
        withdraw(purpose=Purpose.FILL_PROFILE, subject=subject_of(person), by=by)
        decide_erasure(person=person, why=why, by=system(by.here))
        return True
    take(row=mentor, way="decline", by=system(by.here))
    return False


def _is_only_named(mentor: Mentor) -> bool:
    """Return whether nothing has come of it yet: nobody has screened the mentor or asked them for a cohort."""
    return mentor.status == "applied" and not MentorPlace.objects.filter(mentor=mentor).exists()


def _offer(
    ask: Ask, by: Actor, given_name: str, family_name: str, email: str, language: str, title: str
) -> tuple[MentorOffer, bool]:
    """Return the offer of whoever has the address at this employer, and whether it is new."""
    site = system(by.here)
    person = _with_address(email)
    added = None
    if person is None:
        with suppress(Refused):  # the same address at the same moment: it is found below
            added = add_person(
                kind=Kind.MENTOR,
                by=site,
                given_name=given_name,
                family_name=family_name,
                email=email,
                language=language,
                employer=str(ask.employer)[:150],
            )
    if added is not None and title:
        write_occupation(person=added, kind="present", title=title, title_language=language, by=site)
    person = person or added or Person.objects.get(email_key=email_key(email))
    if not Mentor.objects.filter(person=person).exists():
        give_standing(person=person, kind=Kind.MENTOR, by=site)
    mentor = Mentor.objects.select_related("person__user", "person__organization").get(person=person)
    found = offers_of(ask.employer).filter(mentor=mentor).first()
    if found is not None:
        return found, False
    made = MentorOffer.objects.create(
        organization=by.here, ask=ask, mentor=mentor, brought_in=added is not None
    )
    return made, True


def _with_address(email: str) -> Person | None:
    return Person.objects.filter(email_key=email_key(email)).first()


def _ask(offer: MentorOffer, by: Actor, letter: Entry, **variables: str) -> None:
    """Ask for the profile; nobody whom staff have removed is written to."""
    if offer.mentor.status == "removed":
        return
    offer.request = ask_for_profile(
        person=offer.mentor.person, by=system(by.here), letter=letter, **variables
    )
    offer.save(update_fields=["request"])
