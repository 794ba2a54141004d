"""A job title as the coder reads it: its words in one form, what is set aside, and the features it is compared by.

Titles of the index and what people write go through the same steps, so the rules need to be the same on both
sides rather than right about grammar.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from unicodedata import normalize
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from parcours.engine.occupations.words import INCLUSIVE_ENDING, WORD, fold, stem

# Longer than any title; the rest of a page pasted into a cell is not read.
LONGEST_TEXT = 500
LONGEST_HEAD = 2
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^<>]{0,200}>", re.IGNORECASE | re.DOTALL)
EXCEPTION = re.compile(r"\((?:except|sauf)[^()]*\)")
# Arabic and Persian forms of yeh, kaf and heh; the apostrophes.
SAME_LETTER = str.maketrans("\u064a\u0649\u0643\u0629\u2019", "\u06cc\u06cc\u06a9\u0647'")
# From here on, scripts that write no space between words.
IDEOGRAPHS = 0x2E80

SMALL_WORDS = frozenset([
    "of", "the", "and", "for", "in", "to", "an", "a", "at", "on", "by", "with", "or", "de", "d", "du", "des",
    "la", "le", "les", "l", "aux", "au", "en", "et", "pour", "par", "sur", "dans", "un", "une", "ou", "y",
    "e", "del", "el", "los", "las", "do", "da", "dos", "das", "di",
])  # fmt: skip
SHORT_FORMS: Mapping[str, str] = {
    "mgr": "manager", "mngr": "manager", "asst": "assistant", "engr": "engineer", "engg": "engineer",
    "admin": "administrative", "dir": "director", "dev": "developer", "acct": "accountant",
    "supv": "supervisor", "coord": "coordinator", "govt": "government", "mktg": "marketing",
    "mfg": "manufacturing", "mech": "mechanical", "elec": "electrical", "hr": "human resources",
    "it": "information technology", "ti": "technologies information", "rh": "ressources humaines",
    "vp": "vice president", "svcs": "services", "mgmt": "management", "telecom": "telecommunications",
    "comms": "communications", "ops": "operations", "env": "environmental", "intl": "international",
    "advisor": "adviser", "centre": "center", "labor": "labour", "adj": "adjoint",
}  # fmt: skip
RANK_WORDS = frozenset([
    "senior", "sr", "snr", "junior", "jr", "jnr", "acting", "interim", "interimaire", "subalterne",
    "intermediate", "intermediaire", "trainee", "stagiaire", "apprentice", "apprenti", "bilingual",
    "bilingue", "temporary", "temporaire", "casual", "occasionnel", "permanent", "contract", "contractuel",
    "remote", "teletravail", "i", "ii", "iii", "iv", "v", "vi", "level", "niveau", "grade", "class", "classe",
    "full", "part", "time",
])  # fmt: skip
# The heads of English titles that are often written first: “Manager, Strategic Planning”.
ENGLISH_HEADS = frozenset([
    "manager", "director", "supervisor", "advisor", "adviser", "analyst", "officer", "clerk", "engineer",
    "technician", "specialist", "coordinator", "inspector", "administrator", "assistant", "superintendent",
])  # fmt: skip
INVERTED = re.compile(r"([^,]+),\s*([^,]+)")
FRENCH_HEADS = frozenset(stem(word) for word in [
    "agent", "analyste", "conseiller", "commis", "economiste", "gestionnaire", "technicien", "ingenieur",
    "adjoint", "enqueteur", "verificateur", "inspecteur", "traducteur", "chercheur", "directeur", "avocat",
    "statisticien",
])  # fmt: skip
WORKPLACE = re.compile(r"(?<=\w)\s+(?:@|at|chez)\s+(?=\S)", re.IGNORECASE)
LEGAL_FORM = re.compile(
    r"\b(?:inc|ltd|ltee|limited|llc|llp|corp|corporation|gmbh|s\.?a\.?r\.?l|plc|pvt|co)\b[\s.)]*$"
)
GROUP_AND_LEVEL = re.compile(r"\(?\b([A-Z]{2,3})(?:[ -][A-Z]{2,4})?[ -]?0?(\d{1,2})\b\)?")
HAS_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class JobTitle:
    """What was read in a text.

    - ``stems``: the words that name the occupation, in order, in one form.
    - ``set_aside``: words as written that name a rank, a group and level, or an employer.
    - ``group``: the occupational group of the federal public service (``PM`` in ``PM-02``), or "".
    - ``employer_only``: nothing but the name of a company.
    """

    stems: tuple[str, ...]
    set_aside: tuple[str, ...] = ()
    group: str = ""
    employer_only: bool = False


def fold_all(text: str) -> str:
    """Return ``text`` folded, with letters that several scripts write differently made the same."""
    return normalize("NFC", fold(text)).translate(SAME_LETTER)


@lru_cache(maxsize=8192)
def stems_of(title: str) -> tuple[str, ...]:
    """Return the stems of a folded title: short forms in full, small words left out, each gendered pair once."""
    stems: list[str] = []
    for part in INCLUSIVE_ENDING.sub("", EXCEPTION.sub(" ", title).replace("&", " and ")).split("/"):
        words = (w for word in WORD.findall(part) for w in SHORT_FORMS.get(word, word).split())
        added = [stem(word) or word for word in words if word not in SMALL_WORDS]
        repeated = next((n for n in range(min(len(stems), len(added)), 0, -1) if stems[-n:] == added[:n]), 0)
        stems += added[repeated:]
    return tuple(stems)


def plain_text(text: str) -> str:
    """Return the beginning of ``text`` without markup."""
    return MARKUP.sub(" ", unescape(text[:LONGEST_TEXT])).strip()


def head_last(text: str) -> str:
    """Return an inverted English title in its natural order, any other text as it is."""
    found = INVERTED.fullmatch(text)
    if found and len(head := found[1].split()) <= LONGEST_HEAD and head[-1].casefold() in ENGLISH_HEADS:
        return f"{found[2]} {found[1]}"
    return text


def read_title(text: str, groups: Mapping[str, tuple[str, ...]] | None = None) -> JobTitle:
    """Return what ``text`` says, with rank, group and employer set aside.

    ``groups``: the occupational groups that are recognised before a level.
    """
    text = plain_text(text)
    aside: list[str] = []
    group = ""
    for found in GROUP_AND_LEVEL.finditer(text):
        if groups and found[1] in groups:
            group = group or found[1]
            aside.append(found[0].strip("()"))
            text = text.replace(found[0], " ", 1)
    if len(parts := WORKPLACE.split(text, maxsplit=1)) > 1:
        text = parts[0]
        aside.append(parts[1].strip())
    folded = fold_all(head_last(text))
    kept = " ".join(_without_rank(folded, aside))
    return JobTitle(stems_of(kept), tuple(aside), group, bool(LEGAL_FORM.search(folded)))


def _without_rank(folded: str, aside: list[str]) -> Iterator[str]:
    """Give the pieces of ``folded`` that are no rank; add the ranks to ``aside``."""
    pieces = folded.split()
    for place, piece in enumerate(pieces):
        word = piece.strip("().,;:-/")
        # The head of a school is called principal too: a rank only before or after what it ranks.
        leading = word == "principal" and place == 0 and len(pieces) > 1
        following = word in {"principal", "principale"} and place > 0 and stem(pieces[0]) in FRENCH_HEADS
        if word in RANK_WORDS or leading or following or word.isdecimal():
            aside.append(word)
        else:
            yield piece


def features_of(stems: Sequence[str]) -> list[str]:
    """Return the features of a title: words (``=``), pairs of neighbours (``+``), ends, and runs of letters."""
    found = [f"={word}" for word in stems]
    found += [f"+{min(pair)} {max(pair)}" for pair in itertools.pairwise(stems)]
    if stems:
        found += [f"<{stems[0]}", f">{stems[-1]}"]
    for word in stems:
        found += runs_of(word)
    return found


@lru_cache(maxsize=16384)
def runs_of(word: str) -> tuple[str, ...]:
    """Return the runs of three and four letters of a word with ``_`` at its ends; of one and two ideographs."""
    if ord(word[0]) >= IDEOGRAPHS:
        return tuple(word[i : i + n] for n in (1, 2) for i in range(len(word) - n + 1))
    marked = f"_{word}_"
    return tuple(marked[i : i + n] for n in (3, 4) for i in range(len(marked) - n + 1))


def feature_keys(stems: Sequence[str]) -> NDArray[np.uint32]:
    """Return the keys of the features of a title, sorted, once each.

    A key is the CRC-32 of the feature: no table of words to load, and among fifty thousand features less than
    one pair is expected to share a key.
    """
    return np.unique(np.array([crc32(f.encode()) for f in features_of(stems)], dtype=np.uint32))


def title_key(stems: Sequence[str]) -> int:
    """Return the key by which titles with the same words, in any order, are equal."""
    words = " ".join(sorted(set(stems))).encode()
    return crc32(words) << 32 | crc32(words[::-1] + b"/")
