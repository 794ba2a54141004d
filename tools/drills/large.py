"""Import a large file while somebody of another organization uses the site, and stop it in the middle.

A million rows and 200 MB, or for a few rounds as many rows as a page takes, long enough to show what is held: a
part of the file first, then all of it, which is stopped once a third is applied, then all of it again. Everybody else
is answered meanwhile; what was applied when it was stopped stays, and nothing is added after that; in the end every row
is there once. The worker never holds more for all of the file than for the part.
"""

import random
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from tools.drills.kills import MANY
from tools.drills.large_site import LargeSite

FEW_ROWS, WIDE = 2_400, 10_000
MANY_ROWS, NARROW = 1_000_000, 140
"""How many rows there are, and how many characters each has beside who it is about."""

PART, MOST_GROWN = 500, 16
"""So many rows the part has, which is as many as are read at a time; all of them may take so many MB more."""

_AS_THEY_ARE = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""The pages name their files as they are: nobody collected them."""


def drill(folder: Path, rounds: int, _chance: random.Random) -> Mapping[str, int]:
    """Import the file and return what was seen."""
    with override_settings(STORAGES=settings.STORAGES | _AS_THEY_ARE):
        return _taken_in(folder, few=rounds < MANY)


def _taken_in(folder: Path, *, few: bool) -> Mapping[str, int]:
    rows, width = (FEW_ROWS, WIDE) if few else (MANY_ROWS, NARROW)
    site = LargeSite(folder, width, patient=few)
    for_the_part = site.take_in(PART)
    site.take_in(rows, stop_at=rows // 3)
    kept = site.check_stopped()
    for_all = site.take_in(rows)
    site.check_done()
    if for_all - for_the_part > MOST_GROWN:
        raise SystemExit(f"{rows} rows take {for_all} MB, {PART} take {for_the_part}")
    return {
        "rounds": 1,
        "rows": rows,
        "MB of the file": site.size,
        "MB held for it": for_all,
        "MB held for a part": for_the_part,
        "rows kept when it was stopped": kept,
        "answers to others meanwhile": site.answered,
    }
