"""Whether an actor may answer or decide: `check_…` raises with the reason, `can_…` is its boolean twin."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.core.refusals import NotAllowed
from parcours.engagements.models import Mentorship
from parcours.people.policies import is_oneself


def side_of(actor: Actor, mentorship: Mentorship) -> str:
    """Return what the actor is in it: ``mentor``, ``mentee``, or nothing. The mentee sees it once the mentor agreed."""
    if is_oneself(actor, mentorship.mentor.person):
        return "mentor" if mentorship.status != "draft" else ""
    if is_oneself(actor, mentorship.participant.person):
        return "mentee" if mentorship.mentee_asked_at else ""
    return ""


def check_answer(actor: Actor, mentorship: Mentorship) -> str:
    """Return on which side the actor answers; raise NotAllowed for anybody but the two."""
    side = side_of(actor, mentorship)
    if not side:
        raise NotAllowed(_("Only the two people whom it is about can answer."))
    return side


def can_answer(actor: Actor, mentorship: Mentorship) -> bool:
    """Return whether `check_answer` would pass."""
    return bool(side_of(actor, mentorship))
