"""The one way in which a mentorship ends, whoever ends it."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused
from parcours.engagements import letters
from parcours.engagements.actions.following import follow_mentor
from parcours.engagements.actions.meetings import call_off_meeting
from parcours.engagements.actions.moving import go, hold
from parcours.engagements.actions.telling import post_about
from parcours.engagements.lists import END_REASON
from parcours.engagements.models import Mentorship
from parcours.engagements.states import MENTORSHIP
from parcours.people.models import Person

_COMPLETES = ("goals_met", "term_ended")


def way_of(reason: str, status: str) -> str:
    """Return how a mentorship that stands so ends for a reason: it is completed, or ends early."""
    completes = reason in _COMPLETES and status in MENTORSHIP["complete"].sources
    return "complete" if completes else "end"


@transaction.atomic
def end(
    *,
    mentorship: Mentorship,
    reason: str,
    by: Actor,
    words: str = "",
    side: str = "",
    but: Collection[Person] = (),
) -> None:
    """End a mentorship with a reason of the list; the caller has checked that ``by`` may.

    The mentor’s place is free the same day, a meeting that was planned is cancelled in the calendars of both, and both
    are told that it is over, not why; those in ``but`` know already. ``side`` is who of the two ends it, nothing where
    staff do. Raises Refused without a reason, and Stale where it stands otherwise by now.
    """
    if reason not in END_REASON:
        raise Refused(_("Choose why it ended."))
    hold(mentorship)
    way, before = way_of(reason, mentorship.status), mentorship.status
    go(
        mentorship,
        way,
        decided_by=None if side else by.user,
        end_reason=reason,
        ended_on=timezone.localdate(),
    )
    mentorship.write("sealed_end", words)
    record(
        by=by,
        verb=MENTORSHIP[way].verb,
        what=mentorship,
        about=mentorship.participant.person.user,
        before=before,
        after=mentorship.status,
        **({"side": side} if side else {}),
    )
    follow_mentor(mentorship.mentor, by)
    call_off_meeting(mentorship, by)
    mentor, mentee = mentorship.mentor.person, mentorship.participant.person
    for person, other in ((mentor, mentee), (mentee, mentor)):
        if person not in but:
            dedup = f"ended:{mentorship.pk}:{person.pk}"
            day = mentorship.ended_on
            post_about(letters.ENDED, mentorship, person, dedup, other=other.full_name, day=day)
