"""What a backup says of itself: where it comes from, which keys open it, what is in it and how much."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from hmac import new as hmac_of

from django.conf import settings

from parcours.core.keyring import derived, fingerprint


@dataclass(frozen=True, slots=True)
class Table:
    """How many rows a table has, and the SHA-256 over them, in the order of their keys."""

    rows: int
    sha256: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside the backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Database:
    """What a database amounts to. ``counters`` are the last numbers given out, by ``table.column``."""

    engine: str
    engine_version: str
    migrations: tuple[str, ...]
    tables: Mapping[str, Table]
    counters: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(table.rows for table in self.tables.values())


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of it. ``keys`` are the fingerprints of the key ring by name: fingerprints tell nothing of the keys."""

    version: str
    made_at: datetime
    keys: Mapping[str, str]
    secret_key: str
    database: Database
    members: Mapping[str, Member]

    def as_json(self) -> bytes:
        """Return the manifest as it is stored."""
        said = asdict(self) | {"made_at": self.made_at.isoformat()}
        return json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True).encode()


def read_manifest(text: bytes) -> Manifest:
    """Return the manifest in ``text``. Raises ValueError, KeyError or TypeError for anything else."""
    said = json.loads(text)
    database = said["database"]
    tables = {
        name: Table(table["rows"], table["sha256"], tuple(table["columns"]))
        for name, table in database["tables"].items()
    }
    return Manifest(
        version=said["version"],
        made_at=datetime.fromisoformat(said["made_at"]),
        keys=said["keys"],
        secret_key=said["secret_key"],
        database=Database(
            engine=database["engine"],
            engine_version=database["engine_version"],
            migrations=tuple(database["migrations"]),
            tables=tables,
            counters=database["counters"],
        ),
        members={name: Member(**member) for name, member in said["members"].items()},
    )


def own_keys() -> dict[str, str]:
    """Return the fingerprints of this site's key ring, by name."""
    return {name: fingerprint(name) for name in settings.DATA_KEYS}


def own_secret_key(name: str = "") -> str:
    """Return what stands for the key that signs sessions, under the data key called ``name``."""
    return hmac_of(derived("backup secret key", name), settings.SECRET_KEY.encode(), sha256).hexdigest()[:16]
