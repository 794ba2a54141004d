"""Rows as they were before a merge, so that they can be brought back byte for byte, and whether they changed since."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models
from django.db.models import Model

from parcours.core.keyring import is_current
from parcours.core.sealed_field import SealedField

_TEXTS = "sealed"
"""In a kept row: what its sealed fields say, should their key be gone when the row comes back."""


class Missing(Exception):
    """A row cannot come back: what it points to is gone."""


def name_of(row: Model) -> str:
    """Return what a row is called among those kept: its table and its number."""
    return f"{row._meta.label_lower} {row.pk}"  # noqa: SLF001 - documented


class Before:
    """What rows were before they were changed or deleted, and which rows are new."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self.made: list[str] = []

    def keep(self, row: Model, **columns: object) -> None:
        """Keep a row as it is, unless it was kept before; ``columns`` are known better than ``row`` has them."""
        if name_of(row) not in self.rows:
            kept = _as_data(row)
            kept["fields"] |= columns
            kept[_TEXTS] = {field.name: field.read(row) for field in _sealed(row)}
            self.rows[name_of(row)] = kept

    def text(self, loose: Iterable[type[Model]]) -> str:
        """Return everything as text, with a digest of each row as it is now, but for those of ``loose`` tables."""
        tables = {model._meta.label_lower for model in loose}  # noqa: SLF001 - documented
        watched = [name for name in (*self.rows, *self.made) if name.partition(" ")[0] not in tables]
        now = {name: digest(row) for name in watched if (row := found(name)) is not None}
        return json.dumps({"rows": list(self.rows.values()), "made": self.made, "now": now}, default=str)


def found(name: str) -> Model | None:
    """Return the row of this name, as it is now."""
    label, _blank, number = name.partition(" ")
    row: Model | None = apps.get_model(label)._default_manager.filter(pk=number).first()  # noqa: SLF001
    return row


def digest(row: Model) -> str:
    """Return what changes when anything in the row does; sealing it with another key changes nothing."""
    data = _as_data(row)
    data["fields"] |= {field.name: field.read(row) for field in _sealed(row)}
    return sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def bring_back(rows: list[dict[str, Any]]) -> None:
    """Bring rows back: first those that are there in another form, then those that are gone.

    Of a row that is there, only what differs is written: some tables refuse to have the rest touched. Raises Missing
    where a row points to one that is neither there nor among them.
    """
    back = [next(iter(serializers.deserialize("python", [row]))) for row in rows]
    there = {name_of(one.object): found(name_of(one.object)) for one in back}
    for one, row in zip(back, rows, strict=True):
        _seal_again(one.object, row[_TEXTS])
        for target in _targets(one.object):
            if target not in there and found(target) is None:
                raise Missing(target)
    for one in sorted(back, key=lambda one: there[name_of(one.object)] is None):
        now = there[name_of(one.object)]
        if now is None:
            one.save()
        elif changed := _differing(now, one.object):
            type(now)._default_manager.filter(pk=now.pk).update(**changed)  # noqa: SLF001 - documented


def _differing(now: Model, back: Model) -> dict[str, Any]:
    """Return the columns of ``back`` that ``now`` has otherwise, by their names."""
    values = ((field.attname, getattr(back, field.attname)) for field in back._meta.concrete_fields)  # noqa: SLF001
    return {name: value for name, value in values if _plain(value) != _plain(getattr(now, name))}


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _as_data(row: Model) -> dict[str, Any]:
    (data,) = serializers.serialize("python", [row])
    return dict(data)


def _sealed(row: Model) -> Iterator[SealedField]:
    return (field for field in row._meta.concrete_fields if isinstance(field, SealedField))  # noqa: SLF001


def _seal_again(row: Model, texts: dict[str, str]) -> None:
    for field in _sealed(row):
        stored = bytes(getattr(row, field.attname))
        if stored and not is_current(stored):
            field.write(row, texts[field.name])


def _targets(row: Model) -> Iterator[str]:
    for field in row._meta.concrete_fields:  # noqa: SLF001 - documented
        number = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey) and number is not None:
            yield f"{field.related_model._meta.label_lower} {number}"  # noqa: SLF001 - documented
