"""Links for people without an account: each opens the appointments of one person with one organization."""

from django.core import signing

from parcours.messaging.calendar.models import Attendee
from parcours.messaging.calendar.queries import guest_across

_SALT = "parcours.calendar"


def token_of(guest: Attendee) -> str:
    """Return what stands in the address of the link: the guest's number, signed."""
    return signing.Signer(salt=_SALT).sign(str(guest.pk))


def guest_by_token_across(token: str) -> Attendee | None:
    """Return whom a link is for, or None where it is none of ours or too old."""
    try:
        return guest_across(int(signing.Signer(salt=_SALT).unsign(token)))
    except (signing.BadSignature, ValueError):
        return None
