"""A spreadsheet straight into a cohort: participants get seats as long as there are some, mentors take part.

What a row comes to is decided when it is looked at, and kept beside it as a change of ``cohort``; carrying it out keeps
to that, so that the order in which rows are applied decides nothing (docs/adr/0122).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT

from parcours.accounts.actors import Actor
from parcours.accounts.imports import registry
from parcours.accounts.imports.kinds import Kind as ImportKind
from parcours.accounts.imports.kinds import Look, Problem, Values
from parcours.accounts.models import Import
from parcours.accounts.models.imports import ImportRow, RowOutcome
from parcours.applications.actions.deciding import put_in_line, seat
from parcours.applications.actions.mentors import take_mentor
from parcours.applications.models import Application, MentorPlace
from parcours.core.language import N_
from parcours.people.imports.kinds import MENTORS, PARTICIPANTS
from parcours.people.imports.planning import Plan, look_at, plans
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant, Person
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts

FIELD = "cohort"
"""The change of a row that says what the person comes to in the cohort."""

_STEP = 50
"""Each row takes some twenty queries and may write a letter: so few keep others waiting for a moment only."""

_OPEN = ("planned", "recruiting", "full", "running")


def cohorts_to_fill() -> QuerySet[Cohort]:
    """Return the cohorts into which people can be imported, the latest first."""
    return cohorts().filter(status__in=_OPEN)


def cohort_of(import_: Import) -> Cohort | None:
    """Return the cohort into which the rows of an import are brought, or None."""
    return None if import_.into is None else cohorts().filter(pk=import_.into).first()


def comings(import_: Import) -> dict[str, int]:
    """Return how many rows of an import come to which status in its cohort, those with a problem left out."""
    key = f"values___changes__{FIELD}__1"
    rows = ImportRow.objects.filter(source=import_, **{f"{key}__isnull": False}).order_by()
    counted = rows.exclude(outcome=RowOutcome.PROBLEM).values_list(KT(key)).annotate(Count("pk"))
    return dict(counted)


def register_all() -> None:
    """Say which imports can bring their rows into a cohort."""
    registry.bring_into(PARTICIPANTS.key, lambda import_: _into(import_, PARTICIPANTS, _Seats))
    registry.bring_into(MENTORS.key, lambda import_: _into(import_, MENTORS, _Places))


class _Ways(Protocol):
    """What one kind of people come to in a cohort: statuses now, what becomes of them, and doing it."""

    kind: Kind

    def __init__(self, cohort: Cohort, free: int) -> None: ...

    def there(self, people: Sequence[int]) -> Mapping[int, str]: ...

    def decide(self, plan: Plan, status: str, asked: str) -> str | Problem: ...

    def carry_out(self, person: Person, status: str, by: Actor) -> None: ...


@dataclass(slots=True)
class _Seats:
    """Participants: a seat for each row in the order of the sheet, then the wait list."""

    cohort: Cohort
    free: int
    kind: Kind = Kind.PARTICIPANT

    def there(self, people: Sequence[int]) -> Mapping[int, str]:
        rows = Application.objects.select_for_update().filter(cohort=self.cohort)
        return dict(rows.filter(participant__person__in=people).values_list("participant__person", "status"))

    def decide(self, plan: Plan, status: str, asked: str) -> str | Problem:  # noqa: ARG002 - as for places
        if status in {"not_eligible", "declined", "withdrawn"}:
            return Problem(
                "",
                N_("The person’s application to this cohort is closed."),
                N_("Take it up again on its page, or leave the row out."),
            )
        if status == "accepted":
            return status
        if self.free > 0 and asked != "waitlisted":
            self.free -= 1
            return "accepted"
        if asked == "accepted":
            return Problem(
                "",
                N_("The seats were given to others since the file was read."),
                N_("Import the file again: who has no seat goes on the wait list then."),
            )
        if status == "waitlisted" or self.cohort.has_waitlist:
            return "waitlisted"
        return Problem(
            "",
            N_("All seats of the cohort are taken, and it keeps no wait list."),
            N_("Add seats to the cohort, or leave the row out."),
        )

    def carry_out(self, person: Person, status: str, by: Actor) -> None:
        found = Participant.objects.select_related("person__user", "organization").get(person=person)
        (seat if status == "accepted" else put_in_line)(cohort=self.cohort, participant=found, by=by)


@dataclass(slots=True)
class _Places:
    """Mentors: they take part, with room for as many as their profile says."""

    cohort: Cohort
    free: int
    kind: Kind = Kind.MENTOR

    def there(self, people: Sequence[int]) -> Mapping[int, str]:
        rows = MentorPlace.objects.select_for_update().filter(cohort=self.cohort)
        return dict(rows.filter(mentor__person__in=people).values_list("mentor__person", "status"))

    def decide(self, plan: Plan, status: str, asked: str) -> str | Problem:  # noqa: ARG002 - as for seats
        if status in {"declined", "withdrawn"}:
            return Problem(
                "",
                N_("The mentor said no to this cohort, or was taken out of it."),
                N_("Ask them again on the page of the cohort’s mentors, or leave the row out."),
            )
        room = getattr(plan.standing, "capacity", 1)
        if plan.values.get("capacity", room) == 0:
            return Problem(
                "",
                N_("The mentor has no room: the capacity is 0."),
                N_("Write for how many people they have room, or leave the row out."),
            )
        return "agreed"

    def carry_out(self, person: Person, status: str, by: Actor) -> None:  # noqa: ARG002 - there is one
        found = Mentor.objects.select_related("person__user", "organization").get(person=person)
        take_mentor(cohort=self.cohort, mentor=found, places=found.capacity, by=by)


def _into(import_: Import, kind: ImportKind, ways: type[_Ways]) -> ImportKind:
    """Return a kind of import whose rows also come to something in the cohort of the import."""

    def look(rows: Sequence[Values]) -> list[Look]:
        cohort = cohorts().get(pk=import_.into or 0)
        promised = comings(import_).get("accepted", 0)
        there = ways(cohort, cohort.seats - cohort.taken - promised)
        found = plans(there.kind, rows)
        return [
            _looked(look_at(plan), *decided)
            for plan, decided in zip(found, _decided(there, found), strict=True)
        ]

    def apply(by: Actor, rows: Sequence[Values]) -> list[RowOutcome | Problem]:
        # The cohort is held first: until the transaction ends, nobody else gives the seats that are counted here.
        cohort = Cohort.objects.select_for_update().get(pk=import_.into or 0)
        there = ways(cohort, cohort.seats - cohort.taken)
        decided = _decided(there, plans(there.kind, rows))
        good = [
            row for row, (_before, after) in zip(rows, decided, strict=True) if not isinstance(after, Problem)
        ]
        came_of = iter(zip(kind.apply(by, good), plans(there.kind, good), strict=True))
        outcomes: list[RowOutcome | Problem] = []
        for before, after in decided:
            if isinstance(after, Problem):
                outcomes.append(after)
                continue
            outcome, plan = next(came_of)
            if plan.person is not None and after != before and not isinstance(outcome, Problem):
                there.carry_out(plan.person, after, by)
                outcome = RowOutcome.APPLIED
            outcomes.append(outcome)
        return outcomes

    return replace(kind, look=look, apply=apply, step=_STEP)


def _decided(there: _Ways, found: Sequence[Plan]) -> list[tuple[str, str | Problem]]:
    """Return what each person is in the cohort now, and comes to; one whose row has a problem comes to nothing."""
    now = there.there([plan.person.pk for plan in found if plan.person])
    decided: list[tuple[str, str | Problem]] = []
    for plan in found:
        before = now.get(plan.person.pk, "") if plan.person else ""
        asked = plan.values.get("_changes", {}).get(FIELD, ("", ""))[1]
        decided.append((before, plan.problem or there.decide(plan, before, asked)))
    return decided


def _looked(look: Look, before: str, after: str | Problem) -> Look:
    """Return what a row would do, with what the person comes to in the cohort."""
    if isinstance(after, Problem):
        return Look(RowOutcome.PROBLEM, problem=after)
    if after == before:
        return look
    outcome = RowOutcome.CHANGED if look.outcome == RowOutcome.UNCHANGED else look.outcome
    return Look(outcome, {**look.changes, FIELD: (before, after)})
