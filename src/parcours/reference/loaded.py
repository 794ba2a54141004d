"""What `parcours reference load` brought, to be read by others. Each answer is empty when its table is not loaded.

    titles()           # job titles with their unit group, for the index of the coder
    old_codes()        # {"2131": ("21300",), …}: each code of NOC 2016 with what became of it
    ratings("skills")  # OaSIS: .codes (516 unit groups), .names (33 skills), .values (516 × 33, 0 to 5)
    regulated()        # {"31301": (RegulatedHint(…), …), …}
    outlook()          # {"21300": Outlook(openings=…, seekers=…, …), …}

A folder may be given; without, it is `reference` in the data folder. Everything raises store.Damaged when
a file there is, OSError when it cannot be read. Nothing is kept between calls: keep what you need more than once.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parcours.engine.occupations.title_index import KnownTitle
from parcours.reference.store import Loaded, read_table, reference_folder

type Kind = Literal["skills", "knowledge", "work_activities", "abilities"]
type Condition = Literal[
    "strong_surplus", "moderate_surplus", "balance", "moderate_shortage", "strong_shortage"
]

UNIT_GROUP_DIGITS = 5


@dataclass(frozen=True)
class Ratings:
    """Ratings of OaSIS: G unit groups by N names, none of them missing.

    - ``codes`` (G): unit groups in order, as text. ``names`` (N): as published, in English.
    - ``values`` (G, N): the mean over the profiles of a unit group. Knowledge is rated 0 to 3, the others 0 to 5.
    """

    codes: NDArray[np.str_]
    names: tuple[str, ...]
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RegulatedHint:
    """A sentence of the employment requirements that speaks of a licence, a registration or a certificate.

    A hint, not a register: whoever needs to know asks the regulator. ``kinds``: such as ``licence``.
    ``provinces``: two letters each, ``ALL`` for every one, none when the sentence names none.
    """

    kinds: tuple[str, ...]
    provinces: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """People in and for one occupation in Canada over ten years, in persons; None where it is not published."""

    employment: int | None
    growth: int | None
    retirements: int | None
    replacement: int | None
    openings: int | None
    school_leavers: int | None
    immigration: int | None
    other_seekers: int | None
    seekers: int | None
    recent: Condition | None
    future: Condition | None


def titles(folder: Path | None = None) -> list[KnownTitle]:
    """Return the official job titles, English then French, in the order of their file."""
    found = _table("noc-titles", folder)
    return [
        KnownTitle(title, language, (code,))
        for language in ("en", "fr")
        if language in found
        for title, code in found[language].rows
    ]


def old_codes(folder: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return each code of NOC 2016 (four digits) with its codes of NOC 2021, in the order of the official table."""
    became: dict[str, list[str]] = {}
    for one in _table("noc-2016", folder).values():
        for old, new in one.rows:
            became.setdefault(old, []).append(new)
    return {old: tuple(codes) for old, codes in became.items()}


def ratings(kind: Kind, folder: Path | None = None) -> Ratings | None:
    """Return the ratings of one kind, or None when they are not loaded."""
    one = _table("oasis", folder).get(kind)
    if one is None:
        return None
    groups = np.array([row[0][:UNIT_GROUP_DIGITS] for row in one.rows])
    profiles = np.array([row[1:] for row in one.rows], dtype=np.float32)
    codes, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    sums = np.zeros((len(codes), profiles.shape[1]), dtype=np.float32)
    np.add.at(sums, group_of, profiles)
    return Ratings(codes, one.part.columns, np.divide(sums, sizes[:, None], dtype=np.float32))


def regulated(folder: Path | None = None) -> dict[str, tuple[RegulatedHint, ...]]:
    """Return the hints for each unit group that has one."""
    hints: dict[str, tuple[RegulatedHint, ...]] = {}
    for one in _table("regulated", folder).values():
        for code, kinds, provinces, text in one.rows:
            hints[code] = (*hints.get(code, ()), RegulatedHint(tuple(kinds), tuple(provinces), text))
    return hints


def outlook(folder: Path | None = None) -> dict[str, Outlook]:
    """Return the outlook of each unit group."""
    return {code: Outlook(*rest) for one in _table("outlook", folder).values() for code, *rest in one.rows}


def _table(name: str, folder: Path | None) -> dict[str, Loaded]:
    return read_table(folder or reference_folder(), name)
