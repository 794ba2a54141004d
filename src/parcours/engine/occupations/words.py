"""Words of English and French occupation titles, in one form, so that two spellings of one title are equal.

The rules look only at how words end, the same way in both languages and on both sides of a comparison, so they
need not be right about grammar: a stem is never shown. ``Ingénieures civiles`` and ``ingénieur(e) civil(e)``
meet in ``("ingenieur", "civil")``.
"""

import re
from functools import lru_cache
from unicodedata import category, normalize

# Letters that decomposition leaves whole.
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})

# What inclusive writing adds to a word: ingénieur(e), ingénieur·e·s, conseiller/ère, technicien.ne.s, carmen/women.
INCLUSIVE_ENDING = re.compile(
    r"""(?<=\w)
    (?: \( [a-z]{1,6} \)
      | [·•‧∙⋅・] [a-z]+
      | [./-] (?: e | [nltsv]e | fe | i?ere | t?rice | euse | (?:wo)?m[ae]n ) s? (?: [.-]s )? (?!\w)
    )""",
    re.VERBOSE,
)

# The first ending that fits is replaced, so that masculine and feminine, one and several, become the same.
ENDINGS = (
    (re.compile(r"eaux$"), "eau"),
    (re.compile(r"aux$"), "al"),
    (re.compile(r"(?:wo)?m[ae]n$"), "man"),
    (re.compile(r"trices?$"), "teur"),
    (re.compile(r"euses?$"), "eur"),
    (re.compile(r"ess(?:es?)?$"), ""),
    (re.compile(r"eres?$"), "er"),
    (re.compile(r"ives?$"), "if"),
    (re.compile(r"(.)\1es?$"), r"\1"),
    (re.compile(r"(?<!s)s$"), ""),
)
# A word this short is an abbreviation, or too little is left of it: BDS and BDE are not the same.
SHORTEST_STEMMED = 4
CONJUNCTIONS = frozenset({"and", "et"})
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents; punctuation and spaces stay."""
    if text.isascii():
        return text.casefold()
    # Decomposed first: a mathematical bold A is a capital letter only once it is an A.
    text = normalize("NFKD", text).casefold().translate(LETTERS)
    return NOT_ASCII.sub(_unless_mark, text)


def _unless_mark(letter: re.Match[str]) -> str:
    return "" if category(letter[0]).startswith("M") else letter[0]


def plain(text: str) -> str:
    """Return the words of ``text`` in lower case, without accents or punctuation, one space between them."""
    return " ".join(WORD.findall(fold(text)))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return what the forms of a folded ``word`` share: ``directeur`` for ``directrices`` and ``directeur``."""
    if len(word) < SHORTEST_STEMMED:
        return word
    for ending, replacement in ENDINGS:
        shorter, found = ending.subn(replacement, word)
        if found:
            word = shorter
            break
    return re.sub(r"y$", "i", word.rstrip("e"))


@lru_cache(maxsize=1024)
def title_stems(title: str) -> tuple[str, ...]:
    """Return the stems by which titles are compared: each gendered pair once, without ``and`` and ``et``.

    A title may write both genders in full around a slash (``Ingénieurs civils/ingénieures civiles``,
    ``Directeurs/directrices des achats``). As stems the two are the same, so the longest run that repeats after
    the slash is dropped.
    """
    stems: list[str] = []
    parts = INCLUSIVE_ENDING.sub("", fold(title).replace("&", " et ")).split("/")
    for part in parts:
        added = [s for word in WORD.findall(part) if word not in CONJUNCTIONS and (s := stem(word))]
        repeated = next((n for n in range(min(len(stems), len(added)), 0, -1) if stems[-n:] == added[:n]), 0)
        stems += added[repeated:]
    return tuple(stems)
