"""Changing what an organization says about itself."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Stale

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
)
"""The fields that an organization changes by itself."""


@transaction.atomic
def change_details(*, organization: Organization, version: int, by: Actor, **details: str) -> None:
    """Change some of `DETAILS`, as somebody who saw ``version`` of them decided.

    Raises NotAllowed, ValidationError for what a field does not take, and Stale where somebody else was faster.
    """
    check(by, Permission.EDIT_ORGANIZATION)
    if unknown := details.keys() - set(DETAILS):
        raise TypeError(f"not a detail of an organization: {', '.join(sorted(unknown))}")
    now = Organization.objects.get(pk=organization.pk)
    changed = {name: value for name, value in details.items() if getattr(now, name) != value}
    if not changed:
        return
    before = {name: getattr(now, name) for name in changed}
    for name, value in changed.items():
        setattr(now, name, value)
    now.full_clean()
    unchanged = Organization.objects.filter(pk=organization.pk, version=version)
    if not unchanged.update(**changed, version=F("version") + 1):
        raise Stale(_("Somebody else changed these details while you did."))
    organization.refresh_from_db()
    record(by=by, verb="organization.changed", what=organization, before=before, after=changed)


@transaction.atomic
def change_logo(*, organization: Organization, png: bytes, by: Actor) -> None:
    """Keep ``png``, made by `logos.as_png`, as the logo; empty takes the logo away. Raises NotAllowed."""
    check(by, Permission.EDIT_ORGANIZATION)
    old = organization.logo.name
    if not png and not old:
        return
    if png:
        organization.logo.save(f"{secrets.token_hex(16)}.png", ContentFile(png), save=False)
    else:
        organization.logo = ""
    organization.save(update_fields=["logo"])
    record(by=by, verb="organization.logo_changed", what=organization, has_logo=bool(png))
    if old:
        transaction.on_commit(lambda: default_storage.delete(old))
