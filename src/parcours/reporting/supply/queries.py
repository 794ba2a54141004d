"""Reads supply and demand, of the organization in scope: four queries, however many people there are."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from parcours.people.models import Mentor, OccupationHeld, Participant
from parcours.people.queries import pauses_on
from parcours.programs.models import Ask
from parcours.reporting.supply.balance import Line, balance

_WAITING = ("applied", "eligible", "waitlisted")
_YEAR = dt.timedelta(weeks=52)
_USUAL_LENGTH = dt.timedelta(weeks=17)
"""Who completed a program had begun it so long before."""


def supply(now: dt.datetime, day: dt.date) -> list[Line]:
    """Return supply and demand by occupation on ``day``, which ``now`` is in: the widest gap first.

    A participant counts under the occupation that they aim at first, a mentor under what they do at present; under none
    where no code is confirmed. Places are those of mentors who are available and not paused.
    """
    waiting = Participant.objects.filter(status__in=_WAITING)
    begun = Participant.objects.filter(
        Q(status__in=("enrolled", "on_hold"), status_since__gt=now - _YEAR)
        | Q(status="completed", status_since__gt=now - _YEAR + _USUAL_LENGTH)
    )
    mentors = Mentor.objects.filter(status="available").exclude(
        pk__in=pauses_on(day).values("mentor"),
    )
    asked = Ask.objects.filter(status="open").order_by().values("noc")
    return balance(
        waiting=_counted(_by_code(waiting, "target").annotate(n=Count("pk"))),
        places=_counted(_by_code(mentors, "present").annotate(n=Sum("capacity"))),
        asked={row["noc"]: row["n"] for row in asked.annotate(n=Sum("number"))},
        begun=_counted(_by_code(begun, "target").annotate(n=Count("pk"))),
    )


def _counted(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    return {str(row["code"]): row["n"] for row in rows}


def _by_code(rows: QuerySet[Any], kind: str) -> QuerySet[Any, Any]:
    """Return the rows by the code that was confirmed for the first occupation of the kind, empty for none."""
    held = OccupationHeld.objects.filter(person=OuterRef("person"), kind=kind).order_by("pk")
    code = Coalesce(Subquery(held.values("noc")[:1]), Value(""))
    coded: QuerySet[Any, Any] = rows.order_by().annotate(code=code).values("code")
    return coded
