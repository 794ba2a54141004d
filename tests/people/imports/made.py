"""Imports of people for tests, made through the real actions, with the worker's part done at once."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from parcours.accounts.actors import Actor
from parcours.accounts.imports import actions, applying
from parcours.accounts.imports.reading import read
from parcours.accounts.imports.registry import kind_of
from parcours.accounts.models import Import, Organization
from parcours.accounts.models.imports import ImportMode, ImportRow
from parcours.accounts.roles import Role
from tests import factories

PARTICIPANTS = """\
id,name,email,occupation,years of experience,languages,city,province,availability,goals
E1,Ana Roy,ana@example.org,Civil engineer,8,en:7; fr,Ottawa,Ontario,Tuesday evenings,networking; coffee
E2,Luc Côté,luc@example.org,21300,,fr:9,Gatineau,QC,,
"""


def coordinator(of: Organization) -> Actor:
    """A coordinator at a page."""
    roles = frozenset({Role.COORDINATOR})
    return Actor(organization=of, user=factories.member(of, Role.COORDINATOR), roles=roles)


def looked_at(
    by: Actor,
    content: str | bytes,
    kind: str = "participants",
    name: str = "people.csv",
    into: int | None = None,
) -> Import:
    """An import of this content, read."""
    data = content.encode() if isinstance(content, str) else content
    import_ = actions.start(by=by, kind=kind, file=SimpleUploadedFile(name, data), into=into)
    read(import_, kind_of(import_))
    import_.refresh_from_db()
    return import_


def imported(
    by: Actor,
    content: str | bytes,
    kind: str = "participants",
    mode: str = ImportMode.GOOD_ROWS,
    into: int | None = None,
) -> Import:
    """An import of this content, applied."""
    return applied(by, looked_at(by, content, kind, into=into), mode)


def imported_file(by: Actor, path: Path, kind: str) -> Import:
    """An import of a file, applied."""
    return applied(by, looked_at(by, path.read_bytes(), kind, path.name), ImportMode.GOOD_ROWS)


def applied(by: Actor, import_: Import, mode: str = ImportMode.GOOD_ROWS) -> Import:
    """The import, applied."""
    actions.begin(by=by, import_=import_, mode=mode)
    applying.apply(import_, kind_of(import_), by)
    import_.refresh_from_db()
    return import_


def outcomes(import_: Import) -> list[tuple[int, str]]:
    """The outcome of each row by its number."""
    return list(ImportRow.objects.filter(source=import_).order_by("number").values_list("number", "outcome"))


def said(import_: Import) -> list[str]:
    """What is said about the rows, in English, in the order of the sheet."""
    rows = ImportRow.objects.filter(source=import_).order_by("number")
    return [
        one["what"].format(**{name: str(value) for name, value in one["params"].items()})
        for row in rows
        for one in row.findings
    ]
