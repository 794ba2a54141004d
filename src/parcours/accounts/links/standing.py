"""Links that people come back to: every letter holds the same one (docs/adr/0098)."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from parcours.accounts.actors import Actor
from parcours.accounts.links.actions import issue
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose

_SALT = "parcours.accounts.links"


@transaction.atomic
def standing(*, purpose: Purpose, subject: str, name: str, email: str, by: Actor, life: dt.timedelta) -> str:
    """Return the address of the link that works; of a new one where none does, or where it soon runs out.

    The caller has checked that ``by`` may, and sends the letter. Its secret is kept nowhere: it follows from the row
    and the site’s own key, so whoever has the database alone cannot tell it.
    """
    soon = timezone.now() + life / 4
    link = SignedLink.objects.filter(
        purpose=purpose, subject=subject, email=email, used_at=None, revoked_at=None, expires_at__gt=soon
    ).first()
    if link is None or hash_of(_secret(link)) != link.token_hash:
        link = issue(purpose=purpose, subject=subject, name=name, email=email, by=by, life=life)[0]
        link.token_hash = hash_of(_secret(link))
        link.save(update_fields=["token_hash"])
    return _address(link)


def standing_address(*, purpose: Purpose, subject: str) -> str:
    """Return the address of the standing link that works, for whoever may read it; nothing where there is none."""
    link = SignedLink.objects.filter(
        purpose=purpose, subject=subject, used_at=None, revoked_at=None, expires_at__gt=timezone.now()
    ).first()
    return _address(link) if link is not None and hash_of(_secret(link)) == link.token_hash else ""


def _address(link: SignedLink) -> str:
    return f"{settings.BASE_URL}{reverse('link', args=[_secret(link)])}"


def _secret(link: SignedLink) -> str:
    said = f"{link.pk}:{link.subject}:{link.email}:{link.expires_at.astimezone(dt.UTC).isoformat()}"
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()
