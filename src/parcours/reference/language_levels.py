"""Levels of language: the Canadian Language Benchmarks (CLB, English) and the niveaux de compétence (NCLC, French).

Two scales that are never compared nor averaged.
"""

from dataclasses import dataclass
from functools import cache

from parcours.reference.facts import rows


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    """One level, 1 to 12, of the ``scale`` of a ``language``; ``stage``: basic, intermediate or advanced."""

    scale: str
    level: int
    language: str
    stage: str
    stage_en: str
    stage_fr: str

    def stage_name(self, lang: str) -> str:
        """Return what the stage is called in ``lang``: ``fr``, otherwise English."""
        return self.stage_fr if lang == "fr" else self.stage_en


@cache
def language_levels(scale: str) -> tuple[LanguageLevel, ...]:
    """Return the levels of ``scale``, ``CLB`` or ``NCLC``, the lowest first; none for another."""
    return tuple(
        LanguageLevel(**{**row, "level": int(row["level"])})  # type: ignore[arg-type]
        for row in rows("language_levels")
        if row["scale"] == scale
    )
