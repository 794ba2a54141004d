"""Countries and territories: which one a person means, and what it is called."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from parcours.reference.facts import codes_by_name, rows
from parcours.tables.text import fold


@cache
def country_codes() -> Mapping[str, str]:
    """Return the two-letter code for each name, three-letter code and code, all folded (`tables.text.fold`)."""
    table = rows("countries")
    found = {fold(row["alpha_3"]): row["code"] for row in table if row["alpha_3"]}
    return MappingProxyType({**found, **codes_by_name(table)})


def country_code(text: str) -> str | None:
    """Return the code of ISO 3166-1 of the country that ``text`` names in English or French, or None.

    ``Ivory Coast``, ``CIV``, ``Côte d'Ivoire`` give ``CI``. Kosovo has the code that is in use, ``XK``.
    """
    return country_codes().get(fold(text))


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    return {row["code"]: (row["name_en"], row["name_fr"]) for row in rows("countries")}


def country_name(code: str, lang: str) -> str:
    """Return what ``code`` is called in ``lang``: ``fr``, otherwise English. Raises KeyError."""
    english, french = _names()[code]
    return french if lang == "fr" else english


def country_names(lang: str) -> dict[str, str]:
    """Return what every code is called in ``lang``: ``fr``, otherwise English."""
    place = 1 if lang == "fr" else 0
    return {code: names[place] for code, names in _names().items()}
