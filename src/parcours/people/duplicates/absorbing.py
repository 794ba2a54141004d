"""One row taking over everything that points to another: driven by the tables, so that a new one joins by itself.

Where only one of two rows can be (one part in a program, one entry for a language), the row of the record that stays
is filled from the other, and takes over what points to that one.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import F, Model, QuerySet, UniqueConstraint

from parcours.core.sealed_field import SealedField
from parcours.people.actions.fields import FIELDS, fit
from parcours.people.duplicates.models import Block, Mark, Pair, Trace
from parcours.people.duplicates.snapshots import Before, name_of
from parcours.people.models import OccupationHeld, Person

WORKED_OUT: tuple[type[Model], ...] = (Mark, Block, Pair, Trace)
"""Tables that say nothing by themselves: they are worked out again."""

_EMPTY: tuple[object, ...] = ("", None, [], b"", {})
_CONTENT: Mapping[type[Model], tuple[str, ...]] = {
    **{model: names for model, names in FIELDS.items() if model is not Person},
    OccupationHeld: (*FIELDS[OccupationHeld], "decision", "noc"),
}
"""Entries of a profile of which these fields are the same are one entry."""
_ALONG = {"status": ("status_since",)}
"""Fields that follow another one."""


def pointing_at(model: type[Model]) -> Iterator[tuple[type[Model], Any]]:
    """Give each table with the field by which its rows point to rows of ``model``."""
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 - documented
        if isinstance(relation, models.ManyToOneRel) and relation.related_model not in WORKED_OUT:
            yield relation.related_model, relation.field


def absorb(kept: Model, lost: Model, before: Before, taken: Collection[str]) -> None:
    """Lead everything that points to ``lost`` to ``kept``, and delete ``lost``.

    ``taken`` names fields, such as ``participant.status``, that are taken from the row that goes. Raises
    ValidationError where what is taken does not go together.
    """
    for model, field in pointing_at(type(kept)):
        for row in _rows(model).filter(**{field.name: lost.pk}).order_by("pk").select_for_update():
            rival = _rival(row, field, kept)
            if rival is not None and hasattr(model, "COUNTED_BY"):
                _count_on(row, rival, field, before)
            elif rival is not None:
                before.keep(rival)
                _fill(rival, row, taken)
                absorb(rival, row, before, taken)
            elif field.primary_key:
                _make_again(row, kept, before)
            else:
                before.keep(row)
                _rows(model).filter(pk=row.pk).update(**{field.attname: kept.pk})
    before.keep(lost)
    lost.delete()


def _count_on(row: Model, rival: Any, field: Any, before: Before) -> None:  # noqa: ANN401 - rows of one table
    """Let a version of one row and those of the other follow each other; nothing that somebody uploaded is lost.

    Their numbers go on after the highest there was, so that an undo finds the old ones free.
    """
    number, moment = type(row).COUNTED_BY  # type: ignore[attr-defined]
    (names,) = (names for names, _condition in _unique(type(row)) if number in names)
    same = {name: getattr(row, name) for name in names if name not in (field.name, number)}
    owner = getattr(rival, field.attname)
    versions = [
        *_rows(type(row)).filter(**same, **{f"{field.name}__in": (owner, getattr(row, field.attname))})
    ]
    highest = max(getattr(one, number) for one in versions)
    for place, one in enumerate(sorted(versions, key=lambda one: (getattr(one, moment), one.pk)), start=1):
        before.keep(one)
        _rows(type(row)).filter(pk=one.pk).update(**{field.attname: owner, number: highest + place})


def _rows(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.all()  # noqa: SLF001 - documented; of the organization in scope


def _rival(row: Model, field: Any, kept: Model) -> Any:  # noqa: ANN401 - a row of the same table
    """Return the row that stands where ``row`` would come to stand, or None."""
    model = type(row)
    others = _rows(model).filter(**{field.name: kept.pk}).exclude(pk=row.pk)
    if field.unique:
        return others.first()
    for names, condition in _unique(model):
        if field.name in names and (condition is None or _rows(model).filter(condition, pk=row.pk).exists()):
            same = others.filter(**{name: getattr(row, name) for name in names if name != field.name})
            rival = (same if condition is None else same.filter(condition)).first()
            if rival is not None:
                return rival
    content = _CONTENT.get(model)
    return others.filter(**{name: getattr(row, name) for name in content}).first() if content else None


def _unique(model: type[Model]) -> Iterator[tuple[list[str], Any]]:
    """Give the fields of each unique constraint, and its condition."""
    for constraint in model._meta.constraints:  # noqa: SLF001 - documented
        if isinstance(constraint, UniqueConstraint):
            names = [
                *constraint.fields,
                *(vars(one)["name"] for one in constraint.expressions if isinstance(one, F)),
            ]
            yield names, constraint.condition


def _fill(rival: Any, row: Any, taken: Collection[str]) -> None:  # noqa: ANN401 - rows of one table
    """Give ``rival`` what it lacks of ``row``, and what is ``taken``."""
    label = row._meta.model_name  # noqa: SLF001 - documented
    for field in _contents(rival):
        mine, other = _value(rival, field), _value(row, field)
        if other not in _EMPTY and (mine in _EMPTY or f"{label}.{field.name}" in taken):
            _set(rival, field, other)
            for along in _ALONG.get(field.name, ()):
                setattr(rival, along, getattr(row, along))
    if hasattr(rival, "list_versions"):
        rival.list_versions = row.list_versions | rival.list_versions
    if hasattr(rival, "version"):
        rival.version += 1
    if type(rival) in FIELDS:
        fit(rival)
    rival.save()


def _contents(row: Model) -> Iterator[Any]:
    """Give the fields that say something, and not whose the row is or how often it changed."""
    for field in row._meta.concrete_fields:  # noqa: SLF001 - documented
        says = field.editable or isinstance(field, SealedField)
        if says and not field.primary_key and not isinstance(field, models.ForeignKey):
            yield field


def _value(row: Model, field: Any) -> Any:  # noqa: ANN401 - of any field
    return field.read(row) if isinstance(field, SealedField) else getattr(row, field.attname)


def _set(row: Model, field: Any, value: Any) -> None:  # noqa: ANN401 - of any field
    if isinstance(field, SealedField):
        field.write(row, value)
    else:
        setattr(row, field.attname, value)


def _make_again(row: Any, kept: Model, before: Before) -> None:  # noqa: ANN401 - a row whose number is the record's
    """Make the row again under the number of ``kept``: what is sealed is bound to the number."""
    before.keep(row)
    fields = row._meta.concrete_fields  # noqa: SLF001 - documented
    again = type(row)(**{field.attname: getattr(row, field.attname) for field in fields})
    again.pk = kept.pk
    for field in fields:
        if isinstance(field, SealedField):
            field.write(again, field.read(row))
    again.save(force_insert=True)
    before.made.append(name_of(again))
    absorb(again, row, before, ())


def choices(one: Person, other: Person) -> Iterator[tuple[Any, Any, Any]]:
    """Give each field of which the two records say different things, with both rows it is of."""
    pairs: list[tuple[Any, Any]] = [(one, other)]
    for model, field in pointing_at(Person):
        if field.one_to_one and model in FIELDS:
            mine, theirs = (_rows(model).filter(**{field.name: row.pk}).first() for row in (one, other))
            pairs += [(mine, theirs)] if mine and theirs else []
    for mine, theirs in pairs:
        names = [*(["status"] if mine is not one else []), *FIELDS[type(mine)]]
        for name in names:
            field = mine._meta.get_field(name)  # noqa: SLF001 - documented
            left, right = getattr(mine, name), getattr(theirs, name)
            if left != right and left not in _EMPTY and right not in _EMPTY:
                yield field, mine, theirs
