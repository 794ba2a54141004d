"""A backup's file: a ZIP that any program opens, whose last bytes are a seal over all the others (docs/adr/0060).

It is written from front to back without going back, so its size does not matter to memory. The seal, an HMAC under the
key ring, stands in the ZIP's comment: not a byte can be changed, added or taken away without it showing. The manifest
has the checksum of each member, and so says what is damaged where the seal does not fit.
"""

import hashlib
import hmac
import os
import re
import secrets
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.conf import settings

from parcours import __version__
from parcours.backups.faults import NEWER, Fault, written_to
from parcours.backups.manifest import Manifest, Member, Table, read_manifest
from parcours.core.keyring import derived, fingerprint
from parcours.core.language import N_

MANIFEST = "manifest.json"
CHUNK = 1 << 20

_FORMAT = b"001"
_SEAL = re.compile(rb"parcours backup (\d{3}) ([0-9a-f]{16}) ([0-9a-f]{64})")
_SEAL_BYTES = len(b"parcours backup 001 ") + 16 + 1 + 64
_UNSEALED = b"-" * _SEAL_BYTES
_NAMED = 3
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, TypeError, RuntimeError)
"""What reading a damaged ZIP, or its manifest, can raise."""

Write = Callable[[bytes], object]


class _Sealing:
    """A file that is only added to, and hashed on the way, but for the last bytes: the seal's own place."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._tail, self._over = file, b"", False
        self.seal = hmac.new(derived("backup"), digestmod=hashlib.sha256)

    def write(self, data: bytes, /) -> int:
        """Add ``data``."""
        if self._over:
            return len(data)
        held = self._tail + data
        self.seal.update(held[:-_SEAL_BYTES])
        self._tail = held[-_SEAL_BYTES:]
        return self._file.write(data)

    def flush(self) -> None:
        """Hand on what is in memory."""
        if not self._over:
            self._file.flush()

    def close(self) -> None:
        """Do nothing: whoever opened the file closes it."""

    def give_up(self) -> None:
        """Take what still comes, and do nothing with it."""
        self._over = True


class Writer:
    """Adds members to a new backup, then its manifest and its seal."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._sealing = file, _Sealing(file)
        self._zip = ZipFile(self._sealing, "w", ZIP_DEFLATED)
        self.members: dict[str, Member] = {}

    @contextmanager
    def member(self, name: str) -> Iterator[Write]:
        """Give a function that writes into the new member ``name``."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as target:

            def write(data: bytes) -> None:
                nonlocal size
                digest.update(data)
                size += len(data)
                target.write(data)

            yield write
        self.members[name] = Member(size, digest.hexdigest())

    def add(self, name: str, source: BinaryIO) -> None:
        """Add all of ``source`` as the member ``name``."""
        with self.member(name) as write:
            while chunk := source.read(CHUNK):
                write(chunk)

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest, and seal."""
        self._zip.writestr(MANIFEST, manifest.as_json())
        self._zip.comment = _UNSEALED
        self._zip.close()
        self._file.seek(-_SEAL_BYTES, os.SEEK_END)
        seal = self._sealing.seal.hexdigest()
        self._file.write(b"parcours backup %s %s %s" % (_FORMAT, fingerprint().encode(), seal.encode()))

    def give_up(self) -> None:
        """Let go of a backup that will not be finished."""
        self._sealing.give_up()
        self._zip.close()


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """Give a writer of the backup ``path``, which appears there whole when the block ends, or not at all.

    Raises Fault where something is called so already, or cannot be written.
    """
    if path.exists():
        raise Fault(N_("There is a file {file} already. Name another."), file=path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with written_to(path):
            for left in path.parent.glob(f".{path.name}.????????.part"):  # by one that was killed
                left.unlink(missing_ok=True)
            handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w+b") as file:
                writer = Writer(file)
                try:
                    yield writer
                finally:
                    writer.give_up()
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
            kept(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def kept(folder: Path) -> None:
    """Have the disk keep the names in ``folder`` through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Archive:
    """A backup that was verified."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        self._zip, self.manifest = archive, manifest

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give the content of a member."""
        with self._zip.open(name) as source:
            while chunk := source.read(CHUNK):
                yield chunk

    def check(self, found: Mapping[str, Table]) -> None:
        """Raise Fault where the tables ``found`` after a restore are not those of the backup."""
        tables = self.manifest.database.tables
        for name in sorted({*tables, *found}):
            if tables.get(name) != found.get(name):
                raise Fault(N_("The table {table} does not hold what the backup says."), table=name)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Give the backup ``path``, every byte of it verified. Raises Fault, which says what is wrong with it."""
    try:
        file = path.open("rb")
    except OSError as problem:
        raise Fault(
            N_("{file} cannot be read: {problem}."), file=path, problem=problem.strerror or problem
        ) from problem
    with file:
        _check_seal(path, file)
        wrong = _what_is_wrong(file)
        if wrong:
            raise _damaged(path, wrong)
        with ZipFile(file) as archive:
            yield Archive(archive, read_manifest(archive.read(MANIFEST)))


def _check_seal(path: Path, file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _SEAL_BYTES))
    found = _SEAL.fullmatch(file.read())
    file.seek(0)
    if found is None:
        if file.read(4) == b"PK\x03\x04":
            raise Fault(
                N_("{file} is cut short, or not a backup of Parcours: its seal is missing."), file=path
            )
        raise Fault(N_("{file} is not a backup of Parcours."), file=path)
    said_format, key, seal = found.groups()
    name = next((name for name in settings.DATA_KEYS if fingerprint(name) == key.decode()), None)
    if said_format > _FORMAT:
        raise Fault(NEWER, file=path, version="?", ours=__version__)
    if name is None:
        raise Fault(
            N_(
                "{file} was sealed with a key that this site does not have ({key}). Put the data_keys of the site "
                "that it comes from in their place."
            ),
            file=path,
            key=key.decode(),
        )
    if not hmac.compare_digest(_sealed(file, size - _SEAL_BYTES, name), seal.decode()):
        raise _damaged(path, _what_is_wrong(file))


def _sealed(file: BinaryIO, size: int, name: str) -> str:
    """Return the seal that the first ``size`` bytes should have."""
    file.seek(0)
    seal, left = hmac.new(derived("backup", name), digestmod=hashlib.sha256), size
    while left and (chunk := file.read(min(CHUNK, left))):
        seal.update(chunk)
        left -= len(chunk)
    return seal.hexdigest()


def _damaged(path: Path, wrong: list[str]) -> Fault:
    if not wrong:
        return Fault(N_("{file} was changed after it was made: its seal does not fit."), file=path)
    named = ", ".join(wrong[:_NAMED]) + (", …" if len(wrong) > _NAMED else "")
    return Fault(N_("{file} is damaged or incomplete: {members}."), file=path, members=named)


def _what_is_wrong(file: BinaryIO) -> list[str]:
    """Return which members of a damaged backup are not what they were, as far as that can be told."""
    try:
        with ZipFile(file) as archive:
            return _wrong_members(archive, read_manifest(archive.read(MANIFEST)))
    except _BROKEN:
        return [MANIFEST]


def _wrong_members(archive: ZipFile, manifest: Manifest) -> list[str]:
    """Return the members that are missing, too many, or not what the manifest says."""
    there = set(archive.namelist()) - {MANIFEST}
    wrong = sorted(there ^ set(manifest.members))
    for name in sorted(there & set(manifest.members)):
        try:
            with archive.open(name) as source:
                is_right = _member(source) == manifest.members[name]
        except _BROKEN:
            is_right = False
        if not is_right:
            wrong.append(name)
    return wrong


def _member(source: IO[bytes]) -> Member:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return Member(size, digest.hexdigest())
