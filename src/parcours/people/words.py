"""What columns are called, and what is in them, as people say it."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from parcours.core.codes import CodesField
from parcours.messaging.models import Outgoing
from parcours.people.models import Education, Experience, LanguageSkill, OccupationHeld, Person
from parcours.reference.countries import country_names
from parcours.reference.languages import language_names
from parcours.reference.provinces import province_names

NAMES: Mapping[tuple[type[models.Model], str], Callable[[str], dict[str, str]]] = MappingProxyType(
    {
        (Person, "province"): province_names,
        (Person, "country"): country_names,
        (Experience, "country"): country_names,
        (Education, "country"): country_names,
        (LanguageSkill, "language"): language_names,
        (OccupationHeld, "title_language"): language_names,
        (Outgoing, "language"): language_names,
    }
)
"""Columns that hold codes of the reference tables."""


def reader() -> str:
    """Return the language that is read now: ``en`` or ``fr``."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def column(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    """Return a column of a table."""
    field = model._meta.get_field(name)  # noqa: SLF001 - documented
    assert isinstance(field, models.Field)  # noqa: S101 - profiles have no other kind
    return field


def label(model: type[models.Model], name: str) -> str:
    """Return what a column is called."""
    return str(capfirst(column(model, name).verbose_name))


def in_words(row: models.Model, name: str) -> str:
    """Return what is in a column, as its reader says it; empty where nothing is."""
    field, value = column(type(row), name), getattr(row, name)
    if value in (None, "", []):
        return ""
    if isinstance(field, CodesField) and field.codes is not None:
        return ", ".join(field.codes.labels(value))
    if (type(row), name) in NAMES:
        return NAMES[type(row), name](reader()).get(str(value), str(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value)
    if isinstance(value, Decimal):
        return number_format(value.normalize())
    return str(value)
