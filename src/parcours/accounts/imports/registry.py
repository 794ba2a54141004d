"""Every kind of import, by its key. An app that brings one registers it when it is ready."""

from parcours.accounts.imports.kinds import Kind
from parcours.accounts.imports.members import MEMBERS

KINDS: dict[str, Kind] = {MEMBERS.key: MEMBERS}


def register(*kinds: Kind) -> None:
    """Add kinds to what can be imported."""
    KINDS.update((kind.key, kind) for kind in kinds)
