"""The queue: everything about people and pairs that waits for a coordinator, worked out from the facts each time."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.applications.waiting import unanswered_places, waiting_applications
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import can_see_concerns
from parcours.engagements.queries import waits_for, who_declined
from parcours.engagements.unpublished_surveys import unpublished
from parcours.engagements.waiting import ALERTS, alerts, unmatched
from parcours.outcomes.queries import to_call
from parcours.people.models import Person
from parcours.people.queries import unfinished_requests
from parcours.programs.models import Cohort
from parcours.today.models import KINDS, Decision

PROFILE_DAYS = 7
"""Days after which a profile counts as unfinished."""

PAIRS = frozenset(ALERTS) - {"answer", "declined"}
"""Kinds that are about a mentorship that runs; `engagements.waiting` says when each begins."""

TO_BE_CLOSED = frozenset({"concern"})
"""Kinds with a procedure of their own: they can be put off, and are done only once that is closed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row. ``about`` is the number of the mentorship, application, place, cohort, follow-up or request behind it.

    ``cause`` is the day since which it is there; ``status`` is that of an application, ``reason`` the one with which a
    pair was declined, ``declined_by`` the side that did, ``lacks`` what no questionnaire is published for, as purposes
    and audiences; otherwise they are empty. ``decision`` is the latest one about it, whether or not it holds.
    """

    kind: str
    about: int
    cause: dt.date
    people: tuple[Person, ...]
    cohort: Cohort | None
    status: str = ""
    reason: str = ""
    declined_by: str = ""
    lacks: tuple[tuple[str, str], ...] = ()
    decision: Decision | None = None

    @property
    def seen(self) -> int:
        """How many decisions there were about it."""
        return self.decision.number if self.decision else 0


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, and what was put off or is done while its cause is still there."""

    waiting: list[Item]
    aside: list[Item]


def queue(today: dt.date, actor: Actor) -> Queue:
    """Return the queue as the actor may see it: a concern about oneself is left to others."""
    items = with_decisions(found(today, actor))
    waiting = [one for one in items if not (one.decision and one.decision.holds(one.cause, today))]
    return Queue(waiting, [one for one in items if one not in waiting])


def found(today: dt.date, actor: Actor) -> list[Item]:
    """Return everything that calls for somebody, whatever was decided about it: the most urgent first, then by day."""
    rows = [one for _kinds, given in _sources(today, actor) for one in given]
    return sorted(rows, key=lambda one: (KINDS.index(one.kind), one.cause, one.about))


def with_decisions(items: Iterable[Item]) -> list[Item]:
    """Return the items with the latest decision about each."""
    latest = {(one.kind, one.about): one for one in Decision.objects.select_related("taken_by")}
    return [replace(one, decision=latest.get((one.kind, one.about))) for one in items]


def item(kind: str, about: int, today: dt.date, actor: Actor) -> Item | None:
    """Return the row as it stands, None where nothing calls for anybody there (any more)."""
    rows = (one for kinds, given in _sources(today, actor) if kind in kinds for one in given)
    asked = [one for one in rows if (one.kind, one.about) == (kind, about)]
    return with_decisions(asked)[0] if asked else None


def decisions(kind: str, about: int) -> list[Decision]:
    """Return what was decided about a row, the latest first."""
    rows = Decision.objects.filter(kind=kind, about=about).select_related("taken_by")
    return list(rows.order_by("-number"))


def _sources(today: dt.date, actor: Actor) -> Iterator[tuple[Collection[str], Iterator[Item]]]:
    """Give what rows come from, each with its kinds: the database is asked only where they are gone through."""
    yield ALERTS, _of_pairs(today, actor)
    yield ("application", "referral", "review"), _applications()
    yield ("questionnaire",), _questionnaires(today)
    yield ("place",), _places()
    yield ("follow_up",), _follow_ups(today)
    yield ("profile",), _profiles()


def _pair(row: Mentorship) -> tuple[Person, ...]:
    return row.participant.person, row.mentor.person


def _of_pairs(today: dt.date, actor: Actor) -> Iterator[Item]:
    for one in alerts(today):
        row, people = one.mentorship, _pair(one.mentorship)
        if one.what == "concern" and not can_see_concerns(actor, row):
            continue
        if one.what == "answer":
            people = tuple(person for person in (waits_for(row),) if person is not None)
        if people:
            yield Item(
                one.what,
                row.pk,
                one.since,
                people,
                row.cohort,
                reason=row.decline_reason,
                declined_by=who_declined(row),
            )


def _applications() -> Iterator[Item]:
    for why, row in waiting_applications(unmatched()):
        yield Item(why, row.pk, _day(row.since), (row.participant.person,), row.cohort, row.status)


def _questionnaires(today: dt.date) -> Iterator[Item]:
    for one in unpublished(today):
        yield Item("questionnaire", one.cohort.pk, one.since, (), one.cohort, lacks=one.lacks)


def _places() -> Iterator[Item]:
    for row in unanswered_places():
        yield Item("place", row.pk, _day(row.since), (row.mentor.person,), row.cohort)


def _follow_ups(today: dt.date) -> Iterator[Item]:
    for row in to_call(today).filter(handed_to=None):
        yield Item("follow_up", row.pk, row.next_on or row.due_on, (row.participant.person,), row.cohort)


def _profiles() -> Iterator[Item]:
    until = timezone.now() - dt.timedelta(days=PROFILE_DAYS)
    for row in unfinished_requests().filter(asked_at__lte=until):
        yield Item("profile", row.pk, _day(row.asked_at), (row.person,), None)


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)
