"""Text in columns of a terminal, where some letters are two columns wide and some none."""

from unicodedata import category, combining, east_asian_width


def plain(text: str) -> str:
    """Return `text` on one line and without anything that a terminal would obey."""
    spaced = " ".join(text.split("\n")).replace("\t", " ")
    return spaced if spaced.isprintable() else "".join(one for one in spaced if category(one)[0] != "C")


def columns(text: str) -> int:
    """Return how many columns `text` takes."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def cut(text: str, most: int) -> str:
    """Return `text`, or as much of it as fits into `most` columns with an ellipsis."""
    if columns(text) <= most:
        return text
    while text and columns(text) >= most:
        text = text[:-1]
    return text.rstrip() + "…"


def padded(text: str, width: int) -> str:
    """Return `text` cut or filled to exactly `width` columns."""
    fitting = cut(text, width)
    return fitting + " " * (width - columns(fitting))
