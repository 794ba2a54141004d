"""The site's files, the whole folder: into a backup, and out of one without a moment where any is missing."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from django.conf import settings

from parcours.backups.archive import CHUNK, Archive, Writer, kept
from parcours.backups.faults import Fault, written_to
from parcours.core.language import N_

PREFIX = "files/"
_DRAFT = ".restoring-"


def root() -> Path:
    """Return the folder that holds them."""
    return Path(settings.MEDIA_ROOT)


def names() -> Iterator[str]:
    """Give the path of every file below the folder, in a fixed order."""
    for folder, folders, found in os.walk(root()):
        folders.sort()
        for name in sorted(found):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink() and not name.startswith(_DRAFT):
                yield path.relative_to(root()).as_posix()


def add_all(writer: Writer) -> None:
    """Add every file; one that is deleted meanwhile is left out."""
    for name in names():
        try:
            source = (root() / name).open("rb")
        except FileNotFoundError:
            continue
        with source:
            writer.add(PREFIX + name, source)


def in_backup(members: Iterable[str]) -> list[str]:
    """Return the paths of the files among ``members``. Raises Fault for one that would lie outside of the folder."""
    paths = [member.removeprefix(PREFIX) for member in members if member.startswith(PREFIX)]
    for path in paths:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path:
            raise Fault(N_("The backup holds a file with a name that is none: {name}."), name=path)
    return paths


def put(archive: Archive) -> int:
    """Put every file of the backup into its place, one by one, and return how many there are.

    Files are never changed once they are there, so one of the same name is the same file, or was damaged; whatever else
    is in the folder stays until `remove_others`.
    """
    paths, folders = in_backup(archive.manifest.members), set()
    with written_to(root()):
        for path in paths:
            place = root() / path
            if _is_there(place, archive.manifest.members[PREFIX + path].sha256):
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(_DRAFT + secrets.token_hex(4))
            try:
                handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "wb") as target:
                    target.writelines(archive.chunks(PREFIX + path))
                    target.flush()
                    os.fsync(target.fileno())
                draft.replace(place)
            finally:
                draft.unlink(missing_ok=True)
            folders.add(place.parent)
        for folder in folders:
            kept(folder)
    return len(paths)


def remove_others(archive: Archive) -> None:
    """Remove what the backup does not hold, and what a restore that was killed has left."""
    ours = set(in_backup(archive.manifest.members))
    for name in list(names()):
        if name not in ours:
            (root() / name).unlink(missing_ok=True)
    for draft in root().rglob(f"{_DRAFT}*"):
        draft.unlink(missing_ok=True)


def _is_there(place: Path, sha256: str) -> bool:
    if not place.is_file():
        return False
    digest = hashlib.sha256()
    with place.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest() == sha256
