"""Ending mentorships: by a coordinator, for one or many, or by either of the two."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.queries import waitlist
from parcours.core.refusals import Refused
from parcours.engagements.actions.ending import end
from parcours.engagements.actions.moving import hold
from parcours.engagements.lists import LOOKS_AGAIN, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import check_answer
from parcours.outcomes.lists import OWN_REASONS, SUCCESSES
from parcours.outcomes.planning import plan
from parcours.programs.models import Cohort


@dataclass(frozen=True, slots=True)
class Preview:
    """What ending some mentorships for one reason means.

    ``places`` are free again the same day, ``again`` mentees are to be matched again, ``waiting`` people are on the
    wait list of the cohort.
    """

    ends: list[Mentorship]
    is_success: bool
    places: int
    again: int
    waiting: int


def preview(cohort: Cohort, chosen: Sequence[Mentorship], reason: str) -> Preview:
    """Return what it would mean to end ``chosen`` now; nothing is changed."""
    ends = [row for row in chosen if row.status in TOGETHER]
    return Preview(
        ends=ends,
        is_success=reason in SUCCESSES,
        places=len(ends),
        again=len(ends) if reason in LOOKS_AGAIN else 0,
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
    hold(*mentorships)
    for row in mentorships:
        end(mentorship=row, reason=reason, words=words, by=by)
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
    person = mentorship.mentor.person if side == "mentor" else mentorship.participant.person
    end(mentorship=mentorship, reason=reason, words=words, side=side, but=(person,), by=by)
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
