"""Ending and changing what people are to an organization."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Membership, Organization
from parcours.accounts.policies import check_end_membership
from parcours.accounts.roles import Role
from parcours.core.refusals import Refused, Stale


@transaction.atomic
def end_memberships(*, memberships: Iterable[Membership], by: Actor) -> int:
    """End all of ``memberships`` of the organization in scope, or none; return how many were still running.

    Raises NotAllowed for one that the actor may not end, and Refused where nobody would be left to administer.
    """
    ended = 0
    _one_at_a_time(by)
    for membership in memberships:
        check_end_membership(by, membership)
        if _end(membership):
            record(
                by=by, verb="membership.ended", what=membership, about=membership.user, role=membership.role
            )
            ended += 1
    _check_somebody_administers()
    return ended


@transaction.atomic
def change_role(*, membership: Membership, version: int, role: Role, by: Actor) -> Membership:
    """Give the person ``role`` in place of the one of ``membership``, which ends: history stays as it was.

    ``version`` is of the membership that was seen. Raises NotAllowed, Refused where they have the role already, and
    Stale where the membership ended meanwhile.
    """
    check_end_membership(by, membership)
    _one_at_a_time(by)
    if version != membership.version or not _end(membership):
        raise Stale(_("This membership has ended in the meantime."))
    others = Membership.objects.filter(user=membership.user, role=role, ended_at=None)
    if role == membership.role or others.exists():
        raise Refused(_("%(person)s has this role already.") % {"person": membership.user})
    new = Membership.objects.create(
        organization_id=membership.organization_id, user=membership.user, role=role
    )
    record(
        by=by, verb="membership.role_changed", what=new, about=new.user, before=membership.role, after=role
    )
    _check_somebody_administers()
    return new


def _end(membership: Membership) -> bool:
    """End the membership unless it has ended, and return whether this did it."""
    now = timezone.now()
    done = Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=now)
    if done:
        membership.ended_at = now
    return bool(done)


def _one_at_a_time(by: Actor) -> None:
    """Let no other membership of the organization end until this is done: two administrators may end each other.

    Before anything is written: whoever changes the organization's details holds its row and waits for the audit log,
    and this must not hold the log and wait for the row. The key stays free for entries, which point at it.
    """
    Organization.objects.select_for_update(no_key=True).get(pk=by.here.pk)


def _check_somebody_administers() -> None:
    """Raise Refused where the last administrator would be gone."""
    if not Membership.objects.filter(role=Role.ADMINISTRATOR, ended_at=None).exists():
        raise Refused(
            _("Somebody must stay to administer the organization. Name another administrator first.")
        )
