"""Erasing a person from the log: what is readable about them goes, the chain stays whole."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.audit.chain import PERSON_ERASED, pseudonym
from parcours.accounts.audit.salts import opened
from parcours.accounts.audit.write import add
from parcours.accounts.models import AuditChain, AuditContent, AuditEntry, AuditPerson, Organization, User


@transaction.atomic
def erase_person_across(user: User, *, by: Actor, only: Organization | None = None) -> None:
    """Delete what every organization's log says about ``user``, and the salt that links them to their pseudonym.

    What they did to others stays, done by somebody unknown. Each chain that names them gets an entry that says so, and
    verifies as before. With ``only``, other organizations still know the person: what that one's log says about them
    goes, and the salt stays.
    """
    person = AuditPerson.objects.filter(user=user).first()
    if person is None:
        return
    name = pseudonym(opened(person))
    with scopes_disabled():
        named = AuditEntry.objects.filter(Q(actor=name) | Q(about=name)).values("chain")
        chains = AuditChain.objects.filter(pk__in=named).order_by("pk")
        for chain in chains.filter(organization=only) if only else chains:
            add(replace(by, organization=chain.organization), PERSON_ERASED, None, None, {}, about_name=name)
        about = AuditContent.objects.filter(about=user)
        if only:
            about.filter(entry__organization=only).delete()
            return
        about.delete()
        AuditContent.objects.filter(actor=user).update(actor=None)
    person.delete()
