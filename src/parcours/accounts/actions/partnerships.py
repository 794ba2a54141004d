"""Partners of an organization, from when until when."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization, Partnership
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.core.versions import change


@transaction.atomic
def add_partnership(
    *,
    partner: Organization,
    role: PartnershipRole,
    scope: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    by: Actor,
) -> Partnership:
    """Make ``partner`` a partner of the actor's organization. Raises NotAllowed, and ValidationError for odd dates."""
    check(by, Permission.MANAGE_PARTNERS)
    partnership = Partnership(
        organization=by.here,
        partner=partner,
        role=role,
        scope=scope,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    partnership.full_clean()
    partnership.save()
    record(
        by=by,
        verb="partnership.added",
        what=partnership,
        partner=partner.slug,
        role=role,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat() if ends_on else "",
    )
    return partnership


@transaction.atomic
def end_partnership(*, partnership: Partnership, version: int, ends_on: dt.date, by: Actor) -> None:
    """End the partnership with ``ends_on`` as its last day, as somebody who saw ``version`` of it decided.

    Raises NotAllowed, Refused for a day that cannot be, and Stale where somebody else was faster.
    """
    check(by, Permission.MANAGE_PARTNERS)
    if ends_on < partnership.starts_on:
        raise Refused(_("A partnership cannot end before it starts. Choose a later day."))
    changed = change(partnership, version=version, ends_on=ends_on)
    before = changed.before.get("ends_on", ends_on)
    if before and before < timezone.localdate():
        raise Refused(_("This partnership has ended already."))
    record(
        by=by,
        verb="partnership.ended",
        what=partnership,
        before=before.isoformat() if before else "",
        after=ends_on.isoformat(),
    )
