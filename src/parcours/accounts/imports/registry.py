"""Every kind of import, by its key. An app that brings one registers it when it is ready."""

from collections.abc import Callable

from parcours.accounts.imports.kinds import Kind
from parcours.accounts.imports.members import MEMBERS
from parcours.accounts.models.imports import Import

KINDS: dict[str, Kind] = {MEMBERS.key: MEMBERS}
INTO: dict[str, Callable[[Import], Kind]] = {}
"""By the key of a kind, what makes of it the kind whose rows are also brought into something."""


def register(*kinds: Kind) -> None:
    """Add kinds to what can be imported."""
    KINDS.update((kind.key, kind) for kind in kinds)


def bring_into(key: str, kind_for: Callable[[Import], Kind]) -> None:
    """Let an import of a kind bring its rows into something as well, as the kind does that ``kind_for`` returns."""
    INTO[key] = kind_for


def kind_of(import_: Import) -> Kind:
    """Return what is done with the rows of an import."""
    return KINDS[import_.kind] if import_.into is None else INTO[import_.kind](import_)
