"""Which tables and columns are in the package: all of an organization’s, but for what stands here with its reason."""

from collections.abc import Mapping
from types import MappingProxyType

from django.apps import apps
from django.db import models

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed_field import SealedField

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "accounts.identity": "how people sign in is theirs and their provider’s",
        "accounts.identityprovider": "how people sign in here; of no use elsewhere",
        "accounts.import": "a file on its way in; what it brought is in the other tables",
        "accounts.importrow": "the same",
        "accounts.signedlink": "links that open something here only",
        "calendar.feed": "addresses that open somebody’s calendar here only",
        "exports.export": "packages such as this one",
        "people.sensitivefacts": "sealed, and shown to a person for a purpose only",
        "surveys.answer": "people were promised who sees their answers; results are taken from their own page",
        "people_imports.origin": "digests by which a spreadsheet is compared; the identifiers stand beside the people",
    }
)
"""Tables of an organization that are not in the package, and why."""

_SECRET = frozenset({"token_hash"})
_OF_OURS = frozenset({"organization", "email_key", "called"})
"""Columns that say whose a row is, or repeat another to sort or find it."""


def tables() -> list[type[TenantModel]]:
    """Return the tables that are in the package, by name; a new one of an organization joins by itself."""
    found = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    kept = [model for model in found if model._meta.label_lower not in LEFT_OUT]  # noqa: SLF001 - documented
    return sorted(kept, key=name_of)


def name_of(model: type[models.Model]) -> str:
    """Return what the resource of a table is called: ``people_person``."""
    return f"{model._meta.app_label}_{model._meta.model_name}"  # noqa: SLF001 - documented


def columns(model: type[models.Model]) -> list[models.Field[object, object]]:
    """Return the columns of a table that are in the package: none that is sealed, secret, or a file of ours."""
    return [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 - documented
        if field.name not in _SECRET | _OF_OURS and not isinstance(field, SealedField | models.FileField)
    ]
