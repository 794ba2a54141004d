"""Text in columns of a terminal, where some letters are two columns wide and some none."""

from itertools import accumulate
from unicodedata import category, combining, east_asian_width


def plain(text: str) -> str:
    """Return `text` on one line and without anything that a terminal would obey."""
    spaced = " ".join(text.split("\n")).replace("\t", " ")
    return spaced if spaced.isprintable() else "".join(one for one in spaced if category(one)[0] != "C")


def columns(text: str) -> int:
    """Return how many columns `text` takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(letter: str) -> int:
    return 0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1


def cut(text: str, most: int) -> str:
    """Return `text`, or as much of it as fits into `most` columns with an ellipsis."""
    if columns(text) <= most:
        return text
    reached = accumulate(map(_width, text))
    kept = next(at for at, width in enumerate(reached) if width >= most)
    return text[:kept].rstrip() + "…"


def padded(text: str, width: int) -> str:
    """Return `text` cut or filled to exactly `width` columns."""
    fitting = cut(text, width)
    return fitting + " " * (width - columns(fitting))
