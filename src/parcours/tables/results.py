"""Results come into a folder all together or not at all.

They are written into a new folder on the same disk, and moved from there only when all are complete:

- A folder that does not exist yet appears at once, with everything in it.
- In a folder that exists, the old results are moved aside and the new ones moved in, one after the other; whatever
  else is in it is not touched. If any of these moves fails, all are undone. If the machine stops between two of them
  (no content is written at that time, it takes about a millisecond), the old results lie whole in the folder
  ``.parcours-…/old``, and the next run puts them back before anything else.

Until the moves begin, a crash leaves the old results as they were, and at most a folder ``.parcours-…`` to delete.
"""

import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parcours.tables.findings import N_, Finding, Refused, unreadable

_PREFIX = ".parcours-"


class AlreadyThere(Refused):
    """Results stand where new ones should go, and may not be replaced."""


def check_free(out: Path, names: Collection[str], *, force: bool) -> None:
    """Make sure that results called ``names`` may be written into the folder ``out``, before any work is done.

    Raises AlreadyThere if one of them stands there and ``force`` is False, Refused if ``out`` cannot be a folder.
    """
    if out.exists() and not out.is_dir():
        raise unreadable(
            str(out), N_("This is a file, and the results need a folder."), N_("Name another folder.")
        )
    there = [name for name in names if os.path.lexists(out / name)]
    if there and not force:
        what = N_("There are results in this folder already: {names}.")
        fix = N_("Name another folder with --out, or replace them with --force.")
        raise AlreadyThere([Finding("error", str(out), None, None, what, fix, {"names": there})])


@contextmanager
def into_place(out: Path, names: Collection[str], *, force: bool) -> Iterator[Path]:
    """Give a new folder to write the results ``names`` into; move them into ``out`` if all goes well.

    Nothing is left behind if the block raises. Raises what `check_free` does; Refused also if something cannot be
    written, in the block or here.
    """
    try:
        _repair(out)
        check_free(out, names, force=force)
        with _stage(out) as stage:
            new = stage / "new"
            yield new
            for path in new.iterdir():
                _flush(path)
            if out.is_dir():
                _swap(out, names, stage)
            else:
                new.rename(out)
    except OSError as problem:
        raise unreadable(
            str(out),
            N_("The results cannot be written ({problem})."),
            N_("Check that you may write there and that the disk is not full."),
            problem=problem.strerror or str(problem),
        ) from problem


@contextmanager
def _stage(out: Path) -> Iterator[Path]:
    """Give a new folder on the disk of ``out`` that holds an empty one called ``new``; remove it afterwards."""
    stage = (out if out.is_dir() else out.parent) / f"{_PREFIX}{secrets.token_hex(4)}"
    (stage / "new").mkdir(parents=True)
    try:
        yield stage
    finally:
        if not (stage / "old").exists():  # it holds the only copy of results that could not be moved back
            shutil.rmtree(stage, ignore_errors=True)


def _swap(out: Path, names: Collection[str], stage: Path) -> None:
    """Move the old results out of ``out`` and the new ones in; undo it if a move fails."""
    old, new = stage / "old", stage / "new"
    moves = [(out / name, old / name) for name in names if os.path.lexists(out / name)]
    moves += [(path, out / path.name) for path in sorted(new.iterdir())]
    old.mkdir()
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except BaseException:
        for source, target in reversed(done):
            target.rename(source)
        old.rmdir()
        raise
    old.rename(stage / "replaced")


def _repair(out: Path) -> None:
    """Put back old results that a machine which stopped left moved aside."""
    for old in sorted(out.glob(f"{_PREFIX}*/old")):
        for path in old.iterdir():
            path.replace(out / path.name)
        shutil.rmtree(old.parent, ignore_errors=True)


def _flush(path: Path) -> None:
    """Have the file on the disk before it is moved."""
    with suppress(OSError), path.open("rb") as file:
        os.fsync(file.fileno())
