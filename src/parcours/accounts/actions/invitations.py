"""Inviting people into an organization, and accepting."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts import letters, mail
from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import Invitation, InvitationState, Membership, User
from parcours.accounts.models.invitation import LIFETIME
from parcours.accounts.policies import check, check_accept_invitation
from parcours.accounts.roles import Permission, Role
from parcours.core.refusals import Refused, Stale

_TOKEN = 32  # bytes
Address = Callable[[str], str]


def hashed(token: str) -> str:
    """Return what is kept of a token. It is long and random, so a plain hash cannot be turned around."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *, by: Actor, emails: Iterable[str], roles: Sequence[Role], language: str, address: Address
) -> list[Invitation]:
    """Invite each of ``emails`` into the actor's organization, or nobody.

    ``address`` makes the address of the page out of a token. Raises Refused where somebody is a member in all of these
    roles, or has an open invitation; the message names every one of them.
    """
    check(by, Permission.MANAGE_MEMBERS)
    wanted = list(dict.fromkeys(email.strip().lower() for email in emails))
    _refuse_known(wanted, roles)
    made = []
    for email in wanted:
        # An invitation that ran out makes room for the new one.
        Invitation.objects.filter(
            email=email, accepted_at=None, revoked_at=None, expires_at__lte=timezone.now()
        ).update(revoked_at=timezone.now())
        row = Invitation(
            organization=by.organization, email=email, roles=[str(role) for role in roles], language=language
        )
        _send(row, by=by, address=address)
        record(by=by, verb="invitation.sent", what=row, about=None, roles=row.roles)
        made.append(row)
    return made


@transaction.atomic
def resend(*, by: Actor, invitation: Invitation, address: Address) -> None:
    """Send the invitation again, with a new link for another seven days; the old link no longer works."""
    check(by, Permission.MANAGE_MEMBERS)
    if invitation.state not in {InvitationState.PENDING, InvitationState.EXPIRED}:
        raise Stale(_settled(invitation))
    _send(invitation, by=by, address=address)
    record(by=by, verb="invitation.resent", what=invitation, about=None)


@transaction.atomic
def revoke(*, by: Actor, invitation: Invitation) -> None:
    """Take the invitation back: its link no longer works. Raises Stale where it is accepted or revoked by now."""
    check(by, Permission.MANAGE_MEMBERS)
    _close(invitation, revoked_at=timezone.now())
    record(by=by, verb="invitation.revoked", what=invitation, about=None)


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> None:
    """Make ``user`` a member in the roles of the invitation, once.

    Raises NotAllowed for anybody but the person invited, and where it no longer stands; Stale where it was accepted or
    revoked in the same moment.
    """
    by = Actor(organization=invitation.organization, user=user, via=Via.LINK)
    check_accept_invitation(by, invitation)
    _close(invitation, accepted_at=timezone.now(), accepted_by=user)
    current = set(Membership.objects.filter(user=user, ended_at=None).values_list("role", flat=True))
    for role in invitation.roles:
        if role not in current:
            Membership.objects.create(organization=invitation.organization, user=user, role=role)
    record(by=by, verb="invitation.accepted", what=invitation, about=user, roles=invitation.roles)
    sender = invitation.invited_by
    if sender is not None:
        with mail.in_language(sender.language):
            roles = ", ".join(invitation.role_labels).lower()
        mail.send(
            letters.INVITATION_ACCEPTED,
            to=sender,
            organization=invitation.organization,
            about=user,
            address=f"{settings.BASE_URL}{reverse('member', args=[invitation.organization.slug, user.pk])}",
            dedup=str(invitation.pk),
            person=user,
            roles=roles,
        )


@transaction.atomic
def accept_with_new_account(*, invitation: Invitation, name: str, password: str) -> User:
    """Make an account for the person invited and accept for them; the link has shown that the address is theirs.

    Without a password they sign in by mailed code. Raises Refused where the address has an account by now.
    """
    if User.objects.filter(email=invitation.email).exists():
        raise Refused(_("This address has an account by now. Sign in with it to accept."))
    user = User.objects.create_user(
        invitation.email, password or None, name=name.strip(), language=invitation.language
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    accept(invitation=invitation, user=user)
    return user


def _send(row: Invitation, *, by: Actor, address: Address) -> None:
    token = secrets.token_urlsafe(_TOKEN)
    row.token_hash = hashed(token)
    row.invited_by = by.user
    row.sent_at = timezone.now()
    row.expires_at = row.sent_at + LIFETIME
    row.save()
    with mail.in_language(row.language):
        roles = ", ".join(row.role_labels).lower()
    mail.send(
        letters.INVITATION,
        to=row.email,
        language=row.language,
        organization=row.organization,
        address=address(token),
        dedup=row.token_hash,
        roles=roles,
    )


def _close(row: Invitation, **changes: object) -> None:
    """Set ``changes`` on an invitation that is still open, in the database and in ``row``."""
    if not Invitation.objects.filter(pk=row.pk, accepted_at=None, revoked_at=None).update(**changes):
        row.refresh_from_db()
        raise Stale(_settled(row))
    for name, value in changes.items():
        setattr(row, name, value)


def _refuse_known(emails: Sequence[str], roles: Sequence[Role]) -> None:
    open_now = set(
        Invitation.objects.filter(
            email__in=emails, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
        ).values_list("email", flat=True)
    )
    members: dict[str, set[str]] = {}
    for email, role in Membership.objects.filter(user__email__in=emails, ended_at=None).values_list(
        "user__email", "role"
    ):
        members.setdefault(email, set()).add(role)
    faults = [
        _("%(email)s has an open invitation. Send that one again instead.") % {"email": email}
        if email in open_now
        else _("%(email)s is a member in this role already.") % {"email": email}
        for email in emails
        if email in open_now or set(roles) <= members.get(email, set())
    ]
    if faults:
        raise Refused(" ".join(faults))


def _settled(row: Invitation) -> str:
    if row.accepted_at:
        return _("The invitation of %(email)s has been accepted.") % {"email": row.email}
    return _("The invitation of %(email)s has been withdrawn.") % {"email": row.email}
