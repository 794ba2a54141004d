"""Whom to thank for the facts: those that come with Parcours, and those that were loaded."""

from dataclasses import dataclass
from pathlib import Path

from parcours.reference.facts import rows
from parcours.reference.store import Damaged, parts_of


@dataclass(frozen=True, slots=True)
class Credit:
    """The notice that the owner of a table asks for, in one language, and where its ``licence`` stands."""

    what: str
    attribution: str
    licence: str


def credits_of(folder: Path, lang: str) -> tuple[Credit, ...]:
    """Return the notices for the tables that come with Parcours and for those loaded in ``folder``.

    ``lang``: ``fr``, otherwise English.
    """
    lang = "fr" if lang == "fr" else "en"
    return tuple(
        Credit(row[f"what_{lang}"], row[f"attribution_{lang}"], row["licence"])
        for row in rows("credits")
        if not row["loaded"] or _is_loaded(folder, row["table"])
    )


def _is_loaded(folder: Path, table: str) -> bool:
    try:
        return bool(parts_of(folder, table))
    except (Damaged, OSError):
        return True
