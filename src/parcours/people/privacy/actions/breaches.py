"""Entering a breach in the register, and correcting its line. There is no way to delete one."""

from typing import Any

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.versions import change
from parcours.people.privacy.models import Breach


@transaction.atomic
def enter_breach(*, by: Actor, **fields: Any) -> Breach:
    """Enter a breach. Raises NotAllowed, and ValidationError for what a field does not take."""
    check(by, Permission.MANAGE_PRIVACY)
    row = Breach(organization=by.here, entered_by=by.user, **fields)
    row.full_clean()
    row.save()
    record(by=by, verb="breach.entered", what=row)
    return row


@transaction.atomic
def correct_breach(*, row: Breach, version: int, by: Actor, **fields: Any) -> None:
    """Correct a line of the register; the log says which fields. Raises NotAllowed, ValidationError, and Stale."""
    check(by, Permission.MANAGE_PRIVACY)
    changed = change(row, version=version, **fields)
    if changed:
        record(by=by, verb="breach.changed", what=row, fields=sorted(changed.after))
