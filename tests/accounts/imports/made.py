"""Imports for tests, made through the real actions, with the worker's part done at once."""

from django.core.files.uploadedfile import SimpleUploadedFile

from parcours.accounts.actors import Actor
from parcours.accounts.imports import actions
from parcours.accounts.imports.reading import read
from parcours.accounts.imports.registry import KINDS
from parcours.accounts.models.imports import Import, ImportRow


def uploaded(by: Actor, content: str | bytes, name: str = "members.csv", kind: str = "members") -> Import:
    """An import of this content, read."""
    data = content.encode() if isinstance(content, str) else content
    import_ = actions.start(by=by, kind=kind, file=SimpleUploadedFile(name, data))
    read(import_, KINDS[kind])
    import_.refresh_from_db()
    return import_


def outcomes(import_: Import) -> list[tuple[int, str]]:
    """The outcome of each row by its number."""
    return list(ImportRow.objects.filter(source=import_).order_by("number").values_list("number", "outcome"))
