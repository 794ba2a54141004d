"""How much a file may hold. Beyond that it is refused at once, in one sentence.

Together they bound one file to about 0.5 GB of memory and 15 seconds, whatever its content.
"""

from dataclasses import dataclass

FILE_BYTES = 200_000_000
"""Size of a file on disk."""

INFLATED_BYTES = 150_000_000
"""What the parts of a workbook that are read may come to, unpacked."""

INFLATED_RATIO = 200
"""How many times its packed size a part above `RATIO_FREE_BYTES` may be; spreadsheets stay below 60."""

RATIO_FREE_BYTES = 20_000_000

PACKAGE_PARTS = 5_000
"""Files inside a workbook."""

CELL_CHARACTERS = 32_767
"""Text in one cell; spreadsheets themselves allow no more."""

SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
"""Rows and columns of a sheet, blank ones counted; spreadsheets themselves allow no more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one table may hold.

    `rows` that are not blank, `columns`, `cells` (rows times their width), and `characters` in all.
    """

    rows: int
    columns: int
    cells: int
    characters: int


COHORT = Limits(rows=250_000, columns=512, cells=5_000_000, characters=100_000_000)
"""A list of people."""

SCORES = Limits(rows=5_000_000, columns=20_000, cells=100_000_000, characters=150_000_000)
"""Scores: read row by row, and not kept as cells."""

LONG_LIST = Limits(rows=2_000_000, columns=512, cells=1_000_000_000, characters=FILE_BYTES)
"""A list of people as text that is read part by part, and never held as a whole."""
