"""Every sealed thing that is stored, and sealing it anew with the key that seals now (docs/adr/0058).

Sessions are left out: they end within twelve hours, and until then the older key opens them.
"""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django_scopes import scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.audit.chain import content_place
from parcours.accounts.audit.salts import salt_place
from parcours.accounts.models import AuditContent, AuditPerson
from parcours.core.keyring import is_current, open_sealed, seal
from parcours.core.sealed_field import SealedField, sealed_fields, sealed_texts
from parcours.core.sealed_files import reseal, sealed_files

SECOND_FACTOR = "second_factor"
"""What secrets of authenticator apps and seeds of recovery codes are bound to."""

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Store:
    """A column with sealed content: its rows, and what a row's content becomes (None where nothing is to be done)."""

    column: str
    rows: models.QuerySet[Any]
    anew: Callable[[Any], Any]


def reseal_across(*, by: Actor) -> dict[str, int]:
    """Seal with the first key whatever another one has sealed; return how many rows of each table that were.

    A few rows at a time, so that others can write meanwhile. It can be stopped and begun again: a row is sealed by one
    key or by the other. Raises Unreadable, with what was done before staying done.
    """
    done: dict[str, int] = {}
    with scopes_disabled():
        for store in _stores():
            table = store.rows.model._meta.label_lower  # noqa: SLF001 - documented
            done[table] = done.get(table, 0) + sum(_sealed_anew(store))
        for model, column in sealed_files():
            names = model._default_manager.order_by("pk").values_list(column, flat=True)  # noqa: SLF001 - documented
            table = model._meta.label_lower  # noqa: SLF001 - documented
            done[table] = done.get(table, 0) + sum(reseal(name) for name in list(names))
    with transaction.atomic():
        record(by=by, verb="keys.rotated", rows=done)
    return done


def _sealed_anew(store: Store) -> Iterator[int]:
    """Go through the rows; one that somebody else changes meanwhile is theirs, and sealed by the key of now."""
    last = None
    while True:
        further = store.rows.order_by("pk") if last is None else store.rows.order_by("pk").filter(pk__gt=last)
        rows = list(further[:_AT_ONCE])
        if not rows:
            return
        last = rows[-1].pk
        with transaction.atomic():
            for row in rows:
                new = store.anew(row)
                if new is not None:
                    same = store.rows.filter(pk=row.pk, **{store.column: getattr(row, store.column)})
                    yield same.update(**{store.column: new})


def _stores() -> Iterator[Store]:
    yield Store(
        "sealed",
        AuditContent.objects.select_related("entry"),
        lambda row: _bytes(row.sealed, content_place(row.entry)),
    )
    yield Store(
        "sealed_salt", AuditPerson.objects.all(), lambda row: _bytes(row.sealed_salt, salt_place(row.pk))
    )
    yield Store("data", Authenticator.objects.all(), lambda row: _factor(row.data))
    for model, column, place in sealed_texts():
        yield Store(column, model._default_manager.all(), partial(_text_column, column, place))  # noqa: SLF001 - documented
    for field in sealed_fields():
        rows = field.model._default_manager.all()  # noqa: SLF001 - documented
        yield Store(field.attname, rows, partial(_column, field))


def _column(field: SealedField, row: models.Model) -> bytes | None:
    return _bytes(getattr(row, field.attname), field.place(row))


def _text_column(column: str, place: str, row: models.Model) -> str | None:
    return _text(getattr(row, column), getattr(row, place))


def _bytes(sealed: bytes | memoryview, place: str) -> bytes | None:
    if not sealed or is_current(sealed):
        return None
    return seal(open_sealed(sealed, place), place)


def _text(sealed: str, place: str) -> str | None:
    new = _bytes(base64.urlsafe_b64decode(sealed), place) if sealed else None
    return None if new is None else base64.urlsafe_b64encode(new).decode("ascii")


def _factor(data: dict[str, Any]) -> dict[str, Any] | None:
    """What a second factor keeps sealed: the secret of an app, the seed or the codes of recovery."""
    new = {
        name: _text(data[name], SECOND_FACTOR)
        for name in ("secret", "seed")
        if isinstance(data.get(name), str)
    }
    changed: dict[str, Any] = {name: text for name, text in new.items() if text is not None}
    codes = [_text(one, SECOND_FACTOR) or one for one in data.get("migrated_codes", [])]
    if codes != data.get("migrated_codes", []):
        changed["migrated_codes"] = codes
    return data | changed if changed else None
