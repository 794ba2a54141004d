"""Who a row is about, and which of its cells say something new: asked for the preview, and again when it is applied."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from parcours.accounts.imports.kinds import Look, Problem, Values
from parcours.accounts.models.imports import RowOutcome
from parcours.core.language import N_
from parcours.core.plain import email_key
from parcours.people.imports.models import Origin
from parcours.people.kinds import FACTS, Kind
from parcours.people.models import LanguageSkill, OccupationHeld, Person
from parcours.people.models.standing import Standing
from parcours.people.states import ways_from
from parcours.tables.text import fold

OCCUPATIONS: Mapping[Kind, Mapping[str, str]] = {
    Kind.PARTICIPANT: {"occupations": "target", "occupations_before": "before"},
    Kind.MENTOR: {"occupations": "present"},
}
"""Which of somebody's occupations the spreadsheet of a kind speaks of, by field."""

PERSON = (
    "given_name",
    "family_name",
    "pronunciation",
    "email",
    "phone",
    "city",
    "province",
    "employer",
    "department",
    "years_experience",
    "meeting",
    "availability",
)
STANDING = (
    "goals",
    "goals_in_words",
    "similar_background",
    "offers",
    "offers_in_words",
    "capacity",
    "minimum",
)

_LISTS_OF_OCCUPATIONS = frozenset(name for names in OCCUPATIONS.values() for name in names)

_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@dataclass(slots=True)
class Plan:
    """What a row asks for. Without a person, they are new; ``before`` and ``after`` are what changes, by field.

    ``occupations`` are those on file, by field.
    """

    values: Values
    person: Person | None = None
    standing: Standing | None = None
    origin: Origin | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    occupations: dict[str, list[OccupationHeld]] = field(default_factory=dict)
    languages: list[LanguageSkill] = field(default_factory=list)
    problem: Problem | None = None

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        known = self.person is not None and self.standing is not None and self.origin is not None
        return known and not self.after and self._is_as_said

    @property
    def _is_as_said(self) -> bool:
        assert self.origin is not None  # noqa: S101 - asked where there is one
        given = str(self.values.get("id", ""))
        return digests(self.values).items() <= self.origin.said.items() and given in {
            "",
            self.origin.source_id,
        }


def look(kind: Kind, rows: Sequence[Values]) -> list[Look]:
    """Return what each row would do."""
    return [look_at(plan) for plan in plans(kind, rows)]


def look_at(plan: Plan) -> Look:
    """Return what the row of a plan would do."""
    if plan.problem:
        return Look(RowOutcome.PROBLEM, problem=plan.problem)
    if plan.person is None:
        return Look(RowOutcome.NEW)
    if plan.is_idle:
        return Look(RowOutcome.UNCHANGED)
    return Look(
        RowOutcome.CHANGED, {name: (plan.before.get(name, ""), value) for name, value in plan.after.items()}
    )


def plans(kind: Kind, rows: Sequence[Values]) -> list[Plan]:
    """Return what each row asks for, in a few queries for all of them."""
    finder = _Finder(kind, rows)
    found = [finder.plan(row) for row in rows]
    known = [plan for plan in found if plan.person is not None and plan.problem is None]
    _add_what_is_there(kind, known)
    for plan in known:
        _compare(kind, plan)
    return found


def digests(values: Values) -> dict[str, str]:
    """Return a short digest of what each field says."""
    return {
        name: _digest(value) for name, value in values.items() if not name.startswith("_") and name != "id"
    }


def _digest(value: Any) -> str:  # noqa: ANN401 - whatever a cell says
    text = _written(value)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


class _Finder:
    """Finds the people of rows: by the identifier of their spreadsheet, or by their address."""

    def __init__(self, kind: Kind, rows: Sequence[Values]) -> None:
        ids = {str(row["id"]) for row in rows if row.get("id")}
        emails = {email_key(row["email"]) for row in rows if row.get("email")}
        of_kind = Origin.objects.filter(kind=kind).select_related("person__user")
        origins = list(of_kind.filter(source_id__in=ids)) if ids else []
        people = Person.objects.select_related("user").filter(email_key__in=emails) if emails else []
        self.by_email = {person.email_key: person for person in people}
        self.by_id = {origin.source_id: origin for origin in origins}
        self.by_person = {origin.person_id: origin for origin in origins}
        others = [person.pk for person in self.by_email.values() if person.pk not in self.by_person]
        if others:
            self.by_person.update({one.person_id: one for one in of_kind.filter(person__in=others)})

    def plan(self, row: Values) -> Plan:
        """Return who the row is about, or why that cannot be told."""
        source = str(row.get("id", ""))
        origin = self.by_id.get(source) if source else None
        owner = self.by_email.get(email_key(row.get("email", "")))
        if origin is not None:
            if owner is not None and owner.pk != origin.person_id:
                return Plan(row, problem=_taken(str(row["email"]), owner))
            return Plan(row, origin.person, origin=origin)
        if owner is None:
            return Plan(row)
        origin = self.by_person.get(owner.pk)
        if origin is not None and source and origin.source_id:
            return Plan(row, problem=_taken(str(row["email"]), owner))
        return Plan(row, owner, origin=origin)


def _taken(email: str, owner: Person) -> Problem:
    return Problem(
        "",
        N_("{email} is the address of {person}, who has another identifier."),
        N_("Correct the identifier or the address."),
        {"email": email, "person": str(owner)},
    )


def _add_what_is_there(kind: Kind, known: list[Plan]) -> None:
    """Read what the people are here, and the parts of their profiles that a spreadsheet speaks of."""
    keys = [plan.person.pk for plan in known if plan.person]
    if not keys:
        return
    by_person = {plan.person.pk: plan for plan in known if plan.person}
    for standing in FACTS[kind].model.objects.filter(person__in=keys):
        by_person[standing.person_id].standing = standing
    names = {held: name for name, held in OCCUPATIONS[kind].items()}
    for occupation in OccupationHeld.objects.filter(person__in=keys, kind__in=names):
        there = by_person[occupation.person_id].occupations
        there.setdefault(names[occupation.kind], []).append(occupation)
    for skill in LanguageSkill.objects.filter(person__in=keys):
        by_person[skill.person_id].languages.append(skill)


def _compare(kind: Kind, plan: Plan) -> None:
    """Note what changes: cells that say something else than the last time, and than what is there."""
    said = plan.origin.said if plan.origin else {}
    new = {name for name, digest in digests(plan.values).items() if said.get(name) != digest}
    for name in sorted(new):
        before, after = _there(plan, name), plan.values[name]
        if not _same(name, before, after):
            plan.before[name], plan.after[name] = before, after
    if "status" in plan.after and plan.standing is not None:
        ways = ways_from(FACTS[kind].ways, plan.standing.status)
        if all(way.target != plan.after["status"] for way in ways):
            plan.problem = Problem(
                "",
                N_("There is no step from the status “{before}” to “{after}”."),
                N_("Take the steps on the person’s page, or correct the status."),
                {"before": plan.standing.status, "after": plan.after["status"]},
            )


def _there(plan: Plan, name: str) -> Any:  # noqa: ANN401 - of each field
    """Return what is there now, as a row says it."""
    if name in PERSON:
        value = getattr(plan.person, name)
        return f"{value:.1f}" if isinstance(value, Decimal) else "" if value is None else value
    if name in _LISTS_OF_OCCUPATIONS:
        return [one.title for one in plan.occupations.get(name, ())]
    if name == "languages":
        return {one.language: one.lowest for one in plan.languages}
    if plan.standing is None:
        return ""
    if name == "waiting_since":
        return plan.standing.status_since.date().isoformat()
    value = getattr(plan.standing, name)
    return "" if value is None else value


def _same(name: str, before: Any, after: Any) -> bool:  # noqa: ANN401 - of each field
    """Return whether what is there says it already; more occupations and languages may be there than are written."""
    if name in _LISTS_OF_OCCUPATIONS:
        return {fold(title) for title in after} <= {fold(title) for title in before}
    if name == "languages":
        there: Mapping[str, int | None] = before
        return all(code in there and level in {None, there[code]} for code, level in after.items())
    if name == "email":
        return email_key(before) == email_key(after)
    return bool(before == after)
