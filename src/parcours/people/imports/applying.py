"""Doing what rows ask: new people in bulk, changes one by one through the same actions as on a page."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.accounts.imports.kinds import Problem, Values
from parcours.accounts.kinds import Language
from parcours.accounts.models.imports import RowOutcome
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.bulk import alike, insert
from parcours.core.codes import UNKNOWN
from parcours.core.language import N_
from parcours.core.plain import email_key, plain
from parcours.core.refusals import NotAllowed, Refused
from parcours.engine.occupations.suggestions import Suggestion
from parcours.people.actions.occupations import write_occupation
from parcours.people.actions.people import give_standing
from parcours.people.actions.profile import add_part, change, remove_part
from parcours.people.actions.standings import take
from parcours.people.imports.models import Origin
from parcours.people.imports.planning import OCCUPATIONS, PERSON, STANDING, Plan, digests, plans
from parcours.people.kinds import FACTS, Kind
from parcours.people.models import LanguageSkill, OccupationHeld, Person
from parcours.people.models.standing import Standing
from parcours.people.occupations import suggest
from parcours.people.states import ways_from
from parcours.reference.noc import load_taxonomy
from parcours.tables.text import fold

_TEXTS = 10_000
"""So many different occupations are remembered: a spreadsheet says the same few thousand again and again."""


def apply(kind: Kind, by: Actor, rows: Sequence[Values]) -> list[RowOutcome | Problem]:
    """Do what the rows ask, and return what came of each. Raises NotAllowed."""
    check(by, Permission.MANAGE_PEOPLE)
    found = plans(kind, rows)
    _add([plan for plan in found if plan.person is None and plan.problem is None], kind, by)
    return [_outcome(plan, kind, by) for plan in found]


def _outcome(plan: Plan, kind: Kind, by: Actor) -> RowOutcome | Problem:
    if plan.problem:
        return plan.problem
    if plan.person is None:
        return RowOutcome.APPLIED
    if plan.is_idle:
        return RowOutcome.UNCHANGED
    try:
        with transaction.atomic():
            _change(plan, plan.person, kind, by)
    except (NotAllowed, Refused) as refusal:
        return Problem("", N_("{reason}"), "", {"reason": str(refusal)})
    except ValidationError as refusal:
        return Problem("", N_("{reason}"), "", {"reason": " ".join(refusal.messages)})
    return RowOutcome.APPLIED


def _add(new: list[Plan], kind: Kind, by: Actor) -> None:
    """Take in everybody who is new, a table at a time."""
    person = Person(organization_id=by.here.pk)
    usual = by.here.language
    people = [_person(alike(person), plan.values, usual) for plan in new]
    insert(people)
    together = [(plan.values, person) for plan, person in zip(new, people, strict=True)]
    standing = FACTS[kind].model(organization_id=by.here.pk)
    insert([_standing(alike(standing), values, person) for values, person in together])
    occupations = {
        name: OccupationHeld(organization_id=by.here.pk, kind=held)
        for name, held in OCCUPATIONS[kind].items()
    }
    insert(
        [
            _occupation(alike(occupation), text, person)
            for values, person in together
            for name, occupation in occupations.items()
            for text in values.get(name, ())
        ]
    )
    skill = LanguageSkill(organization_id=by.here.pk)
    insert(
        [
            _skill(alike(skill), code, level, person)
            for values, person in together
            for code, level in values.get("languages", {}).items()
        ]
    )
    insert([_origin(values, person, kind, by) for values, person in together])


def _person(person: Person, values: Values, usual: str) -> Person:
    person.language = _letters_in(values, usual)
    person.answer(**_for_fields(values, PERSON))
    person.email_key = email_key(person.email)
    person.called = plain(f"{person.family_name} {person.given_name}".strip())[:300]
    return person


def _letters_in(values: Values, usual: str) -> str:
    """Return the language to write to somebody in: the one of English and French they speak, or the ``usual`` one."""
    speaks = [code for code in Language.values if code in values.get("languages", {})]
    return speaks[0] if len(speaks) == 1 else usual


def _standing(row: Standing, values: Values, person: Person) -> Standing:
    # By keys: two objects that know each other stay in memory until the collector looks for such circles.
    row.person_id, row.called = person.pk, person.called
    row.status = values.get("status", UNKNOWN)
    row.answer(**_for_fields(values, STANDING))
    if "waiting_since" in values:
        row.status_since = _start_of(values["waiting_since"])
    return row


def _start_of(day: str) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time()))


def _for_fields(values: Values, names: Sequence[str]) -> dict[str, Any]:
    """Return the values of some fields as they are stored."""
    found = {name: values[name] for name in names if name in values}
    if "years_experience" in found:
        found["years_experience"] = Decimal(found["years_experience"])
    return found


def _occupation(row: OccupationHeld, text: str, person: Person) -> OccupationHeld:
    """Return an occupation with what the coder suggests for it; nobody has confirmed that."""
    row.person_id = person.pk
    row.title, row.title_language = _title(text, person.language), person.language
    for name, value in _suggested(text, person.language).items():
        setattr(row, name, value)
    return row


def _skill(row: LanguageSkill, code: str, level: int | None, person: Person) -> LanguageSkill:
    row.person_id, row.language, row.speaking = person.pk, code, level
    return row


def _title(text: str, language: str) -> str:
    """Return the words of an occupation; those of the classification where only its code was written."""
    taxonomy = load_taxonomy()
    return taxonomy.title(text, language) if taxonomy.is_unit_group(text) else text


@lru_cache(_TEXTS)
def _suggested(text: str, language: str) -> dict[str, Any]:
    said = suggest(text, language)
    first: Suggestion | None = said.suggestions[0] if said and said.suggestions else None
    if said is None or first is None:
        return {}
    return {
        "suggested_noc": first.code,
        "suggested_confidence": first.confidence,
        "coder_version": said.version,
    }


def _origin(values: Values, person: Person, kind: Kind, by: Actor) -> Origin:
    return Origin(
        organization_id=by.here.pk,
        person_id=person.pk,
        kind=kind,
        source_id=str(values.get("id", "")),
        said=digests(values),
    )


def _change(plan: Plan, person: Person, kind: Kind, by: Actor) -> None:
    """Change what the row says anew, and remember what it said."""
    standing = plan.standing or give_standing(person=person, kind=kind, by=by)
    standing.person = person
    change(row=person, by=by, **_for_fields(plan.after, PERSON))
    change(row=standing, by=by, **_for_fields(plan.after, STANDING))
    if "status" in plan.after:
        _go_to(standing, plan.after["status"], kind, by)
    if "waiting_since" in plan.after:
        type(standing)._default_manager.filter(pk=standing.pk).update(  # noqa: SLF001 - documented
            status_since=_start_of(plan.after["waiting_since"])
        )
    for name, held in OCCUPATIONS[kind].items():
        if name in plan.after:
            _change_occupations(plan, name, held, person, by)
    if "languages" in plan.after:
        _change_languages(plan, person, by)
    origin = plan.origin or _origin(plan.values, person, kind, by)
    origin.source_id = origin.source_id or str(plan.values.get("id", ""))
    origin.said = {**origin.said, **digests(plan.values)}
    origin.save()


def _go_to(standing: Standing, status: str, kind: Kind, by: Actor) -> None:
    """Take the way that leads to a status; a status that was just given with the row needs none."""
    way = next((one for one in ways_from(FACTS[kind].ways, standing.status) if one.target == status), None)
    if way is None:
        standing.status = status
        standing.save(update_fields=["status"])
    else:
        take(row=standing, way=way.name, by=by)


def _change_occupations(plan: Plan, name: str, held: str, person: Person, by: Actor) -> None:
    """Of one field, add those that are new; of the others, take out what nobody has looked at."""
    there = {fold(one.title): one for one in plan.occupations.get(name, ())}
    wanted = {fold(_title(text, person.language)): text for text in plan.after[name]}
    for words, one in there.items():
        if words not in wanted and not one.decision:
            one.person = person
            remove_part(part=one, by=by)
    for words, text in wanted.items():
        if words not in there:
            row = write_occupation(
                person=person,
                kind=held,
                title=_title(text, person.language),
                title_language=person.language,
                by=by,
            )
            for field, value in _suggested(text, person.language).items():
                setattr(row, field, value)
            row.save()


def _change_languages(plan: Plan, person: Person, by: Actor) -> None:
    """Add languages and levels; what somebody wrote in more detail stays."""
    there = {one.language: one for one in plan.languages}
    for code, level in plan.after["languages"].items():
        one = there.get(code)
        if one is None:
            part = LanguageSkill(organization=by.here, person=person)
            add_part(part=part, by=by, language=code, speaking=level)
        elif level is not None:
            one.person = person
            change(row=one, by=by, speaking=level)
