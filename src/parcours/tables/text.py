"""Text in cells: folding for comparison, and the apostrophe that keeps text from becoming a formula."""

import re
import unicodedata
from functools import lru_cache

# Letters that keep their stroke or stay joined when accents are taken off.
_JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_BETWEEN_WORDS = re.compile(r"(?:[^\w+#]|_)+")

_BLANK = r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]"
_BLANKS = re.compile(f"{_BLANK}+")
_ACTIVE = re.compile(rf"'*(?:{_BLANK}*[=+\-@|%]|{_BLANK}*[\t\r])")


@lru_cache(1 << 16)
def fold(text: str) -> str:
    """Return ``text`` as it is compared: no case, accents or punctuation, one space between words.

    ``+`` and ``#`` stay, because C, C++ and C# differ.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold()).translate(_JOINED)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub(" ", text.casefold()).strip()


def trim(text: str) -> str:
    """Return ``text`` without the blank, control and invisible characters at its two ends."""
    if text.isascii() and text.isprintable():
        return text.strip()
    start = _BLANKS.match(text)
    text = text[start.end() :] if start else text
    while text and _BLANKS.fullmatch(text[-1]):
        text = text[:-1]
    return text


def neutralise(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula; `restore` gives it back.

    An apostrophe goes in front of ``= + - @ | %``, TAB and CR, also when blank, control or invisible characters
    come first, and in front of an apostrophe that would otherwise be taken for ours.
    """
    return f"'{text}" if not text[:1].isalnum() and _ACTIVE.match(text) else text


def restore(text: str) -> str:
    """Return ``text`` without the apostrophe that `neutralise` put there."""
    return text[1:] if text.startswith("'") and _ACTIVE.match(text, 1) else text
