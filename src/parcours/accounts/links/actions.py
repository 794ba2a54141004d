"""Sending, withdrawing and using up links."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.links.contact import held
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.core.versions import change

LIFE = timedelta(days=14)


@transaction.atomic
def send_link(*, purpose: Purpose, by: Actor) -> SignedLink:
    """Send a link to the address on file; the one before no longer works.

    Raises NotAllowed, and Refused where there is no address on file.
    """
    check(by, Permission.EDIT_ORGANIZATION)
    assert by.organization is not None  # noqa: S101 - the permission is an organization's
    return _send(by.organization, purpose, by)


@transaction.atomic
def send_again(*, link: SignedLink) -> SignedLink:
    """Send a new link in place of one that was used or is too old: to the address on file now, and nowhere else.

    Whoever holds the old link asks for it. Raises Refused where it was withdrawn or still works.
    """
    if link.revoked_at is not None or link.works:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    return _send(link.organization, Purpose(link.purpose), holder(link))


def _send(organization: Organization, purpose: Purpose, by: Actor) -> SignedLink:
    name, email = (value for value in list(held(organization, purpose).values())[:2])
    if not email:
        raise Refused(_("There is no email address on file. Add it to the organization’s details first."))
    now = timezone.now()
    SignedLink.objects.filter(purpose=purpose, used_at=None, revoked_at=None).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    link = SignedLink.objects.create(
        organization=organization,
        purpose=purpose,
        token_hash=hash_of(token),
        name=name,
        email=email,
        sent_by=by.user,
        expires_at=now + LIFE,
    )
    record(by=by, verb="link.sent", what=link, purpose=purpose.value)
    with translation.override({"fr": "fr-ca"}.get(organization.language, "en")):
        message = _letter(link, f"{settings.BASE_URL}{reverse('link', args=[token])}")
    transaction.on_commit(message.send)
    return link


def _letter(link: SignedLink, address: str) -> EmailMessage:
    values = {
        "name": link.name,
        "organization": link.organization.name,
        "address": address,
        "until": date_format(timezone.localtime(link.expires_at), "DATE_FORMAT"),
    }
    body = _(
        "Hello %(name)s,\n\n"
        "%(organization)s names you in Parcours. Please look at what is on file about you, and confirm or correct it:"
        "\n\n%(address)s\n\n"
        "You need no account. The link is for you alone and works until %(until)s; nothing changes before you press "
        "the button on the page."
    )
    subject = _("%(organization)s asks you to confirm your contact details") % values
    return EmailMessage(subject=" ".join(subject.split()), body=f"{body % values}\n", to=[link.email])


@transaction.atomic
def revoke_link(*, link: SignedLink, by: Actor) -> None:
    """Withdraw a link. Raises NotAllowed, and Refused where it was used or withdrawn already."""
    check(by, Permission.EDIT_ORGANIZATION)
    unused = SignedLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None)
    if not unused.update(revoked_at=timezone.now()):
        raise Refused(_("This link no longer works anyway."))
    record(by=by, verb="link.revoked", what=link)


@transaction.atomic
def confirm_details(*, link: SignedLink, version: int, name: str, email: str, phone: str = "") -> None:
    """Confirm or correct, by a link, what the organization holds about its contact; this uses the link up.

    ``version`` is of the organization's details that the holder saw. Raises Refused where the link no longer works,
    ValidationError for what a field does not take, and Stale where somebody changed the details meanwhile.
    """
    now = timezone.now()
    usable = SignedLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now)
    if not usable.update(used_at=now):
        raise Refused(_("This link no longer works, so nothing was changed."))
    organization = Organization.objects.get(pk=link.organization_id)
    given = dict(zip(held(organization, Purpose(link.purpose)), (name, email, phone), strict=False))
    changed = change(organization, version=version, **given)
    record(
        by=holder(link),
        verb="contact.corrected" if changed else "contact.confirmed",
        what=link,
        purpose=link.purpose,
        before=changed.before,
        after=changed.after,
    )


def holder(link: SignedLink) -> Actor:
    """Return whoever holds the link, as one who acts."""
    return Actor(link.organization, via=Via.LINK, name=link.name or link.email)
