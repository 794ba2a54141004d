"""Changing what an organization says about itself."""

import secrets
from collections.abc import Collection
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.links.contact import FIELDS
from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.versions import change, claim

DETAILS = (
    "kind",
    "name_en",
    "name_fr",
    "language",
    "time_zone",
    "contact_name",
    "contact_email",
    "contact_phone",
    "privacy_officer_name",
    "privacy_officer_email",
    "facts_asked",
)
"""The fields that an organization changes by itself."""


@transaction.atomic
def change_details(*, organization: Organization, version: int, by: Actor, **details: Any) -> bool:
    """Change some of `DETAILS`, as somebody who saw ``version`` decided; return whether that changed anything.

    A link that was sent to another address than the one now on file opens nothing any more. Raises
    NotAllowed, ValidationError for what a field does not take, and Stale where somebody else was faster.
    """
    check(by, Permission.EDIT_ORGANIZATION)
    if unknown := details.keys() - set(DETAILS):
        raise TypeError(f"not a detail of an organization: {', '.join(sorted(unknown))}")
    if changed := change(organization, version=version, **details):
        record(
            by=by,
            verb="organization.changed",
            what=organization,
            before=changed.before,
            after=changed.after,
        )
        _withdraw_links(organization, changed.after, by)
    return bool(changed)


def _withdraw_links(organization: Organization, changed: Collection[str], by: Actor) -> None:
    """Withdraw the links of whoever is no longer the contact, or the privacy officer."""
    with scope(organization=organization):
        for purpose, (_name, address, *_rest) in FIELDS.items():
            links = SignedLink.objects.filter(purpose=purpose, used_at=None, revoked_at=None)
            if address in changed and (link := links.first()):
                links.update(revoked_at=timezone.now())
                record(by=by, verb="link.revoked", what=link)


@transaction.atomic
def change_logo(*, organization: Organization, version: int, png: bytes, by: Actor) -> None:
    """Keep ``png``, made by `logos.as_png`, as the logo; empty takes the logo away. Raises NotAllowed and Stale."""
    check(by, Permission.EDIT_ORGANIZATION)
    old = organization.logo.name
    if not png and not old:
        return
    claim(organization, version)
    if png:
        organization.logo.save(f"{secrets.token_hex(16)}.png", ContentFile(png), save=False)
    else:
        organization.logo = ""
    organization.save(update_fields=["logo"])
    record(by=by, verb="organization.logo_changed", what=organization, has_logo=bool(png))
    if old:
        transaction.on_commit(lambda: default_storage.delete(old))
