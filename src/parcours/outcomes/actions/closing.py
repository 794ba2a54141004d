"""Ending mentorships: by a coordinator, for one or many, or by either of the two."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.queries import waitlist
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.engagements.actions.course import finish
from parcours.engagements.actions.following import follow_mentor
from parcours.engagements.lists import LOOKS_AGAIN, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import check_answer
from parcours.engagements.states import MENTORSHIP
from parcours.outcomes.actions.telling import tell_it_ended
from parcours.outcomes.lists import OWN_REASONS, SUCCESSES
from parcours.outcomes.planning import plan
from parcours.programs.models import Cohort

_COMPLETES = ("goals_met", "term_ended")


@dataclass(frozen=True, slots=True)
class Preview:
    """What ending some mentorships for one reason means.

    ``places`` are free again the same day, ``again`` mentees are to be matched again, ``waiting`` people are on the
    wait list of the cohort.
    """

    ends: list[Mentorship]
    is_success: bool
    way: str
    places: int
    again: int
    waiting: int


def way_of(reason: str) -> str:
    """Return how a mentorship ends for a reason: it is completed, or ends early."""
    return "complete" if reason in _COMPLETES else "end"


def preview(cohort: Cohort, chosen: Sequence[Mentorship], reason: str) -> Preview:
    """Return what it would mean to end ``chosen`` now; nothing is changed."""
    way = way_of(reason)
    ends = [row for row in chosen if row.status in MENTORSHIP[way].sources]
    return Preview(
        ends=ends,
        is_success=reason in SUCCESSES,
        way=way,
        places=len(ends),
        again=len(ends) if way == "end" and reason in LOOKS_AGAIN else 0,
        waiting=waitlist(cohort).count(),
    )


@transaction.atomic
def close(
    *, cohort: Cohort, mentorships: Sequence[Mentorship], reason: str, by: Actor, words: str = ""
) -> int:
    """End mentorships of the cohort for one reason, all of them or none; return how many.

    The mentors’ places are free the same day, and both are told. Raises NotAllowed, Refused without a reason or with
    nobody chosen, and Stale where one of them stands otherwise by now.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    if not mentorships:
        raise Refused(_("Tick the mentorships that end."))
    for row in mentorships:
        finish(mentorship=row, way=way_of(reason), reason=reason, words=words, by=by)
        tell_it_ended(row)
    plan(cohort=cohort, by=by)
    return len(mentorships)


@transaction.atomic
def leave(*, mentorship: Mentorship, reason: str, by: Actor, words: str = "") -> None:
    """End a mentorship, as one of the two says; the other is told that it is over, and not why.

    Raises NotAllowed for anybody but the two, Refused without a reason they can give, and Stale where it is over.
    """
    side = check_answer(by, mentorship)
    if reason not in OWN_REASONS:
        raise Refused(_("Choose why it ended."))
    if mentorship.status not in TOGETHER:
        raise Refused(_("This mentorship is over already."))
    way = way_of(reason) if mentorship.status in MENTORSHIP[way_of(reason)].sources else "end"
    before, now = mentorship.status, timezone.now()
    move(
        mentorship,
        MENTORSHIP[way],
        since=now,
        decided_by=None,
        end_reason=reason,
        ended_on=timezone.localdate(now),
    )
    mentorship.write("sealed_end", words)
    record(
        by=by,
        verb=MENTORSHIP[way].verb,
        what=mentorship,
        about=mentorship.participant.person.user,
        before=before,
        after=mentorship.status,
        side=side,
    )
    follow_mentor(mentorship.mentor, by)
    person = mentorship.mentor.person if side == "mentor" else mentorship.participant.person
    tell_it_ended(mentorship, but=person)
    plan(cohort=mentorship.cohort, by=by)


@transaction.atomic
def offer_places(*, cohort: Cohort, places: int, by: Actor) -> int:
    """Give the cohort as many more seats as places of mentors are free and people wait; return how many.

    Whoever is first in line then stands under Today, to be given one. Raises NotAllowed.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    more = min(places, waitlist(cohort).count())
    if more:
        Cohort.objects.filter(pk=cohort.pk).update(seats=F("seats") + more, version=F("version") + 1)
        record(by=by, verb="cohort.places_offered", what=cohort, seats=more)
    return more
