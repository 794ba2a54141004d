"""Whether an actor may see or change somebody: `check_…` raises with the reason, `can_…` is its boolean twin."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed
from parcours.people.models import Person


def is_oneself(actor: Actor, person: Person) -> bool:
    """Return whether the actor is the person: by their account, or by a link about them."""
    if actor.via is Via.LINK:
        return bool(actor.subject) and actor.subject == subject_of(person)
    return actor.user is not None and actor.user.pk == person.user_id


def subject_of(person: Person) -> str:
    """Return what a link about the person names."""
    return f"people.person:{person.pk}"


def person_in(subject: str) -> int:
    """Return the number of the person whom a link about ``subject`` is about."""
    return int(subject.partition(":")[2])


def check_change(actor: Actor, person: Person) -> None:
    """Raise NotAllowed unless the actor is the person, or keeps the organization's people."""
    if not is_oneself(actor, person) and not actor.may(Permission.MANAGE_PEOPLE):
        raise NotAllowed(_("A profile is changed by its own person, or by a coordinator."))


def can_change(actor: Actor, person: Person) -> bool:
    """Return whether `check_change` would pass."""
    try:
        check_change(actor, person)
    except NotAllowed:
        return False
    return True
