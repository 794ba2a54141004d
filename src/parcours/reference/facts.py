"""The tables of facts that come with the package, as text."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from parcours.tables.text import fold

# Where the names of a language or a province stand; `other_names` holds several, separated by `;`.
NAMES = ("name_en", "name_fr", "name_own", "other_names")


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of ``data/{table}.csv``, each a value by column; codes keep their leading zeros."""
    text = files("parcours.reference").joinpath("data", f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def codes_by_name(table: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the code for each code and name in ``table``, all folded as the cells of a spreadsheet are.

    A code wins over another row's equal name: ``ga`` is Irish, although a language of Ghana is called Ga.
    """
    table = tuple(table)
    found = {fold(row["code"]): row["code"] for row in table}
    for row in table:
        for name in _names(row):
            found.setdefault(fold(name), row["code"])
    return found


def _names(row: Mapping[str, str]) -> Iterator[str]:
    for column in NAMES:
        yield from filter(None, row.get(column, "").split(";"))
