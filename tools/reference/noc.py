"""Make the table of NOC 2021 classes from Statistics Canada's two structure files, English and French.

    python -m tools.reference.noc STRUCTURE_EN.csv STRUCTURE_FR.csv

The files are the "classification structure" of NOC 2021 Version 1.0. Only facts are kept: code, level, TEER,
title and parent; never the definitions. Where the files are from: `src/parcours/reference/data/SOURCES.md`.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

TABLE = Path("src/parcours/reference/data/noc_2021.csv")
COLUMNS = ("code", "level", "teer", "title_en", "title_fr", "parent", "retired_on")
# Both files have the same five columns, each with headers in its language: level, structure, code, title, definition.
CODE, TITLE = 2, 3


def titles(structure: Iterable[str]) -> dict[str, str]:
    """Return the title of each code, in the order of the ``structure`` file's lines."""
    rows = csv.reader(structure)
    next(rows)
    return {row[CODE]: row[TITLE].strip() for row in rows}


def table(english: Iterable[str], french: Iterable[str]) -> list[tuple[str, ...]]:
    """Return one row a class, as `COLUMNS`; raises ValueError when the two files hold different codes."""
    in_english, in_french = titles(english), titles(french)
    if differing := in_english.keys() ^ in_french.keys():
        raise ValueError(f"These codes are in one file only: {', '.join(sorted(differing))}")
    return [
        (code, str(len(code)), code[1:2], in_english[code], in_french[code], code[:-1], "")
        for code in sorted(in_english)
    ]


def main(english: str, french: str) -> None:
    """Write the table."""
    with (
        Path(english).open(encoding="utf-8-sig") as in_english,
        Path(french).open(encoding="utf-8-sig") as in_french,
    ):
        rows = table(in_english, in_french)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    print(f"{TABLE}: {len(rows)} classes")


if __name__ == "__main__":
    main(*sys.argv[1:])
