"""What result.json of `parcours match` says, taken at its word: numbers that are numbers, and nothing twice."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from parcours import __version__
from parcours.core.language import Language
from parcours.engine.checking.counted import AGENCY, AGENCY_QUOTA, HOST_QUOTA, SUPPLY
from parcours.engine.checking.said import Counts, Pair, Said
from parcours.tables.cells import shown

FIGURES = ("placed", "bound", "score", "dual_bound", "gap", "pairs_priced", "violations")

SIZES = ("mentees", "mentors", "places")

_QUOTAS = MappingProxyType({"agency": AGENCY_QUOTA, "host": HOST_QUOTA})

_MOST = 1 << 63
"""A larger number is none of a result’s."""


def said_by(result: Mapping[str, Any]) -> Said:
    """Return what a result says. Raises KeyError, TypeError or ValueError for what no result says."""
    prices, certificate, ranks = result["prices"], result["certificate"], result["mean_ranks"]
    stable_bound = result["stable_bound"]
    return Said(
        pairs=[
            Pair(
                str(one["mentee_id"]),
                str(one["mentor_id"]),
                whole(one["score"]),
                _numbers(one["parts"]),
                switch(one["locked"]),
                switch(one["kept"]),
            )
            for one in result["pairs"]
        ],
        dropped=frozenset(once([(str(mentee), None) for mentee in result["dropped"]])),
        figures={name: whole(certificate[name]) for name in FIGURES}
        | {"blocking_pairs": whole(result["blocking_pairs"])}
        | {f"{side}_rank": any_number(ranks[side]) for side in ("mentees", "mentors")}
        | {name: whole(result["cohort"][name]) for name in SIZES},
        pair=whole(prices["pair"]),
        mentors=_numbers(prices["mentors"]),
        agencies=_numbers(prices["agencies"]),
        employers=_numbers(prices["employers"]),
        complete=switch(result["complete"]),
        stable_bound=None if stable_bound is None else whole(stable_bound),
        counts=_counts(result),
        unplaced=frozenset(once([(str(one["mentee_id"]), None) for one in result["unmatched"]])),
    )


def check_version(version: object, known: str) -> None:
    """Raise ValueError where a file of this version may say what is not `known` yet."""
    given = re.fullmatch(r"(\d{1,6})\.(\d{1,6})", version) if isinstance(version, str) else None
    major, _, minor = known.partition(".")
    if given is None or given[1] != major or int(given[2]) > int(minor):
        raise ValueError("another version")


def at_its_word(version: object, say: Language, *, complete: bool) -> Iterator[str]:
    """Yield what a result says of how it was made, which nobody can check."""
    if not complete:
        yield say("That the time was over before the search ended is the result’s word.")
    if version != __version__:
        yield say(
            "That version {version} of Parcours made it is the result’s word; this is version {own}.",
            version=shown(str(version)),
            own=__version__,
        )


def _counts(result: Mapping[str, Any]) -> Counts:
    quotas = [((_QUOTAS[one["kind"]], one["name"]), ("placed",), one) for one in result["quotas"]]
    agencies = [((AGENCY, one["agency"]), ("mentees", "placed"), one) for one in result["agencies"]]
    supply = [
        ((SUPPLY, one["group"]), ("mentees", "placed", "mentors", "places"), one) for one in result["supply"]
    ]
    return once(
        [(at, tuple(whole(one[name]) for name in names)) for at, names, one in (*quotas, *agencies, *supply)]
    )


def _numbers(prices: Mapping[str, Any]) -> dict[str, int]:
    return {str(name): whole(price) for name, price in prices.items()}


def once[Key, Value](entries: Sequence[tuple[Key, Value]]) -> dict[Key, Value]:
    """Return the entries by their names. Raises ValueError for a name that stands twice, and says two things."""
    found = dict(entries)
    if len(found) < len(entries):
        raise ValueError("a name stands twice")
    return found


def whole(number: object) -> int:
    """Return a whole number. Raises TypeError for anything else, ValueError for one that is far too large."""
    if type(number) is not int:
        raise TypeError("no whole number")
    if abs(number) > _MOST:
        raise ValueError("no number of a result")
    return number


def any_number(number: object) -> float | None:
    """Return a number, or None without one. Raises TypeError for anything else."""
    return number if number is None or type(number) is float else whole(number)


def switch(holds: object) -> bool:
    """Return true or false. Raises TypeError for anything else."""
    if type(holds) is not bool:
        raise TypeError("neither true nor false")
    return holds
