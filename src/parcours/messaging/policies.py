"""Whether an actor may do something with messages."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.catalogue import Entry
from parcours.core.refusals import NotAllowed


def check_manage(actor: Actor) -> None:
    """Raise NotAllowed unless the actor handles messages: of an organization, or of the whole installation."""
    if actor.organization is not None:
        check(actor, Permission.MANAGE_MESSAGES)
    elif actor.via is not Via.COMMAND and not (actor.user and actor.user.is_platform_admin):
        raise NotAllowed(_("Only whoever runs this installation may do this."))


def check_reword(actor: Actor, entry: Entry, program: int | None = None) -> None:
    """Raise NotAllowed unless the actor words the organization's messages, and this is one that can be worded.

    A ``program`` words only those that are about a program.
    """
    check(actor, Permission.MANAGE_MESSAGES)
    if not entry.reworded:
        raise NotAllowed(
            _("This message is the same for everybody, so that people know it when they see it.")
        )
    if program is not None and not entry.of_program:
        raise NotAllowed(_("This message is about no program: word it for the whole organization."))
