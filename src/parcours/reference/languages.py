"""Languages: which code a person means, and what a code is called."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from parcours.reference.facts import codes_by_name, rows
from parcours.tables.text import fold

# fr-CA, zh_Hans, or a remark after the name: Portuguese (Brazil).
REGION_OR_REMARK = re.compile(r"(?P<tag>[A-Za-z]{2,3})[-_][A-Za-z]{2,4}|(?P<name>[^(]+)\(.*")


@cache
def language_codes() -> Mapping[str, str]:
    """Return the code for each name, other spelling and code, all folded (`tables.text.fold`).

    A code has two letters (ISO 639-1) where there is one, otherwise three (ISO 639-3).
    """
    return MappingProxyType(codes_by_name(rows("languages")))


def language_code(text: str) -> str | None:
    """Return the code of the language that ``text`` names in English, French or that language, or None.

    ``Farsi``, ``persan``, ``FA``, ``فارسی`` give ``fa``; ``fr-CA`` gives ``fr``.
    """
    codes = language_codes()
    if found := codes.get(fold(text)):
        return found
    shorter = REGION_OR_REMARK.fullmatch(text.strip())
    return codes.get(fold(shorter["tag"] or shorter["name"])) if shorter else None


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    return {row["code"]: (row["name_en"], row["name_fr"]) for row in rows("languages")}


def language_name(code: str, lang: str) -> str:
    """Return what ``code`` is called in ``lang``: ``fr`` (lower case), otherwise English. Raises KeyError."""
    english, french = _names()[code]
    return french if lang == "fr" else english


def language_names(lang: str) -> dict[str, str]:
    """Return what every code is called in ``lang``: ``fr``, otherwise English."""
    place = 1 if lang == "fr" else 0
    return {code: names[place] for code, names in _names().items()}
