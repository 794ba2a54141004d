"""Import a large file while somebody of another organization uses the site, and stop it in the middle.

A million rows and 200 MB, or for a few rounds as many rows as a page takes, long enough to show what is held: a
part of the file first, then all of it, which is stopped once a third is applied, then all of it again. Everybody else
is answered meanwhile; what was applied when it was stopped stays, and nothing is added after that; in the end every row
is there once. The worker never holds more for all of the file than for the part.
"""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.test import override_settings

from tools.drills.kills import MANY
from tools.drills.large_site import LargeSite


class File(NamedTuple):
    """How many rows it has, how many characters each has beside who it is about, and how many rows its part has.

    All of them may take ``grown`` MB more than the part, which is less than what there is more to hold.
    """

    rows: int
    width: int
    part: int
    grown: int


SHORT, LONG = File(2_400, 10_000, 500, 16), File(1_000_000, 140, 50_000, 32)

_AS_THEY_ARE = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""The pages name their files as they are: nobody collected them."""


def drill(folder: Path, rounds: int, _chance: random.Random) -> Mapping[str, int]:
    """Import the file and return what was seen."""
    with override_settings(STORAGES=settings.STORAGES | _AS_THEY_ARE):
        return _taken_in(folder, few=rounds < MANY)


def _taken_in(folder: Path, *, few: bool) -> Mapping[str, int]:
    file = SHORT if few else LONG
    site = LargeSite(folder, file.width, patient=few)
    for_the_part = site.take_in(file.part)
    site.take_in(file.rows, stop_at=file.rows // 3)
    kept = site.check_stopped()
    for_all = site.take_in(file.rows)
    site.check_done()
    if for_all - for_the_part > file.grown:
        raise SystemExit(f"{file.rows} rows take {for_all} MB, {file.part} take {for_the_part}")
    return {
        "rounds": 1,
        "rows": file.rows,
        "MB of the file": site.size,
        "MB held for it": for_all,
        "MB held for a part": for_the_part,
        "rows kept when it was stopped": kept,
        "answers to others meanwhile": site.answered,
    }
