"""What a person wrote as their occupation: the codes in it, and the answer that `Taxonomy.read` gives."""

import re
from dataclasses import dataclass
from enum import StrEnum

from parcours.engine.occupations.words import fold

# The classification’s own name before a code: NOC 21300, CNP-21300, NOC 2021 v1.0: 21300.
CLASSIFICATION = re.compile(r"\b(?:noc|cnp)(?:[\W_]*(?:2016|2021)(?![0-9]))?(?:[\W_]*v ?1[.,]0)?(?![a-z])")
# A unit group, or a profile within it (21300.01); a spreadsheet may have made it a number (21300.0).
UNIT_GROUP = re.compile(r"(?<![0-9])([0-9]{5})(?:[.,][0-9]{1,2})?(?![0-9])")
GROUPED_DIGITS = re.compile(r"\W*([0-9]{2})[\s.,’']([0-9]{3})\W*")
DIGITS_ALONE = re.compile(r"\W*([0-9]+)(?:[.,]0+)?\W*")
FOUR_DIGITS_AND_TITLE = re.compile(r"\W*([0-9]{4})\W+(.*[^\W\d].*)", re.DOTALL)


class ReadingStatus(StrEnum):
    """How an occupation was understood. Only the first three give a code."""

    CODE = "code"
    """The code of a unit group."""
    ZEROS_RESTORED = "zeros_restored"
    """The same without its leading zeros, which a spreadsheet dropped."""
    TITLE = "title"
    """The exact title of one unit group."""
    AMBIGUOUS = "ambiguous"
    """Several unit groups: two codes, one code with another's title, or a title that several share."""
    BROAD = "broad"
    """The code or exact title of a class above the unit groups. Four digits may also be meant for NOC 2016."""
    NO_SUCH_CODE = "no_such_code"
    """Digits that are no class of NOC 2021."""
    UNKNOWN = "unknown"
    """Words that are no class title, or nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One occupation as understood. Nothing is guessed: ``code`` is None whenever a person has to choose.

    - ``text``: as written.
    - ``status``: `ReadingStatus`.
    - ``code``: the unit group, five digits, or None.
    - ``digits``: the code as written, or "" when words were written.
    - ``broader``: when ``BROAD``, the class above the unit groups that was meant, otherwise None.
    - ``nearest``: unit groups to choose from, the likeliest first: those that were meant when ``AMBIGUOUS``,
      those in the class when ``BROAD``, otherwise the most alike. Empty when there is a ``code``.
    """

    text: str
    status: ReadingStatus
    code: str | None = None
    digits: str = ""
    broader: str | None = None
    nearest: tuple[str, ...] = ()


def codes_and_words(text: str) -> tuple[tuple[str, ...], str]:
    """Return the codes written in ``text``, in order and once each, and the words beside them.

    Digits are a code when they are five, when they stand alone, or when they are four before a title
    (``2131 Civil engineers``, as in NOC 2016). Other digits are words (``911 dispatcher``).
    """
    folded = CLASSIFICATION.sub(" ", fold(text))
    if units := tuple(dict.fromkeys(UNIT_GROUP.findall(folded))):
        return units, UNIT_GROUP.sub(" ", folded)
    if grouped := GROUPED_DIGITS.fullmatch(folded):
        return (grouped[1] + grouped[2],), ""
    if alone := DIGITS_ALONE.fullmatch(folded):
        return (alone[1],), ""
    if titled := FOUR_DIGITS_AND_TITLE.fullmatch(folded):
        return (titled[1],), titled[2]
    return (), text
