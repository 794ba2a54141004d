"""How the members of an organization sign in: its identity provider, and who its subjects are."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import Identity, IdentityProvider, Membership, Organization, User
from parcours.accounts.oidc import Claims
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.core.versions import claim


@transaction.atomic
def set_provider(
    *,
    by: Actor,
    version: int,
    issuer: str,
    client_id: str,
    secret: str,
    domains: list[str],
    asks_second_factor: bool,
    is_active: bool,
) -> IdentityProvider:
    """Set up the provider of the actor's organization, or change it; an empty ``secret`` keeps the one that is there.

    ``version`` is the one that was seen, 0 where there was no provider; Stale is raised where that is another by now.
    With another issuer, nobody is known to it any more: everybody is linked again by their verified address.
    """
    check(by, Permission.MANAGE_SIGN_IN)
    row = _claimed(by.here, version)
    if not secret and not row.sealed_secret:
        raise Refused(_("Enter the client secret that the provider gave you."))
    if row.pk and row.issuer != issuer:
        Identity.objects.filter(provider=row).delete()
    row.issuer, row.client_id, row.domains = issuer, client_id, domains
    row.asks_second_factor, row.is_active = asks_second_factor, is_active
    if secret:
        row.set_secret(secret)
    row.save()
    record(
        by=by,
        verb="sign_in.provider_set",
        what=row,
        about=None,
        issuer=issuer,
        domains=domains,
        asks_second_factor=asks_second_factor,
        is_active=is_active,
        secret_changed=bool(secret),
    )
    return row


def _claimed(organization: Organization, version: int) -> IdentityProvider:
    """Return the organization's provider, or a new one, for whoever saw ``version`` of it. Raises Stale."""
    # Two may set up the first at the same moment. The key stays free for entries of the log, which point at it.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    row = IdentityProvider.objects.first()
    if row is None and version == 0:
        return IdentityProvider(organization=organization)
    if row is None:
        raise Stale(_("Somebody else removed the provider meanwhile."))
    claim(row, version)
    return row


@transaction.atomic
def remove_provider(*, by: Actor) -> None:
    """Remove the provider: members sign in in another way from now on."""
    check(by, Permission.MANAGE_SIGN_IN)
    row = IdentityProvider.objects.first()
    if row is not None:
        record(by=by, verb="sign_in.provider_removed", what=row, about=None, issuer=row.issuer)
        row.delete()


@transaction.atomic
def user_vouched_for(*, provider: IdentityProvider, claims: Claims) -> User:
    """Return the member whom ``provider`` vouches for, and remember them by the subject it names.

    The first time they are found by their address, which both sides must have verified and which must be in one of the
    provider's domains. Only current members of the provider's own organization are ever found.

    Raises NotAllowed for anybody else, in the same words.
    """
    known = Identity.objects.filter(provider=provider, subject=claims.subject).select_related("user").first()
    user = known.user if known else _by_address(provider, claims)
    if user is None or not user.is_active or not Membership.objects.filter(user=user, ended_at=None).exists():
        raise NotAllowed(
            _(
                "%(organization)s has no member with this sign-in. Ask it for an invitation, and accept it first."
            )
            % {"organization": provider.organization}
        )
    if known is None:
        linked = Identity.objects.create(
            organization=provider.organization, provider=provider, user=user, subject=claims.subject
        )
        by = Actor(organization=provider.organization, user=user, via=Via.PAGE)
        record(by=by, verb="sign_in.linked", what=linked, about=user)
    return user


def _by_address(provider: IdentityProvider, claims: Claims) -> User | None:
    if not claims.email_verified or not provider.vouches_for(claims.email):
        return None
    address = (
        EmailAddress.objects.filter(email=claims.email.lower(), verified=True).select_related("user").first()
    )
    return address.user if address else None
