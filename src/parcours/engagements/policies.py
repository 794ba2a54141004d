"""Whether an actor may answer or decide: `check_…` raises with the reason, `can_…` is its boolean twin."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements.lists import TOGETHER
from parcours.engagements.models import Mentorship
from parcours.people.policies import is_oneself

COURSE = (*TOGETHER, "completed", "ended_early")
"""Both had agreed, so the two have a page of their mentorship."""


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


def check_course(actor: Actor, mentorship: Mentorship) -> str:
    """Return on which side the actor goes through it; raise NotAllowed for anybody but the two, once both agreed."""
    side = side_of(actor, mentorship)
    if not side or mentorship.status not in COURSE:
        raise NotAllowed(_("Only the two people whom it is about can open this, once both have agreed."))
    return side


def can_follow(actor: Actor, mentorship: Mentorship) -> bool:
    """Return whether `check_course` would pass."""
    return mentorship.status in COURSE and bool(side_of(actor, mentorship))


def check_running(actor: Actor, mentorship: Mentorship) -> str:
    """Return the side as `check_course`; raise Refused where the mentorship has ended."""
    side = check_course(actor, mentorship)
    if mentorship.status not in TOGETHER:
        raise Refused(_("This mentorship has ended. What was written stays as it is."))
    return side


def check_concerns(actor: Actor, mentorship: Mentorship) -> None:
    """Raise NotAllowed unless the actor coordinates programs and is none of the two."""
    check(actor, Permission.MANAGE_PROGRAMS)
    if is_oneself(actor, mentorship.mentor.person) or is_oneself(actor, mentorship.participant.person):
        raise NotAllowed(_("You are one of the two. Somebody else of the staff deals with this concern."))


def can_see_concerns(actor: Actor, mentorship: Mentorship) -> bool:
    """Return whether `check_concerns` would pass."""
    try:
        check_concerns(actor, mentorship)
    except NotAllowed:
        return False
    return True
