"""Whether an actor may say what somebody allows: `check_…` raises with the reason, `can_…` is its boolean twin."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed
from parcours.people.models import Person
from parcours.people.policies import is_oneself


def check_say(actor: Actor, person: Person, *, heard: bool) -> None:
    """Raise NotAllowed unless the actor is the person, or keeps the organization's people and has ``heard`` it."""
    may = actor.may(Permission.MANAGE_PEOPLE) if heard else is_oneself(actor, person)
    if not may:
        raise NotAllowed(_("Only the person can say this, or a coordinator who heard it from them."))
