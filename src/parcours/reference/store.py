"""Where official tables are kept once loaded: one file a table, in the folder `reference` of the data folder.

The first line says where each part of the table came from; every other line is a row, as a JSON list that begins with
the number of its part. A file is written beside its place and moved there whole, so whoever reads meets the old table
or the new one, and a load that is killed leaves what was there.
"""

import json
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from parcours.reference.data_folder import data_folder

FORMAT = 1
UNFINISHED = ".loading-"
# Longer than any load: what is older was left behind by one that was killed.
ABANDONED = 24 * 3600.0

type Row = list[Any]
"""Texts, numbers, lists of texts and None, as the loader of the table checked them."""


class Damaged(ValueError):
    """A table that is not as it was written, or was written by another edition of Parcours."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one file gave: a language of the titles, a kind of ratings, or the whole of a table.

    ``source`` is the file or the address as given, ``sha256`` of its bytes, ``loaded_at`` in UTC (ISO 8601).
    ``columns`` names the values of a row where they differ from edition to edition.
    """

    name: str
    source: str
    sha256: str
    loaded_at: str
    rows: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """One part with its rows."""

    part: Part
    rows: Sequence[Row]


def reference_folder() -> Path:
    """Return the folder of the loaded tables."""
    return data_folder() / "reference"


def parts_of(folder: Path, table: str) -> tuple[Part, ...]:
    """Return what is loaded of ``table``, without its rows; nothing when it is not loaded.

    Raises Damaged when its file is, OSError when it cannot be read.
    """
    try:
        with _path(folder, table).open(encoding="utf-8") as file:
            return _parts(file.readline(), table)
    except FileNotFoundError:
        return ()


def read_table(folder: Path, table: str) -> dict[str, Loaded]:
    """Return each loaded part of ``table`` by its name. Raises what `parts_of` does."""
    try:
        lines = _path(folder, table).read_text(encoding="utf-8").rstrip("\n").split("\n")
    except FileNotFoundError:
        return {}
    parts = _parts(lines[0], table)
    rows: list[list[Row]] = [[] for _ in parts]
    try:
        for line in json.loads(f"[{','.join(lines[1:])}]"):
            rows[line[0]].append(line[1:])
    except (IndexError, TypeError, ValueError) as problem:
        raise Damaged(table) from problem
    if [len(some) for some in rows] != [part.rows for part in parts]:
        raise Damaged(table)
    return {part.name: Loaded(part, some) for part, some in zip(parts, rows, strict=True)}


def write_table(
    folder: Path, table: str, loaded: Mapping[str, Loaded], prepare: Callable[[Path], None] = lambda _: None
) -> None:
    """Put ``loaded`` in the place of the table that was there. Raises OSError where nothing can be written.

    ``prepare`` is called before with a folder in which the new table is already read; if it raises, nothing changes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    head = {"format": FORMAT, "table": table, "parts": [asdict(one.part) for one in loaded.values()]}
    lines = [[number, *row] for number, one in enumerate(loaded.values()) for row in one.rows]
    fresh = Path(mkdtemp(dir=folder, prefix=UNFINISHED))
    try:
        with _path(fresh, table).open("w", encoding="utf-8") as file:
            for line in (head, *lines):
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
            file.flush()
            os.fsync(file.fileno())
        prepare(fresh)
        _path(fresh, table).replace(_path(folder, table))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    sweep(folder)


def sweep(folder: Path) -> None:
    """Remove what loads that were killed left behind."""
    for left in folder.glob(f"{UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _path(folder: Path, table: str) -> Path:
    return folder / f"{table}.jsonl"


def _parts(line: str, table: str) -> tuple[Part, ...]:
    try:
        head = json.loads(line)
        parts = tuple(Part(**{**one, "columns": tuple(one["columns"])}) for one in head["parts"])
    except (KeyError, TypeError, ValueError) as problem:
        raise Damaged(table) from problem
    if head.get("format") != FORMAT:
        raise Damaged(table)
    return parts
