"""The data inventory: for each personal field why it is kept, who reads it, for how long, and how it is sealed.

Each app has an ``inventory.py`` with `PERSONAL` and `IMPERSONAL`. Every field of every table is in one of the two, or a
test fails, as it does for a missing migration; `make docs` writes docs/security/data-inventory.md from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import models

PLAIN, SEALED, HASHED = "no", "sealed (AES-256-GCM)", "only a hash"

ORDINARY = frozenset({"organization", "list_versions", "version"})
"""Fields of our tables that say whose a row is and how often it changed, and nothing about a person."""


@dataclass(frozen=True, slots=True)
class Held:
    """Some fields of one table that are about a person, kept for one ``purpose``.

    ``readers`` are permissions (`accounts.roles`) or, in words, others; ``retention`` says when the fields go.
    """

    table: str
    fields: str
    purpose: str
    readers: tuple[str, ...]
    retention: str
    sealed: str = PLAIN

    @property
    def names(self) -> list[str]:
        """The fields, one by one."""
        return [f"{self.table}.{name}" for name in self.fields.split()]


def inventory() -> tuple[list[Held], set[str]]:
    """Return what every app holds: personal fields, and the names of all others."""
    personal: list[Held] = []
    impersonal: set[str] = set()
    for config in apps.get_app_configs():
        name = f"{config.name}.inventory"
        if config.name.startswith("parcours.") and find_spec(name):
            module = import_module(name)
            personal += module.PERSONAL
            impersonal |= listed(module.IMPERSONAL)
    return personal, impersonal


def listed(impersonal: Mapping[str, str]) -> set[str]:
    """Return the names of fields that are grouped by table."""
    return {f"{table}.{name}" for table, names in impersonal.items() for name in names.split()}


def fields_of(tables: Iterable[type[models.Model]]) -> set[str]:
    """Return the names of all fields of ``tables`` that have to be in the inventory."""
    return {
        f"{table._meta.label_lower}.{field.name}"  # noqa: SLF001 - documented
        for table in tables
        for field in table._meta.concrete_fields  # noqa: SLF001 - documented
        if field.name not in ORDINARY and not isinstance(field, models.AutoField)
    }


def faults(fields: set[str], personal: Sequence[Held], impersonal: set[str]) -> list[str]:
    """Return what is wrong with an inventory of ``fields``: missing, named twice, or of no table any more."""
    named = [name for held in personal for name in held.names]
    known = {*named, *impersonal}
    return sorted(
        [f"{name} is not in the inventory" for name in fields - known]
        + [f"{name} is in the inventory and in no table" for name in known - fields]
        + [f"{name} is there twice" for name in {*named} if named.count(name) > 1 or name in impersonal]
        + [
            f"{held.table}.{held.fields} says too little"
            for held in personal
            if not (held.purpose and held.readers and held.retention and held.sealed)
        ]
    )
