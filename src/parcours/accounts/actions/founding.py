"""New organizations and networks, and people who belong without an invitation: by a command at the machine only."""

from dataclasses import replace

from allauth.account.models import EmailAddress
from django.db import transaction
from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import Membership, Network, Organization, User
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed


@transaction.atomic
def found_organization(
    *,
    by: Actor,
    name: str,
    slug: str,
    kind: str,
    language: str,
    admin_email: str,
    admin_name: str,
    password: str | None = None,
    **details: str,
) -> tuple[Organization, User]:
    """Make an organization and its first administrator; only a command at the machine may.

    ``name`` is in the organization's ``language``; ``details`` are further fields of the organization. Raises
    NotAllowed, and ValidationError for what a field does not take.
    """
    if by.via is not Via.COMMAND:
        raise NotAllowed("only a command at the machine founds organizations")
    organization = Organization(
        slug=slug, kind=kind, language=language, **{f"name_{language}": name}, **details
    )
    organization.full_clean()
    organization.save()
    record(by=replace(by, organization=organization), verb="organization.added", what=organization)
    admin = add_member(
        by=by,
        organization=organization,
        email=admin_email,
        name=admin_name,
        language=language,
        role=Role.ADMINISTRATOR,
        password=password,
    )
    return organization, admin


@transaction.atomic
def add_member(
    *,
    by: Actor,
    organization: Organization,
    email: str,
    name: str,
    language: str,
    role: Role,
    password: str | None = None,
) -> User:
    """Give somebody a role in an organization; whoever is not known yet is made a user. Raises NotAllowed."""
    if by.via is not Via.COMMAND:
        raise NotAllowed("people join by invitation")
    user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(
        email, password, name=name, language=language
    )
    # Whoever works at the machine answers for the address: the first sign-in may come before the first letter.
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    with scope(organization=organization):
        membership, is_new = Membership.objects.get_or_create(
            organization=organization, user=user, role=role, ended_at=None
        )
        if is_new:
            here = replace(by, organization=organization)
            record(by=here, verb="membership.added", what=membership, about=user, role=role.value)
    return user


@transaction.atomic
def found_network(*, by: Actor, slug: str, name_en: str, name_fr: str) -> Network:
    """Make a network, which organizations then join by themselves. Raises NotAllowed, ValidationError."""
    if by.via is not Via.COMMAND:
        raise NotAllowed("only a command at the machine founds networks")
    network = Network(slug=slug, name_en=name_en, name_fr=name_fr)
    network.full_clean()
    network.save()
    record(by=replace(by, organization=None), verb="network.added", what=network, network=slug)
    return network
