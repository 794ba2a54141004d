"""Every kind of import, by its key."""

from collections.abc import Mapping
from types import MappingProxyType

from parcours.accounts.imports.kinds import Kind
from parcours.accounts.imports.members import MEMBERS

KINDS: Mapping[str, Kind] = MappingProxyType({kind.key: kind for kind in (MEMBERS,)})
