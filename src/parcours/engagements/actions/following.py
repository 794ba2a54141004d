"""The mentor’s own status follows from their matches."""

from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.transitions import move
from parcours.engagements.lists import TOGETHER
from parcours.engagements.models import Mentorship
from parcours.people.models import Mentor
from parcours.people.states import MENTOR


def follow_mentor(mentor: Mentor, by: Actor) -> None:
    """Make the mentor matched, at capacity or available again, where their status leads on to that at all."""
    now = Mentorship.objects.filter(mentor=mentor, status__in=TOGETHER).count()
    mentor.refresh_from_db(fields=["status", "capacity"])
    wanted = "free" if not now else "fill" if now >= mentor.capacity else "match"
    ways = {way.name: way for way in MENTOR}
    if wanted == "match" and mentor.status == "at_capacity":  # by way of being available
        _take(mentor, "free", by)
    if mentor.status in ways[wanted].sources:
        _take(mentor, wanted, by)


def _take(mentor: Mentor, way: str, by: Actor) -> None:
    transition = next(one for one in MENTOR if one.name == way)
    before = mentor.status
    move(mentor, transition, status_since=timezone.now())
    record(
        by=by,
        verb=transition.verb,
        what=mentor,
        about=mentor.person.user,
        way=way,
        before=before,
        after=transition.target,
    )
