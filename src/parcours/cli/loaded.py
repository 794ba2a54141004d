"""The loaded reference tables that `parcours occupation` uses, with what is wrong said in words."""

from collections.abc import Mapping

import numpy as np

from parcours.cli.console import Console
from parcours.core.language import N_
from parcours.engine.occupations.similarity import Ratings
from parcours.reference import loaded
from parcours.reference.store import Damaged, reference_folder
from parcours.tables.findings import Refused, unreadable

KINDS: tuple[loaded.Kind, ...] = ("skills", "knowledge", "work_activities")


def old_codes() -> Mapping[str, tuple[str, ...]]:
    """Return each code of NOC 2016 with its codes of NOC 2021, none when they are not loaded. Raises Refused."""
    try:
        return loaded.old_codes()
    except (OSError, ValueError) as problem:
        raise damaged(problem) from problem


def ratings(console: Console) -> tuple[Ratings, ...]:
    """Return the ratings that are loaded, and say so when none are. Raises Refused."""
    try:
        found = [(kind, loaded.ratings(kind)) for kind in KINDS]
    except (OSError, ValueError) as problem:
        raise damaged(problem) from problem
    if not any(one for _, one in found):
        console.progress(
            console.say("The ratings of OaSIS are not loaded: the classification alone decides here.")
        )
    return tuple(
        Ratings(kind, one.names, tuple(one.codes.tolist()), one.values.astype(np.float64))
        for kind, one in found
        if one
    )


def damaged(problem: Exception) -> Refused:
    """Return the refusal of reference data that cannot be read, naming the table where it is known."""
    if isinstance(problem, Damaged):
        return unreadable(
            str(reference_folder() / f"{problem}.jsonl"),
            N_("The loaded table is damaged."),
            N_("Load it again with parcours reference load."),
        )
    return unreadable(
        str(reference_folder()),
        N_("The reference data in this folder cannot be read."),
        N_("Remove the folder, and load them again with parcours reference load."),
    )
