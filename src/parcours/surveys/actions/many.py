"""Asking many people to answer a questionnaire: whoever can be asked is, and the others are named with the reason."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.people.models import Person
from parcours.programs.models import Cohort
from parcours.surveys.actions.asking import AlreadyAsked, ask
from parcours.surveys.models import Questionnaire, SurveyRequest
from parcours.surveys.queries import today

MOST_AT_ONCE = 300
"""So many people are asked by one press; the next press takes those who are left."""

WHY: Mapping[str, Promise] = MappingProxyType(
    {
        "no_address": _("No email address and no account"),
        "asked": _("Is asked this already"),
        "answered": _("Has answered, and can still correct it"),
        "declined": _("Does not want to answer this time"),
        "later": _("More than can be asked at once: ask again for them"),
        "meanwhile": _("Was asked by somebody else at this moment"),
    }
)
"""Why somebody is left out."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Who can be asked (or was), and who is left out, each with a code of `WHY`."""

    can: list[Person]
    left_out: list[tuple[Person, str]]


def sort_out(questionnaire: Questionnaire, people: Iterable[Person], day: dt.date) -> Sorted:
    """Return which of ``people`` can be asked on ``day``, in their order."""
    waits = SurveyRequest.objects.filter(questionnaire=questionnaire, closes_on__gte=day).exclude(
        state="closed"
    )
    known = dict(waits.order_by("pk").values_list("person", "state"))
    can: list[Person] = []
    left_out: list[tuple[Person, str]] = []
    for person in people:
        why = _why(person, known.get(person.pk, ""))
        if not why and len(can) < MOST_AT_ONCE:
            can.append(person)
        else:
            left_out.append((person, why or "later"))
    return Sorted(can, left_out)


def _why(person: Person, state: str) -> str:
    if state in {"planned", "open"}:
        return "asked"
    if state in {"answered", "declined"}:
        return state
    return "" if person.email or person.user_id else "no_address"


@transaction.atomic
def ask_many(
    *,
    questionnaire: Questionnaire,
    people: Sequence[Person],
    opens: dt.date,
    due: dt.date,
    by: Actor,
    cohort: Cohort | None = None,
) -> Sorted:
    """Ask whoever of ``people`` can be asked, each in their language; return who was, and who was left out.

    Raises NotAllowed, and Refused for what makes no sense, such as a last day before the first: then nobody is asked.
    """
    found = sort_out(questionnaire, people, today(by.here))
    asked: list[Person] = []
    left_out = list(found.left_out)
    for person in found.can:
        try:
            ask(person=person, questionnaire=questionnaire, opens=opens, due=due, cohort=cohort, by=by)
        except AlreadyAsked:
            left_out.append((person, "meanwhile"))
        else:
            asked.append(person)
    return Sorted(asked, left_out)
