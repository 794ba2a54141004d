"""Writing the plan of a pair: goals, steps, what is done. Both may; nothing that was written is lost."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused, Stale
from parcours.engagements.course_lists import TERM
from parcours.engagements.models import Mentorship, PlanItem
from parcours.engagements.policies import check_running

LONGEST = 500
MOST = 200
"""Goals and steps of a pair, those that were dropped included."""


@transaction.atomic
def write_goal(
    *, mentorship: Mentorship, term: str, words: str, by: Actor, by_day: dt.date | None = None
) -> PlanItem:
    """Write down a goal, until a day or without one.

    Raises NotAllowed for anybody but the two, and Refused without words or a term.
    """
    if term not in TERM:
        raise Refused(_("Choose a term."))
    return _write(PlanItem(mentorship=mentorship, term=term, by_day=by_day), words, by)


@transaction.atomic
def write_step(*, goal: PlanItem, words: str, by_day: dt.date | None, by: Actor) -> PlanItem:
    """Write down a step towards a goal, until a day or without one. Raises as `write_goal`, and Stale."""
    _check_stands(goal)
    return _write(PlanItem(mentorship=goal.mentorship, goal=goal, by_day=by_day), words, by)


@transaction.atomic
def reword(*, item: PlanItem, words: str, by: Actor) -> PlanItem:
    """Put other words in place of an item’s; a goal’s steps go with it, and what it said stays in the history.

    Raises NotAllowed, Refused without words, and Stale where it was replaced or dropped meanwhile.
    """
    side = check_running(by, item.mentorship)
    if words.strip() == item.words:
        return item
    _end(item, side)
    written = _write(
        PlanItem(
            mentorship=item.mentorship, goal=item.goal, term=item.term, by_day=item.by_day, instead_of=item
        ),
        words,
        by,
    )
    PlanItem.objects.filter(goal=item).update(goal=written)
    return written


@transaction.atomic
def mark(*, item: PlanItem, is_done: bool, by: Actor) -> None:
    """Mark an item as done, or as open again. Raises NotAllowed, and Stale where it was dropped meanwhile."""
    side = check_running(by, item.mentorship)
    now = {"done_by": side, "done_at": timezone.now()} if is_done else {"done_by": "", "done_at": None}
    if not PlanItem.objects.filter(pk=item.pk, dropped_at=None).update(**now):
        raise Stale(_gone())
    record(by=by, verb="plan.marked", what=item, done=is_done)


@transaction.atomic
def drop(*, item: PlanItem, by: Actor) -> None:
    """Take an item out of the plan; it stays in the history. Raises NotAllowed, and Stale where it was out already."""
    side = check_running(by, item.mentorship)
    _end(item, side)
    record(by=by, verb="plan.dropped", what=item)


def _write(item: PlanItem, words: str, by: Actor) -> PlanItem:
    side, words = check_running(by, item.mentorship), words.strip()
    if not words or len(words) > LONGEST:
        raise Refused(_("Write it in up to %(most)s characters.") % {"most": LONGEST})
    if PlanItem.objects.filter(mentorship=item.mentorship).count() >= MOST:
        raise Refused(_("The plan holds %(most)s goals and steps at most.") % {"most": MOST})
    item.organization, item.written_by = by.here, side
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as twice:  # replaced by the other one at this moment
        raise Stale(_gone()) from twice
    item.write(words)
    record(by=by, verb="plan.written", what=item, goal=item.goal_id)
    return item


def _end(item: PlanItem, side: str) -> None:
    now = {"dropped_by": side, "dropped_at": timezone.now()}
    if not PlanItem.objects.filter(pk=item.pk, dropped_at=None).update(**now):
        raise Stale(_gone())


def _check_stands(goal: PlanItem) -> None:
    if goal.goal_id or not PlanItem.objects.filter(pk=goal.pk, dropped_at=None).exists():
        raise Stale(_gone())


def _gone() -> str:
    return _("The other one changed this part of the plan meanwhile. Open the page again.")
