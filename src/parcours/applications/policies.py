"""Whether an actor may write an application: `check_…` raises with the reason, `can_…` is its boolean twin."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.roles import Permission
from parcours.applications.models import MentorPlace
from parcours.core.refusals import NotAllowed
from parcours.people.models import Participant
from parcours.people.policies import is_oneself
from parcours.programs.models import Employer
from parcours.programs.policies import subject_of


def check_change(actor: Actor, participant: Participant) -> None:
    """Raise NotAllowed unless the actor is the person, or keeps the organization’s people."""
    if not can_change(actor, participant):
        raise NotAllowed(_("An application is written by its own person, or by a coordinator."))


def can_change(actor: Actor, participant: Participant) -> bool:
    """Return whether `check_change` would pass."""
    return is_oneself(actor, participant.person) or actor.may(Permission.MANAGE_PEOPLE)


def check_answer(actor: Actor, place: MentorPlace) -> None:
    """Raise NotAllowed for anybody but the mentor who is asked."""
    if not can_answer(actor, place):
        raise NotAllowed(_("Only the mentor who is asked can answer."))


def can_answer(actor: Actor, place: MentorPlace) -> bool:
    """Return whether `check_answer` would pass."""
    return is_oneself(actor, place.mentor.person)


def check_employer(actor: Actor, employer: Employer) -> None:
    """Raise NotAllowed for anybody who does not hold a link of this employer."""
    if not can_name(actor, employer):
        raise NotAllowed(_("Mentors are named with the link that the employer was sent."))


def can_name(actor: Actor, employer: Employer) -> bool:
    """Return whether `check_employer` would pass."""
    return actor.via is Via.LINK and actor.subject == subject_of(employer)
