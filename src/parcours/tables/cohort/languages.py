"""The languages cell: codes or names in English or French, each with a level on the Canadian scale if given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parcours.tables.cells import Bad, shown
from parcours.tables.cohort.values import says_nothing
from parcours.tables.findings import N_
from parcours.tables.text import fold, trim

LEVELS = range(1, 13)
"""Canadian Language Benchmarks (CLB) for English, niveaux de compétence linguistique canadiens (NCLC) for French."""

_LONGEST = 100
_BETWEEN = re.compile(r"[;,/\n\r&+]+|\b(?:and|et)\b", re.IGNORECASE)
_LEVEL = re.compile(
    r"""(?P<name>.*?)
        (?:\s*[:=(\[]\s*|\s*[–—-]\s*|\s+)?
        (?:\b(?:clb|nclc|level|niveau)\s*:?\s*|(?<![^\W\d_]))
        (?P<level>-?\d+(?:[.,]\d+)?)
        [\s)\]]*""",
    re.IGNORECASE | re.VERBOSE,
)
_BILINGUAL = frozenset(
    map(fold, ("bilingual", "bilingue", "bilingue français-anglais", "bilingue anglais-français"))
)


@dataclass(slots=True)
class Languages:
    """The level by language code, None where none is given; and what was not understood."""

    levels: dict[str, int | None] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_languages(text: str, codes: Mapping[str, str]) -> Languages:
    """Return the languages of a cell. ``codes`` gives the code by folded name; codes are names too. Raises Bad.

    A language that is not known is kept under its folded name. Of one named twice the higher level counts.
    """
    found = Languages()
    if says_nothing(text):
        return found
    for part in map(trim, _BETWEEN.split(text)):
        if not fold(part):
            continue
        if fold(part) in _BILINGUAL:
            _add(found, "en", None)
            _add(found, "fr", None)
            continue
        name, level = _split(part) if len(part) <= _LONGEST else (part, None)
        _add(found, _code(name, codes, found), level)
    return found


def _split(part: str) -> tuple[str, int | None]:
    """Return a name and the level beside it, if there is one. Raises Bad for a level off the scale."""
    match = _LEVEL.fullmatch(part)
    if not match:
        return part, None
    level = match["level"]
    if not trim(match["name"]) or not level.isdecimal() or int(level) not in LEVELS:
        raise Bad(
            N_("“{value}” is not a language with a level from 1 to 12."),
            N_("Write the language and its CLB or NCLC level, such as en:8; separate languages with “;”."),
            value=shown(part),
        )
    return match["name"], int(level)


def _code(name: str, codes: Mapping[str, str], found: Languages) -> str:
    """Return the code of a language, or its folded name; note what is not understood."""
    words = fold(name).split()
    whole = " ".join(words)
    if whole in codes:
        return codes[whole]
    for length in range(
        len(words) - 1, 0, -1
    ):  # the language first, or last: "English fluent", "fluent English"
        for some, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            code = codes.get(" ".join(some))
            if code and len(some[0]) > 1:
                if not (len(rest) == 1 and len(rest[0]) == 2 and some[0] == code):  # noqa: PLR2004 - en-CA
                    found.remarks.append(" ".join(rest))
                return code
    found.unknown.append(shown(name))
    return whole


def _add(found: Languages, code: str, level: int | None) -> None:
    known = found.levels.get(code)
    found.levels[code] = max((one for one in (known, level) if one is not None), default=None)
