"""Asking somebody what they allow, by a link to their own page."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.links.actions import issue
from parcours.accounts.mail import in_language
from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.catalogue import Entry
from parcours.core.refusals import NotAllowed, Refused
from parcours.messaging.actions import post
from parcours.people.consent.actions.acts import check_partner
from parcours.people.consent.letters import ASKED, LINK_LIFE
from parcours.people.consent.models import ConsentRequest
from parcours.people.consent.models.act import matter_of
from parcours.people.consent.queries import consented, in_words, requests_of, today
from parcours.people.models import Person
from parcours.people.policies import is_oneself, subject_of

type Matter = tuple[str, Organization | None]
"""A purpose, with the partner where it names one."""


@transaction.atomic
def ask(*, person: Person, matters: Sequence[Matter], by: Actor) -> list[ConsentRequest]:
    """Ask the person about ``matters``, and send them a link; what they allow already is left out.

    Raises NotAllowed, and Refused where there is nothing to ask or no address on file.
    """
    asked = ask_without_letter(person=person, matters=matters, by=by)
    send(ASKED, person, [(row.purpose, row.partner) for row in asked], by)
    return asked


@transaction.atomic
def ask_without_letter(*, person: Person, matters: Sequence[Matter], by: Actor) -> list[ConsentRequest]:
    """Ask the person about ``matters`` on their own page only: the caller sends a letter that leads there.

    Raises NotAllowed, and Refused where there is nothing to ask.
    """
    check(by, Permission.MANAGE_PEOPLE)
    day = today(by.here)
    for purpose, partner in matters:
        check_partner(purpose, partner, day)
    new = [one for one in matters if not consented(person, *one)]
    if not new:
        raise Refused(_("Choose at least one purpose that the person does not allow yet."))
    asked = [
        ConsentRequest.objects.update_or_create(
            person=person,
            matter=matter_of(purpose, partner),
            defaults={
                "organization": by.here,
                "purpose": purpose,
                "partner": partner,
                "asked_by": by.user,
            },
        )[0]
        for purpose, partner in new
    ]
    for row in asked:
        record(by=by, verb="consent.asked", what=row, about=person.user, consent=row.purpose)
    return asked


@transaction.atomic
def send_link(*, person: Person, by: Actor) -> None:
    """Send the person the link to what they allow, without a new question. Raises NotAllowed, Refused."""
    if not is_oneself(by, person):
        check(by, Permission.MANAGE_PEOPLE)
    send(ASKED, person, [(row.purpose, row.partner) for row in requests_of(person)], by)


@transaction.atomic
def send_link_again(*, person: Person, link: SignedLink, by: Actor) -> None:
    """Send a new link in place of one that is too old, as whoever holds it asks; to the address on file only.

    Raises NotAllowed for anybody but the person, and Refused where the link was withdrawn or still works.
    """
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person whose link this was can ask for another one."))
    if link.revoked_at is not None or link.works:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    send_link(person=person, by=by)


def send(
    entry: Entry, person: Person, matters: Sequence[Matter], by: Actor, ends: Sequence[dt.date | None] = ()
) -> None:
    """Send ``entry`` about ``matters`` with a new link; without matters it names consent in general. Raises Refused.

    ``ends`` are the last days of the matters, where they are what it is about, the first one first.
    """
    if not person.email:
        raise Refused(_("There is no email address on file. Add it first."))
    link, address = issue(
        purpose=Purpose.CONSENT,
        subject=subject_of(person),
        name=person.name_used,
        email=person.email,
        by=by,
        life=LINK_LIFE,
    )
    with in_language(person.language):
        what = [in_words(*one) for one in matters] or [_("what you allow")]
        days = [f"{words}, {date_format(day)}" for words, day in zip(what, ends, strict=False) if day]
    post(
        entry.key,
        to=person.email,
        language=person.language,
        organization=person.organization,
        about=person.user,
        address=address,
        dedup=link.token_hash,
        name=person.name_used,
        what="; ".join(days) or ", ".join(what),
        day=ends[0] if ends else timezone.localdate(link.expires_at),
    )
