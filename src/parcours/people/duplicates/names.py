"""How alike two names are: order, accents, hyphens, initials, left-out names and other spellings make one name.

Two names in one script are compared as they are written. Of a name in Latin letters and one in others, the second is
read in Latin letters first; Arabic and Hebrew write few vowels, so where only the consonants agree the names are
similar and no more. Names of Japan and of Persia read otherwise than their letters, and are often missed.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import permutations
from unicodedata import normalize

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from parcours.core.plain import plain

_WITHIN = re.compile(r"['’`\u02bc\u02b9\"]+")
_BETWEEN = re.compile(r"[\s\-\u2010\u2011–.,;/()]+")
_PARTICLES = frozenset(
    (
        *("al", "el", "ul", "ad", "as", "bin", "ben", "bint", "ibn"),
        *("de", "del", "della", "di", "da", "do", "dos", "das", "la", "las", "los", "le", "y", "e", "i"),
        *("van", "von", "der", "den"),
    )
)
"""Parts that some write and others leave out; as the only part they stay."""

_SOUNDS = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"(.)\1+", r"\1"),
        (r"tsch|tch|dzh|zh", "k"),
        (r"sch|sh|hs|x(?=i|u)", "s"),
        (r"ch|kh|gh|ts|tz|cz|dj|q(?=i|u)|c(?=[aeiou]i)|^y(?=[aou])", "k"),
        (r"(?<=o)w(?![aeiouy])", ""),
        (r"ph|[vw]", "f"),
        (r"ck|q|c|g|j(?=[aeiou])", "k"),
        (r"x", "ks"),
        (r"z", "s"),
    )
)
_NO_SOUND = re.compile(r"[aeiouyhj]")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "\u0131": "i"}
)

_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2c80-\uffdc]")
_FEW_VOWELS = re.compile(r"[\u0590-\u07bf]")
_MAYBE_VOWELS = re.compile(r"[aeiouywv]+")
_ARTICLE = re.compile(r"\b\u0627\u0644")
_FAMILY_FIRST = re.compile(r"(?<!\w)([\u4e00-\u9fff\uac00-\ud7a3])([\u4e00-\u9fff\uac00-\ud7a3]{1,3})(?!\w)")
"""A name of two to four characters or syllables without a gap: the first is the family’s."""

_ALIKE, _SPELT, _ALIKE_BY_SOUND, _WHOLE_ALIKE = 0.9, 0.8, 0.72, 0.94
_MOST_PARTS, _MOST_ORDERED = 6, 3
_VOWELS = frozenset("aeiouy")


class Alike(StrEnum):
    """How alike two names are, the most alike first."""

    SAME = "name_same"
    SPELT = "name_spelt"
    PARTLY = "name_partly"
    SIMILAR = "name_similar"
    DIFFERENT = "name_different"


@lru_cache(maxsize=20_000)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name in plain small letters, as they stand; particles only where there is nothing else."""
    every = tuple(part for part in _BETWEEN.split(_WITHIN.sub("", plain(name)).translate(_LETTERS)) if part)
    return (tuple(part for part in every if part not in _PARTICLES) or every)[:_MOST_PARTS]


@lru_cache(maxsize=20_000)
def sound(part: str) -> str:
    """Return the consonants of a part, about as they are heard: the same for most spellings of one name."""
    for pattern, heard in _SOUNDS:
        part = pattern.sub(heard, part)
    first = "a" if part[:1] in {"a", "e", "i", "o", "u", "y"} else ""
    return first + _NO_SOUND.sub("", part) or part[:1]


def is_in_latin(name: str) -> bool:
    """Return whether a name has Latin letters only."""
    return not _NOT_LATIN.search(name)


@lru_cache(maxsize=20_000)
def in_latin(name: str) -> str:
    """Return a name of another script in Latin letters, as they are read one by one."""
    spaced = _FAMILY_FIRST.sub(r"\1 \2", _ARTICLE.sub("", normalize("NFC", name)))
    return anyascii(spaced)


def alike(one: str, other: str) -> Alike:
    """Return how alike two whole names are."""
    if is_in_latin(one) == is_in_latin(other):
        return _alike(one, other)
    found = _alike(in_latin(one), in_latin(other))
    if found is Alike.DIFFERENT and _FEW_VOWELS.search(one + other):
        return Alike.SIMILAR if _consonants(one) == _consonants(other) else Alike.DIFFERENT
    return Alike.SPELT if found is Alike.SAME else found


def _consonants(name: str) -> list[str]:
    """Return the sounds of each part without what is a vowel, or may be one."""
    return sorted(filter(None, (sound(_MAYBE_VOWELS.sub("", part)) for part in parts(in_latin(name)))))


def _alike(one: str, other: str) -> Alike:
    left, right = parts(one), parts(other)
    if not left or not right:
        return Alike.DIFFERENT
    if sorted(left) == sorted(right):
        return Alike.SAME
    if len(left) > len(right):
        left, right = right, left
    return Alike.SPELT if _alike_as_one_word(left, right) else _matched(left, right)


def _matched(fewer: Sequence[str], more: Sequence[str]) -> Alike:
    """Give each part of the shorter name its own part of the longer one; a part that finds none makes two names."""
    rest, pairs = list(more), []
    for part in sorted(fewer, key=len, reverse=True):
        mine = max(rest, key=lambda one: _likeness(part, one))
        if not _likeness(part, mine):
            return Alike.DIFFERENT
        pairs.append((part, mine))
        rest.remove(mine)
    if all(len(part) == 1 or len(mine) == 1 for part, mine in pairs) or (rest and len(pairs) == 1):
        return Alike.DIFFERENT
    if not all(_is_spelling(part, mine) for part, mine in pairs):
        return Alike.SIMILAR
    return Alike.PARTLY if rest else Alike.SPELT


@lru_cache(maxsize=50_000)
def _likeness(one: str, other: str) -> float:
    """Return how alike two parts are, from 0 to 1; an initial is a little like what it may stand for."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return 0.5 if one[0] == other[0] else 0.0
    near = JaroWinkler.similarity(one, other)
    return near if near >= _ALIKE or (near >= _ALIKE_BY_SOUND and _sound_alike(one, other)) else 0.0


def _sound_alike(one: str, other: str) -> bool:
    return sound(one) == sound(other) and len(sound(one)) > 1


def _is_spelling(one: str, other: str) -> bool:
    """Whether two parts are one name in two spellings. Another ending often makes a woman's name of a man's."""
    ends_alike = (one[-1] in _VOWELS) == (other[-1] in _VOWELS)
    return one == other or (ends_alike and _sound_alike(one, other) and _likeness(one, other) >= _SPELT)


def _alike_as_one_word(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Whether the names are the same when nothing stands between their parts: Abdul Rahman and Abdulrahman."""
    if len(fewer) == len(more) or len(more) > _MOST_ORDERED:
        return False
    whole = ["".join(order) for order in permutations(fewer)]
    return any(
        JaroWinkler.similarity(one, "".join(order)) >= _WHOLE_ALIKE
        for order in permutations(more)
        for one in whole
    )
