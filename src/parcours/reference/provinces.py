"""Canada's provinces and territories: which one a person means, and what it is called."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from parcours.reference.facts import codes_by_name, rows
from parcours.tables.text import fold


@cache
def province_codes() -> Mapping[str, str]:
    """Return the two-letter code for each name, abbreviation and code, all folded (`tables.text.fold`)."""
    return MappingProxyType(codes_by_name(rows("provinces")))


def province_code(text: str) -> str | None:
    """Return the two-letter code of the province or territory that ``text`` names, or None.

    ``Ont.``, ``ontario`` give ``ON``; ``Qué.``, ``PQ``, ``Québec`` give ``QC``.
    """
    return province_codes().get(fold(text))


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    return {row["code"]: (row["name_en"], row["name_fr"]) for row in rows("provinces")}


def province_name(code: str, lang: str) -> str:
    """Return what ``code`` is called in ``lang``: ``fr``, otherwise English. Raises KeyError."""
    english, french = _names()[code]
    return french if lang == "fr" else english


def province_names(lang: str) -> dict[str, str]:
    """Return what every code is called in ``lang``: ``fr``, otherwise English."""
    place = 1 if lang == "fr" else 0
    return {code: names[place] for code, names in _names().items()}
