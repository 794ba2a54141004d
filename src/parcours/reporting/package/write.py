"""The package of an organization, written as one ZIP file."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from parcours import __version__
from parcours.accounts.models import Organization
from parcours.core.codes import CodeField, CodeList, CodesField
from parcours.reference.credits import credits_of
from parcours.reference.noc import CLASSIFICATION
from parcours.reference.store import reference_folder
from parcours.reporting.package import rows
from parcours.reporting.package.schema import schema_of, titles
from parcours.reporting.package.tables import columns, name_of, tables, title_of

_DESCRIPTION = gettext_lazy(
    "Everything that the organization has in Parcours, but for sensitive facts and what only serves to sign in. Times"
    " are UTC. An apostrophe stands before text that a spreadsheet program could take for a formula."
)
_CODES = ("list", "version", "code", "label_en", "label_fr")


def write_package(path: Path, organization: Organization) -> int:
    """Write the package of the organization in scope to ``path``, and return how many rows it has.

    All tables are as they were at one moment. A file that is there is replaced, whole or not at all.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment():
            count = _write(archive, organization)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return count


@contextmanager
def _one_moment() -> Iterator[None]:
    """Have everything read as it is now, whatever others write meanwhile: nobody has to wait for the end of it."""
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "sqlite":
        with _without_the_lock(connection), transaction.atomic():
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield


@contextmanager
def _without_the_lock(sqlite: Any) -> Iterator[None]:  # noqa: ANN401 - the stubs know no mode
    """Begin transactions without the one lock of all who write: these only read."""
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual


def _write(archive: zipfile.ZipFile, organization: Organization) -> int:
    kept = tables()
    others = frozenset(kept)
    resources: list[dict[str, Any]] = []
    count = 0
    for model in kept:
        head = [str(field.column) for field in columns(model)]
        count += _add(archive, name_of(model), head, rows.rows_of(model))
        resources.append({**_resource(name_of(model), title_of(model)), "schema": schema_of(model, others)})
    lists = code_lists()
    _add(archive, "code_lists", _CODES, _codes(lists))
    resources.append({**_resource("code_lists", gettext_lazy("Code lists")), "schema": _schema_of_codes()})
    described = describe(organization, resources, lists)
    archive.writestr("datapackage.json", json.dumps(described, ensure_ascii=False, indent=2))
    return count


def _add(archive: zipfile.ZipFile, name: str, head: Iterable[str], table: Iterable[Iterable[object]]) -> int:
    with (
        archive.open(f"{name}.csv", "w", force_zip64=True) as raw,
        io.TextIOWrapper(raw, encoding="utf-8", newline="") as stream,
    ):
        return rows.write(stream, head, table)


def _resource(name: str, words: object) -> dict[str, Any]:
    return {
        "name": name,
        **titles(words),
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": {"lineTerminator": "\r\n"},
    }


def describe(
    organization: Organization, resources: list[dict[str, Any]], lists: list[CodeList]
) -> dict[str, Any]:
    """Return what stands in ``datapackage.json``."""
    said = {}
    for code, language in (("en", "en"), ("fr", "fr-ca")):
        with override(language):
            said[code] = str(organization)
    words = titles(_DESCRIPTION)
    return {
        "profile": "tabular-data-package",
        "name": f"parcours-{organization.slug}",
        "title": said["en"],
        "description": words["title"],
        "parcours:titles": said,
        "parcours:descriptions": words["parcours:titles"],
        "created": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "version": __version__,
        "licenses": [{"name": "other-closed", "title": "Personal data: for the organization only"}],
        "sources": [
            {"title": credit.attribution, "path": credit.licence}
            if credit.licence.startswith("http")
            else {"title": f"{credit.attribution} ({credit.licence})"}
            for credit in credits_of(reference_folder(), "en")
        ],
        "parcours:classification": CLASSIFICATION,
        "parcours:lists": {codes.name: codes.version for codes in lists},
        "resources": resources,
    }


def code_lists() -> list[CodeList]:
    """Return every code list that a table of the package uses, by name."""
    found = {
        field.codes.name: field.codes
        for model in apps.get_models()
        for field in model._meta.concrete_fields  # noqa: SLF001 - documented
        if isinstance(field, CodeField | CodesField) and field.codes is not None
    }
    return [found[name] for name in sorted(found)]


def _codes(lists: list[CodeList]) -> Iterator[list[object]]:
    for codes in lists:
        for code, label in codes.choices:
            said = titles(label)["parcours:titles"]
            yield [codes.name, codes.version, code, said["en"], said["fr"]]


def _schema_of_codes() -> dict[str, Any]:
    kinds = {"version": "integer"}
    return {
        "fields": [
            {"name": name, "type": kinds.get(name, "string"), "constraints": {"required": True}}
            for name in _CODES
        ],
        "primaryKey": ["list", "code"],
        "missingValues": [""],
    }
