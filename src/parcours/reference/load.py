"""Load an official table: fetch, check, build what depends on it, put it in place, and tell what changed."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from parcours.reference import full_index
from parcours.reference.download import download, is_address
from parcours.reference.layouts import LAYOUTS
from parcours.reference.official import AnotherFile, Content, read_official
from parcours.reference.store import Damaged, Loaded, Part, Row, read_table, write_table
from parcours.tables.findings import N_, cannot_open, unreadable

TABLES = tuple(LAYOUTS)

NAMES = {
    "noc-titles": N_("job titles (NOC 2021)"),
    "oasis": N_("ratings of skills, knowledge and activities (OaSIS)"),
    "regulated": N_("hints of regulated occupations"),
    "outlook": N_("outlook by occupation (COPS)"),
    "noc-2016": N_("codes of NOC 2016"),
}

KEYS = {"noc-titles": 1, "oasis": 1, "outlook": 1}
"""How many values name a row; where none stands, the whole row does, and it is never `changed`."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a load changed, in rows; ``skipped`` are files of a folder that the table has no use for."""

    parts: tuple[Part, ...]
    added: int
    removed: int
    changed: int
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """Whom to tell: that a source is ``reading``, and the share of a ``downloading`` and of the ``building``."""

    reading: Callable[[str], None] = lambda _: None
    downloading: Callable[[float], None] = lambda _: None
    building: Callable[[float], None] = lambda _: None


def load(table: str, sources: Sequence[str], home: Path, progress: Progress, sha256: str = "") -> Change:
    """Load ``sources`` (files, folders, https addresses) into ``table`` below ``home``, the data folder.

    A part that they hold takes the place of the same part; other parts stay. ``sha256`` is that of the only source.
    Raises Refused, and then nothing is changed.
    """
    folder = home / "reference"
    fresh: dict[str, Loaded] = {}
    skipped: list[str] = []
    for source in _files(sources):
        progress.reading(source.name)
        with _at_hand(source.name, progress) as path:
            digest = _checked(path, source.name, sha256)
            try:
                content = read_official(table, path, source.name)
            except AnotherFile:
                if not source.from_folder:
                    raise
                skipped.append(source.name)
                continue
        fresh |= {name: _loaded(name, one, source.name, digest) for name, one in content.items()}
    if not fresh:
        what = N_("There is no file of this table in the folder.")
        raise unreadable(sources[0], what, N_("Give the file itself."))
    before = _before(folder, table)
    try:
        write_table(folder, table, before | fresh, _index_of(table, home, progress))
    except OSError as problem:
        what = N_("The table cannot be written ({problem}).")
        fix = N_("Check that you may write there and that the disk is not full.")
        raise unreadable(str(folder), what, fix, problem=problem.strerror or str(problem)) from problem
    return _change(before, fresh, KEYS.get(table), tuple(skipped))


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    from_folder: bool = False


def _files(sources: Sequence[str]) -> Iterator[_Source]:
    """Give each source; of a folder its CSV files."""
    for source in sources:
        if not is_address(source) and Path(source).is_dir():
            yield from (_Source(str(path), from_folder=True) for path in sorted(Path(source).glob("*.csv")))
        else:
            yield _Source(source)


@contextmanager
def _at_hand(source: str, progress: Progress) -> Iterator[Path]:
    """Give the file that ``source`` names, downloaded for the moment where it is an address."""
    if not is_address(source):
        yield Path(source)
        return
    with TemporaryDirectory(prefix="parcours-") as folder:
        path = Path(folder) / "download.csv"
        download(source, path, progress.downloading)
        yield path


def _checked(path: Path, source: str, sha256: str) -> str:
    """Return the checksum of the file. Raises Refused when it is not the one that was given."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise cannot_open(source, problem) from problem
    if sha256 and digest != sha256.lower():
        what = N_("The file is not the one that was meant: its SHA-256 is {digest}.")
        raise unreadable(source, what, N_("Fetch it again, or correct the checksum."), digest=digest)
    return digest


def _loaded(name: str, content: Content, source: str, digest: str) -> Loaded:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    where = source if is_address(source) else str(Path(source).resolve())
    return Loaded(Part(name, where, digest, now, len(content.rows), content.columns), content.rows)


def _before(folder: Path, table: str) -> dict[str, Loaded]:
    """Return what is loaded now; a damaged table counts as none."""
    try:
        return read_table(folder, table)
    except Damaged:
        return {}
    except OSError as problem:
        raise cannot_open(str(folder / f"{table}.jsonl"), problem) from problem


def _index_of(table: str, home: Path, progress: Progress) -> Callable[[Path], None]:
    """Return what is to be done with the new table before it is put in place."""

    def build(fresh: Path) -> None:
        if table == full_index.TITLES:
            full_index.build(home / "occupations", fresh, progress.building)

    return build


def _change(
    before: Mapping[str, Loaded], fresh: Mapping[str, Loaded], key: int | None, skipped: tuple[str, ...]
) -> Change:
    """Count the rows that are new, gone, or the same in name only."""
    added = removed = changed = 0
    for name, one in fresh.items():
        old = _by_key(before[name].rows if name in before else [], key)
        new = _by_key(one.rows, key)
        for row in old.keys() | new.keys():
            was, now = old.get(row, Counter()), new.get(row, Counter())
            gone, come = (was - now).total(), (now - was).total()
            both = min(gone, come)
            added, removed, changed = added + come - both, removed + gone - both, changed + both
    return Change(tuple(one.part for one in fresh.values()), added, removed, changed, skipped)


def _by_key(rows: Sequence[Row], key: int | None) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(repr(row[:key]), Counter())[repr(row)] += 1
    return found
