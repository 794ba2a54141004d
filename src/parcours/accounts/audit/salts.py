"""The salts: one per person, deleted when they are erased; one per chain, for what is about nobody."""

import secrets

from parcours.accounts.audit import rows
from parcours.accounts.audit.chain import START
from parcours.accounts.models import AuditChain, AuditPerson, Organization
from parcours.accounts.models.audit import INSTALLATION
from parcours.core.keyring import open_sealed, seal

_BYTES = 32


def chain_of(organization: Organization | None) -> AuditChain:
    """Return the chain's head as it is now, made with the first entry."""
    number = organization.pk if organization else INSTALLATION
    found = rows.chain_at(number)
    if found is None:
        fresh = {"organization": organization, "head": START, "salt": secrets.token_hex(_BYTES)}
        found, _made = AuditChain.objects.get_or_create(pk=number, defaults=fresh)
    return found


def salt_of(user_id: int) -> bytes:
    """Return the person's salt, made with the first entry that names them."""
    sealed = rows.sealed_salt(user_id)
    if sealed is None:
        fresh = seal(secrets.token_bytes(_BYTES), salt_place(user_id))
        person, _made = AuditPerson.objects.get_or_create(pk=user_id, defaults={"sealed_salt": fresh})
        return opened(person)
    return open_sealed(sealed, salt_place(user_id))


def opened(person: AuditPerson) -> bytes:
    """Return a person's salt.

    Raises Unreadable.
    """
    return open_sealed(person.sealed_salt, salt_place(person.pk))


def salt_place(user_id: int) -> str:
    """Return what the sealed salt of a person is bound to."""
    return f"accounts.auditperson.sealed_salt.{user_id}"
