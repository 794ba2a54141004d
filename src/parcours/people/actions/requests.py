"""Asking somebody for their profile by a link, and the steps in which they fill it in (docs/adr/0056)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts import mail
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.links.actions import issue, withdraw
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.catalogue import Entry
from parcours.core.refusals import Refused
from parcours.people.letters import LINK_LIFE, PROFILE_LINK
from parcours.people.models import Person, ProfileRequest
from parcours.people.policies import check_change, is_oneself, subject_of
from parcours.people.queries import open_request


@transaction.atomic
def ask_for_profile(
    *, person: Person, by: Actor, letter: Entry = PROFILE_LINK, **variables: str
) -> ProfileRequest:
    """Send the person a link to their profile; one that was sent before no longer works.

    A request that is not finished stays, with the steps done so far. ``letter`` is another one that holds the link,
    with what it says beside the name. Raises NotAllowed, and Refused where there is no address on file.
    """
    check(by, Permission.MANAGE_PEOPLE)
    asked = open_request(person)
    if asked is None:
        asked = ProfileRequest.objects.create(organization=by.here, person=person, asked_by=by.user)
        record(by=by, verb="profile.asked", what=asked, about=person.user)
    _send(person, by, letter, **variables)
    return asked


@transaction.atomic
def send_link_again(*, person: Person, link: SignedLink, by: Actor) -> None:
    """Send a new link in place of one that is too old, as whoever holds it asks; to the address on file only.

    Raises NotAllowed for anybody but the person, and Refused where the link was withdrawn or still works, or where
    there is no address on file.
    """
    check_change(by, person)
    if link.revoked_at is not None or link.works:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    _send(person, by)


@transaction.atomic
def withdraw_request(*, person: Person, by: Actor) -> None:
    """Withdraw the request and the link. Raises NotAllowed, and Refused where there is none."""
    check(by, Permission.MANAGE_PEOPLE)
    asked = open_request(person)
    if asked is None:
        raise Refused(_("No profile is asked for at the moment."))
    asked.withdrawn_at = timezone.now()
    asked.save(update_fields=["withdrawn_at"])
    withdraw(purpose=Purpose.FILL_PROFILE, subject=subject_of(person), by=by)
    record(by=by, verb="profile.request_withdrawn", what=asked, about=person.user)


@transaction.atomic
def note_step(*, person: Person, step: str, by: Actor) -> None:
    """Note that a step of the request was saved; without an open request there is nothing to note."""
    check_change(by, person)
    asked = open_request(person)
    if asked is None or not is_oneself(by, person):
        return
    asked.done = [*(one for one in asked.done if one != step), step]
    asked.touched_at = timezone.now()
    asked.save(update_fields=["done", "touched_at"])
    record(by=by, verb="profile.step_saved", what=asked, about=person.user, step=step)


@transaction.atomic
def finish_request(*, person: Person, by: Actor) -> None:
    """Say that the profile is whole, as far as the person can tell. Raises NotAllowed."""
    check_change(by, person)
    asked = open_request(person)
    if asked is None:
        return
    asked.finished_at = asked.touched_at = timezone.now()
    asked.save(update_fields=["finished_at", "touched_at"])
    record(by=by, verb="profile.finished", what=asked, about=person.user)


def _send(person: Person, by: Actor, letter: Entry = PROFILE_LINK, **variables: str) -> None:
    if not person.email:
        raise Refused(_("There is no email address on file. Add it first."))
    link, address = issue(
        purpose=Purpose.FILL_PROFILE,
        subject=subject_of(person),
        name=person.name_used,
        email=person.email,
        by=by,
        life=LINK_LIFE,
    )
    mail.send(
        letter,
        to=person.email,
        language=person.language,
        organization=person.organization,
        about=person.user,
        address=address,
        dedup=link.token_hash,
        name=person.name_used,
        until=timezone.localdate(link.expires_at),
        **variables,
    )
