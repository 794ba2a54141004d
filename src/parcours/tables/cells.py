"""What one cell says, in any table."""

import re

from parcours.tables.findings import N_
from parcours.tables.grid import Cell

LONGEST = 200
"""Beyond so many characters a cell is a paragraph, not a value."""

_SHOWN = 60
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d*)?(?:[eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[\s,](?=\d{3}\b)")


class Bad(Exception):
    """A value that cannot be used: what is wrong with it and how to put it right."""

    def __init__(self, what: str, fix: str, **params: object) -> None:
        super().__init__(what)
        self.what, self.fix, self.params = what, fix, params


def shown(text: str) -> str:
    """Return a value short enough to be quoted in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def as_text(cell: Cell) -> str:
    """Return a cell as text; a date as YYYY-MM-DD."""
    return cell if isinstance(cell, str) else cell.isoformat()


def whole_number(text: str, otherwise: int, most: int) -> int:
    """Return a whole number from 0 to ``most``; ``otherwise`` for a blank cell. Raises Bad."""
    if not text:
        return otherwise
    fix = N_("Write a whole number from 0 to {most}, or leave the cell empty.")
    plain = _THOUSANDS.sub("", text)
    if len(text) > LONGEST or not _NUMBER.fullmatch(plain):
        raise Bad(N_("“{value}” is not a number."), fix, value=shown(text), most=most)
    number = float(plain.replace(",", "."))
    if number < 0:
        raise Bad(N_("{value} is less than zero."), fix, value=shown(text), most=most)
    if number > most:
        raise Bad(N_("{value} is more than {most}."), fix, value=shown(text), most=most)
    if not number.is_integer():
        raise Bad(N_("{value} is not a whole number."), fix, value=shown(text), most=most)
    return int(number)
