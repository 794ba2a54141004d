"""What the two say to it: the mentor first, then the mentee."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused
from parcours.engagements.actions.asking import answer_by
from parcours.engagements.actions.following import follow_mentor
from parcours.engagements.actions.moving import go, hold
from parcours.engagements.actions.telling import send_link, tell_both_agreed, tell_it_is_off
from parcours.engagements.lists import DECLINE_REASON
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import check_answer

_AGREED = {"mentor": {"mentor_accepted", "mentee_accepted"}, "mentee": {"mentee_accepted"}}


@transaction.atomic
def accept(*, mentorship: Mentorship, by: Actor) -> None:
    """Agree. After the mentor the mentee is asked; after the mentee both are told how to reach each other.

    Who agrees twice has agreed once. Raises NotAllowed for anybody but the two, and Stale where it was taken back or
    declined meanwhile.
    """
    hold(mentorship)
    side = check_answer(by, mentorship)
    if mentorship.status in _AGREED[side]:
        return
    now = timezone.now()
    asked: dict[str, Any] = (
        {"answer_by": answer_by(mentorship), "mentee_asked_at": now, "reminded_at": None}
        if side == "mentor"
        else {"answer_by": None, "agreed_on": timezone.localdate()}
    )
    go(mentorship, f"{side}_accept", decided_by=None, **asked)
    record(by=by, verb="mentorship.accepted", what=mentorship, about=by.user, side=side)
    if side == "mentor":
        send_link(mentorship, mentorship.participant.person, by)
    else:
        days = mentorship.cohort.program.first_meeting_days
        tell_both_agreed(mentorship, timezone.localdate() + dt.timedelta(days=days), by)
        follow_mentor(mentorship.mentor, by)


@transaction.atomic
def decline(*, mentorship: Mentorship, reason: str, by: Actor, words: str = "") -> None:
    """Say no, with a reason of the list; the words are for staff. The other one is not told why.

    Raises NotAllowed for anybody but the two, Refused without a reason, and Stale where it stands otherwise by now.
    """
    hold(mentorship)
    side = check_answer(by, mentorship)
    if reason not in DECLINE_REASON:
        raise Refused(_("Choose a reason: it helps to find somebody who fits better."))
    before = mentorship.status
    go(
        mentorship,
        f"{side}_decline",
        answer_by=None,
        decline_reason=reason,
        declined_by=side,
        decided_by=None,
    )
    mentorship.write("sealed_end", words)
    record(by=by, verb="mentorship.declined", what=mentorship, about=by.user, side=side, reason=reason)
    person = mentorship.mentor.person if side == "mentor" else mentorship.participant.person
    tell_it_is_off(mentorship, before, but=person)
