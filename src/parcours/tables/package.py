"""The ZIP package and the XML inside a workbook, unpacked only within bounds.

Sizes are checked in the central directory before anything is inflated, and again while inflating, because the
directory may lie. A document type declaration is refused where it stands, so entities can neither grow nor fetch.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from parcours.tables.findings import N_, Unreadable, unreadable
from parcours.tables.kinds import SAVE_AGAIN
from parcours.tables.limits import INFLATED_BYTES, INFLATED_RATIO, PACKAGE_PARTS, RATIO_FREE_BYTES

_CHUNK = 1 << 16
_DIRECTORY_BYTES = 4_000_000
_DEPTH = 1000
_TAG_BYTES = 1_000_000
_OTHERS = 2_000_000
_ENCRYPTED = 0x1

DAMAGED = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, ValueError, OverflowError, NotImplementedError,
    LookupError, RuntimeError,
)  # fmt: skip


class Handler:
    """Takes the elements of a part as `Package.parse` meets them; names are ``namespace local``, with a space.

    `started` and `ended` count elements, `others` those that mean nothing here; whoever overrides `start` or `end`
    counts them too.
    """

    started = ended = others = 0

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self.started += 1

    def end(self, _name: str) -> None:
        """Take the end of an element."""
        self.ended += 1

    def text(self, data: str) -> None:
        """Take text."""


class _Careful(io.BufferedReader):
    """A file that refuses one huge read, as a forged size of the central directory would ask for."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(
            _DIRECTORY_BYTES + 1 if size is None or size < 0 else min(size, _DIRECTORY_BYTES + 1)
        )
        if len(data) > _DIRECTORY_BYTES:
            raise zipfile.BadZipFile("a directory beyond any workbook's")
        return data


class Package:
    """The parts of a workbook, by lower-case name with ``/``."""

    def __init__(self, path: Path, given: str) -> None:
        self.given = given
        self._left = INFLATED_BYTES
        self._file = _Careful(io.FileIO(path))
        try:
            with self.guarded():
                self._archive = zipfile.ZipFile(self._file)
            parts = self._archive.infolist()
            if len(parts) > PACKAGE_PARTS:
                raise self.bomb()
        except Unreadable:
            self._file.close()
            raise
        self.parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}

    def close(self) -> None:
        """Close the file."""
        self._archive.close()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn whatever a damaged package raises into one sentence."""
        try:
            yield
        except DAMAGED as problem:
            raise self.damaged() from problem

    def damaged(self) -> Unreadable:
        """Return the refusal of a workbook that breaks its own format."""
        return unreadable(self.given, N_("The workbook is damaged and cannot be read."), SAVE_AGAIN)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give a part piece by piece. Raises Unreadable for one that is encrypted or too large."""
        part = self.parts[name.lower()]
        if part.flag_bits & _ENCRYPTED:
            raise protected(self.given)
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self.damaged()
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > self._left or (part.file_size > RATIO_FREE_BYTES and ratio > INFLATED_RATIO):
            raise self.bomb()
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise self.bomb()
                yield chunk

    def parse(self, name: str, handler: Handler) -> Iterator[None]:
        """Feed a part to ``handler`` piece by piece; each step gives it the next piece."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = handler.start
        parser.EndElementHandler = handler.end
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        fed = 0
        for chunk in self.chunks(name):
            parser.Parse(chunk, False)  # noqa: FBT003 - the standard library's signature
            fed += len(chunk)
            # The parser holds open elements and an unfinished tag in memory, whatever their size.
            deep = handler.started - handler.ended > _DEPTH
            if deep or fed - parser.CurrentByteIndex > _TAG_BYTES or handler.others > _OTHERS:
                raise self.bomb()
            yield
        parser.Parse(b"", True)  # noqa: FBT003 - the same
        yield

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise unreadable(
            self.given,
            N_("The workbook declares a document type, as no spreadsheet program does; it is not opened."),
            SAVE_AGAIN,
        )

    def bomb(self) -> Unreadable:
        """Return the refusal of a workbook that holds far more than its size promises."""
        return unreadable(
            self.given,
            N_("The workbook would unpack to far more than a list of people needs; it is not opened."),
            N_("Copy the sheet into a new workbook and save that."),
        )


def protected(given: str) -> Unreadable:
    """Return the refusal of an encrypted workbook."""
    return unreadable(
        given,
        N_("The file is protected by a password."),
        N_("Open it in a spreadsheet program and save a copy without the password."),
    )


class Local(dict[str, str]):
    """The local part of ``namespace local``, remembered."""

    def __missing__(self, name: str) -> str:
        """Work it out once."""
        local = self[name] = name.rpartition(" ")[2]
        return local


def run(package: Package, name: str, handler: Handler) -> None:
    """Parse a whole part."""
    with package.guarded():
        for _step in package.parse(name, handler):
            pass
