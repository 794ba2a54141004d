"""What stands in the way of a backup or a restore, as a sentence for whoever asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parcours.core.language import N_
from parcours.core.outages import is_full, sqlite_code

_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}

IN_USE = N_("The database is in use. Stop the site and its worker first, then run this again.")
NEWER = N_(
    "{file} was made by a newer version of Parcours ({version}); this is {ours}. Install the newer one."
)
DAMAGED = N_("The database is damaged: {problem}. No backup was made; restore an earlier one.")


class Fault(Exception):
    """``what`` is a message of `core.language`, to be filled with ``values``. Nothing was changed."""

    def __init__(self, what: str, **values: object) -> None:
        super().__init__(what.format(**values))
        self.what, self.values = what, values


@contextmanager
def written_to(place: Path) -> Iterator[None]:
    """Turn what the disk of ``place`` refuses into a Fault."""
    try:
        yield
    except (OSError, sqlite3.Error) as problem:
        if isinstance(problem, sqlite3.Error) and sqlite_code(problem) not in _DISK:
            raise
        if is_full(problem):
            what = N_("There is no room left for {file}. Make room, or name another disk.")
            raise Fault(what, file=place) from problem
        said = getattr(problem, "strerror", None) or str(problem)
        file = getattr(problem, "filename", None) or place
        raise Fault(N_("{file} cannot be read or written: {problem}."), file=file, problem=said) from problem
