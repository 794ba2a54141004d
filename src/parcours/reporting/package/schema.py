"""What each column holds, in the words of the Table Schema: type, limits, the codes it may have, where it points."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import override

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField, CodesField
from parcours.reporting.package.tables import columns, name_of

_TYPES: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.DecimalField, "number"),
    (models.FloatField, "number"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (CodesField, "array"),
)
"""The first that fits; a date with its time is a date as well."""

_FORMATS: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.EmailField, "email"),
    (models.UUIDField, "uuid"),
)


def schema_of(model: type[TenantModel], others: frozenset[type[models.Model]]) -> dict[str, Any]:
    """Return the schema of a table; ``others`` are the tables that a column can point to."""
    fields = columns(model)
    keys = [
        {
            "fields": [field.column],
            "reference": {
                "resource": name_of(field.related_model),
                "fields": ["id" if _has_id(field) else "person_id"],
            },
        }
        for field in fields
        if isinstance(field, models.ForeignKey) and field.related_model in others
    ]
    schema: dict[str, Any] = {
        "fields": [field_of(field) for field in fields],
        "primaryKey": [model._meta.pk.column],  # noqa: SLF001 - documented
        "missingValues": [""],
    }
    return {**schema, "foreignKeys": keys} if keys else schema


def _has_id(field: models.ForeignKey[Any, Any]) -> bool:
    return bool(field.related_model._meta.pk.column == "id")  # noqa: SLF001 - documented


def field_of(field: models.Field[Any, Any]) -> dict[str, Any]:
    """Return one column: its name and type, what it is called in both languages, and what it may hold."""
    found: dict[str, Any] = {"name": field.column, "type": _type(field), **titles(field.verbose_name)}
    format_ = next((name for kind, name in _FORMATS if isinstance(field, kind)), "")
    limits = _limits(field)
    if isinstance(field, CodeField | CodesField) and field.codes is not None:
        found["parcours:list"] = {"name": field.codes.name, "version": field.codes.version}
    return {
        **found,
        **({"format": format_} if format_ else {}),
        **({"constraints": limits} if limits else {}),
    }


def titles(words: object) -> dict[str, Any]:
    """Return what something is called: in English, and in both languages beside it."""
    said = {}
    for code, language in (("en", "en"), ("fr", "fr-ca")):
        with override(language):
            text = str(words)
            said[code] = text[:1].upper() + text[1:]
    return {"title": said["en"], "parcours:titles": said}


def _type(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.ForeignKey):
        return _type(field.target_field)
    if isinstance(field, models.JSONField) and not isinstance(field, CodesField):
        return "array" if field.default is list else "object"
    return next((name for kind, name in _TYPES if isinstance(field, kind)), "string")


def _limits(field: models.Field[Any, Any]) -> Mapping[str, Any]:
    limits: dict[str, Any] = {}
    if not field.null and not field.blank and not isinstance(field, models.CharField | models.TextField):
        limits["required"] = True
    if isinstance(field, models.CharField) and field.choices:
        limits["enum"] = [str(code) for code, _label in field.flatchoices if code]
    return limits
