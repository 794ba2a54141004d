"""Whether a backup fits this site: its version, its keys, its kind of database."""

from pathlib import Path

from django.db import connection

from parcours import __version__
from parcours.backups.archive import opened
from parcours.backups.faults import NEWER, Fault
from parcours.backups.manifest import Manifest, own_keys, own_secret_key
from parcours.core.language import N_
from parcours.core.schema import unknown


def verified(path: Path) -> Manifest:
    """Return what the backup ``path`` says of itself, after every byte of it was checked. Raises Fault."""
    with opened(path) as archive:
        check_origin(path, archive.manifest)
        return archive.manifest


def check_origin(path: Path, manifest: Manifest) -> None:
    """Raise Fault where this version, or this key ring, cannot read what ``manifest`` describes."""
    if unknown(manifest.database.migrations):
        raise Fault(
            NEWER,
            file=path,
            version=manifest.version,
            ours=__version__,
        )
    ours = own_keys()
    missing = sorted(name for name, key in manifest.keys.items() if ours.get(name) != key)
    if missing:
        raise Fault(
            N_(
                "What is encrypted in {file} needs keys that this site does not have: {names}. Put the data_keys of "
                "the site that it comes from in their place."
            ),
            file=path,
            names=", ".join(missing),
        )


def check_engine(path: Path, manifest: Manifest) -> None:
    """Raise Fault where the backup comes from the other kind of database."""
    engine = manifest.database.engine
    if engine == connection.vendor:
        return
    if engine == "sqlite":
        raise Fault(
            N_(
                "{file} comes from SQLite, and this site uses PostgreSQL. Restore it without DATABASE_URL, then "
                "run `parcours move-database` with the address of PostgreSQL."
            ),
            file=path,
        )
    raise Fault(
        N_(
            "{file} comes from PostgreSQL, and this site uses SQLite. Set DATABASE_URL to an empty PostgreSQL."
        ),
        file=path,
    )


def signs_the_same(manifest: Manifest) -> bool:
    """Return whether what was signed there, such as links in letters, opens here: the secret key is the same."""
    return own_secret_key() == manifest.secret_key
