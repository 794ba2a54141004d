"""Writing to an employer that is asked for mentors: who is written to there, and the letter with its links."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.links.standing import standing
from parcours.accounts.mail import in_language
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.core.versions import change
from parcours.messaging.actions import post
from parcours.programs.letters import EMPLOYER_ASKED
from parcours.programs.models import Employer
from parcours.programs.policies import subject_of
from parcours.programs.queries import open_asks
from parcours.reference.noc import load_taxonomy

LINK_LIFE = dt.timedelta(days=120)


@transaction.atomic
def change_contact(*, employer: Employer, version: int, by: Actor, **fields: str) -> None:
    """Say who is written to: ``contact_name``, ``contact_email``, ``language``. Links to another address end with it.

    Raises NotAllowed, ValidationError, and Stale where somebody else was faster.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    changed = change(employer, version=version, **fields)
    if changed:
        record(by=by, verb="employer.changed", what=employer, fields=sorted(changed.after))


@transaction.atomic
def send_asks(*, employer: Employer, version: int, by: Actor) -> None:
    """Write to the contact what is asked and still open, with the link by which they answer.

    Raises NotAllowed, Refused where nothing is asked or nobody can be written to, and Stale where it was just sent.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    _send(employer, version, by)


@transaction.atomic
def send_link_again(*, employer: Employer, link: SignedLink, by: Actor) -> None:
    """Send the letter again in place of a link that is too old, as whoever holds it asks; to the address on file.

    Raises Refused where the link was withdrawn or still works, or where nothing is asked any more.
    """
    if link.revoked_at is not None or link.works or link.purpose != Purpose.NAME_MENTORS:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    _send(employer, employer.version, by)


def _send(employer: Employer, version: int, by: Actor) -> None:
    name, email, language = employer.contact
    asks = open_asks(employer)
    if not email:
        raise Refused(_("Nobody can be written to: note the address of a contact first."))
    if not asks:
        raise Refused(_("Nothing is asked of this employer any more."))
    change(employer, version=version, asked_at=timezone.now())
    address, _staff_page = (
        standing(purpose=purpose, subject=subject_of(employer), name=name, email=email, by=by, life=LINK_LIFE)
        for purpose in (Purpose.NAME_MENTORS, Purpose.OFFER_ONESELF)
    )
    with in_language(language):
        called, asked = str(employer), "\n\n".join(said(ask.number, ask.noc, ask.by_day) for ask in asks)
    post(
        EMPLOYER_ASKED.key,
        to=email,
        language=language,
        organization=employer.organization,
        address=address,
        dedup=f"{employer.pk}:{employer.version}",
        name=name or called,
        employer=called,
        asked=asked,
    )
    record(by=by, verb="employer.asked", what=employer, asks=len(asks))


def said(number: int, noc: str, by_day: dt.date) -> str:
    """Return one ask in words, in the language that is active."""
    title = load_taxonomy().title(noc, (get_language() or "en")[:2])
    return _("%(number)s × %(occupation)s, by %(day)s") % {
        "number": number,
        "occupation": title,
        "day": date_format(by_day, "DATE_FORMAT"),
    }
