"""The classification of occupations (NOC 2021) as a tree of classes, and what a person's words mean in it.

Pure: `Taxonomy.of` takes the classes, `parcours.reference.noc` reads them from the table of facts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from parcours.engine.occupations.nearest import TitleIndex
from parcours.engine.occupations.reading import Reading, ReadingStatus, codes_and_words
from parcours.engine.occupations.words import title_stems

__all__ = ["OccupationClass", "Reading", "ReadingStatus", "Taxonomy"]

UNIT_GROUP_DIGITS = 5
# A mistyped code is compared by its first four or three digits; fewer say too little.
NEIGHBOUR_DIGITS = (4, 3)
# Longer than any title; the rest of a page pasted into a cell is not read.
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class OccupationClass:
    """One class at any level: 1 digit a broad category, 2 a major, 3 a sub-major, 4 a minor, 5 a unit group.

    ``code`` is text with its leading zeros and begins with its parent's code. ``teer`` is 0 to 5, lower for more
    training, education, experience and responsibility; None for a broad category.
    """

    code: str
    teer: int | None
    title_en: str
    title_fr: str


@dataclass(frozen=True)
class Taxonomy:
    """All classes by code. Methods that take a code raise KeyError when it is not in the classification."""

    classes: Mapping[str, OccupationClass]

    @classmethod
    def of(cls, classes: Iterable[OccupationClass]) -> Self:
        """Return the taxonomy of ``classes``, in any order."""
        return cls({c.code: c for c in sorted(classes, key=lambda c: c.code)})

    def exists(self, code: str) -> bool:
        """Say whether ``code`` is a class, at any level."""
        return code in self.classes

    def is_unit_group(self, code: str) -> bool:
        """Say whether ``code`` is a class at the level of five digits, the only one a person is given."""
        return len(code) == UNIT_GROUP_DIGITS and code in self.classes

    def title(self, code: str, lang: str) -> str:
        """Return the official class title in ``lang``: ``fr``, otherwise English."""
        found = self.classes[code]
        return found.title_fr if lang == "fr" else found.title_en

    def teer(self, code: str) -> int | None:
        """Return the TEER category, 0 to 5, or None for a broad category."""
        return self.classes[code].teer

    def parent(self, code: str) -> str | None:
        """Return the class that holds this one, or None for a broad category."""
        return self.classes[code].code[:-1] or None

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the classes that hold this one, the nearest first."""
        return tuple(code[:digits] for digits in range(len(self.classes[code].code) - 1, 0, -1))

    def unit_groups(self, code: str = "") -> tuple[str, ...]:
        """Return the unit groups whose code begins with ``code``, in order; all of them without one."""
        return tuple(
            unit for unit in self.classes if len(unit) == UNIT_GROUP_DIGITS and unit.startswith(code)
        )

    @cached_property
    def _by_title(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Each title as stems, in either language, with its codes, the longest first."""
        found: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for c in sorted(self.classes.values(), key=lambda c: (-len(c.code), c.code)):
            for title in (c.title_en, c.title_fr):
                found[title_stems(title)][c.code] = None
        return {stems: tuple(codes) for stems, codes in found.items()}

    @cached_property
    def _index(self) -> TitleIndex:
        return TitleIndex(
            {code: (self.title(code, "en"), self.title(code, "fr")) for code in self.unit_groups()}
        )

    def find(self, text: str) -> tuple[str, ...]:
        """Return the classes whose English or French title ``text`` is, unit groups first, then upwards.

        Case, accents, punctuation, number and gender do not count: ``ingénieur(e) civil(e)`` is
        « Ingénieurs civils/ingénieures civiles ». Everything else does.
        """
        return self._by_title.get(title_stems(text), ()) if len(text) <= LONGEST_TEXT else ()

    def nearest(self, text: str, n: int = 5) -> tuple[str, ...]:
        """Return up to ``n`` unit groups whose title, in either language, is most like ``text``; best first."""
        return self._index.nearest(text[:LONGEST_TEXT], n)

    def read(self, text: str) -> Reading:
        """Return what ``text`` means as an occupation: a code, an exact title, or what to choose from."""
        codes, words = codes_and_words(text[:LONGEST_TEXT])
        if len(codes) > 1:
            units = tuple(filter(self.is_unit_group, codes))
            return Reading(text, ReadingStatus.AMBIGUOUS, nearest=units or self.nearest(words))
        if codes:
            return self._read_code(text, codes[0], words)
        found = self.find(text)
        units = tuple(filter(self.is_unit_group, found))
        if len(units) == 1:
            return Reading(text, ReadingStatus.TITLE, units[0])
        if units:
            return Reading(text, ReadingStatus.AMBIGUOUS, nearest=units)
        if found:
            return Reading(text, ReadingStatus.BROAD, broader=found[0], nearest=self.unit_groups(found[0]))
        return Reading(text, ReadingStatus.UNKNOWN, nearest=self.nearest(text))

    def _read_code(self, text: str, digits: str, words: str) -> Reading:
        """Return what ``digits`` mean, with the ``words`` that were beside them."""
        if self.is_unit_group(digits):
            named = tuple(filter(self.is_unit_group, self.find(words)))
            if named and digits not in named:
                return Reading(text, ReadingStatus.AMBIGUOUS, digits=digits, nearest=(digits, *named))
            return Reading(text, ReadingStatus.CODE, digits, digits)
        # A spreadsheet drops every leading zero or none, so 0011 (NOC 2016) is not a shortened 00011. 11 is a major
        # group too, but people are asked for their own occupation and it has five digits.
        restored = digits.zfill(UNIT_GROUP_DIGITS)
        if not digits.startswith("0") and not words and self.is_unit_group(restored):
            return Reading(text, ReadingStatus.ZEROS_RESTORED, restored, digits)
        if self.exists(digits):
            choices = self.nearest(words) or self.unit_groups(digits)
            return Reading(text, ReadingStatus.BROAD, None, digits, digits, choices)
        choices = self.nearest(words) or self._neighbours(digits)
        return Reading(text, ReadingStatus.NO_SUCH_CODE, None, digits, nearest=choices)

    def _neighbours(self, digits: str) -> tuple[str, ...]:
        """Return the unit groups that begin like a mistyped code."""
        if len(digits) != UNIT_GROUP_DIGITS:
            return ()
        return next(filter(None, (self.unit_groups(digits[:n]) for n in NEIGHBOUR_DIGITS)), ())
