"""Who may see a document: one rule, asked each time one is opened (T32)."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.roles import Permission, Role
from parcours.core.refusals import NotAllowed
from parcours.people.consent.queries import consented
from parcours.people.documents.lists import CV, Scan
from parcours.people.documents.models import Document
from parcours.people.documents.queries import latest_cv, showing_to, showings_for
from parcours.people.models import Person
from parcours.people.policies import is_oneself

SHOWN_TO = frozenset({Role.MENTOR, Role.SUPERVISOR})
"""Roles that a CV can be shown to."""


def may_see_document(actor: Actor, document: Document) -> bool:
    """Return whether the actor may open the document now.

    The person and staff who see people may open every version. A mentor or host supervisor opens the latest CV that was
    shown to them, as long as the person allows it: as part of the service, or to the partner whom they work for.
    """
    if document.organization_id != actor.here.pk:
        return False
    if is_oneself(actor, document.person) or actor.may(Permission.SEE_PEOPLE):
        return True
    return (
        document.kind == CV and may_see_cv(actor, document.person) and latest_cv(document.person) == document
    )


def may_see_cv(actor: Actor, person: Person) -> bool:
    """Return whether the CV of ``person`` is shown to the actor, and the person allows it now."""
    if actor.user is None or not actor.roles & SHOWN_TO:
        return False
    showing = showing_to(person, actor.user)
    if showing is None:
        return False
    return allows_showing(showing.person, showing.partner)


def cvs_shown_to(actor: Actor) -> list[Document]:
    """Return the CVs that the actor may open because they are shown to them."""
    if actor.user is None:
        return []
    people = [row.person for row in showings_for(actor.user) if may_see_cv(actor, row.person)]
    return [cv for cv in map(latest_cv, people) if cv is not None and cv.scan != Scan.INFECTED]


def allows_showing(person: Person, partner: object) -> bool:
    """Return whether the person allows their CV to be shown to a mentor, or to somebody of ``partner``."""
    if partner is None:
        return consented(person, "service")
    return consented(person, "share_partner", partner)  # type: ignore[arg-type]


def check_see_document(actor: Actor, document: Document) -> None:
    """Raise NotAllowed where `may_see_document` is False, or where malware was found in it."""
    if not may_see_document(actor, document):
        raise NotAllowed(_("You cannot open this document: it is not shown to you, or no longer."))
    if document.scan == Scan.INFECTED:
        raise NotAllowed(_("Malware was found in this document, so nobody can open it. Remove it."))


def check_documents(actor: Actor, person: Person) -> None:
    """Raise NotAllowed unless the actor is the person, or keeps the organization's people."""
    if not is_oneself(actor, person) and not actor.may(Permission.MANAGE_PEOPLE):
        raise NotAllowed(_("Documents are added and removed by their own person, or by a coordinator."))
