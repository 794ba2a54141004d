"""What the coder answers: ranked unit groups, how far they can be trusted, and what to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What kind of answer this is. Only ``SURE`` may be taken without a person."""

    SURE = "sure"
    """The first suggestion can be trusted to five digits."""
    CHOOSE = "choose"
    """A person chooses among the suggestions; ``level`` says how many digits can be trusted."""
    CODE = "code"
    """The text is the code of a unit group."""
    OLD_CODE = "old_code"
    """The text is a code of NOC 2016; the suggestions are what became of it."""
    NO_SUCH_CODE = "no_such_code"
    """Digits that are no unit group of either classification."""
    EMPTY = "empty"
    """No letter and no digit: nothing, spaces, emoji, tags."""
    EMPLOYER_ONLY = "employer_only"
    """The name of a company and no occupation."""
    NO_OCCUPATION = "no_occupation"
    """How somebody is placed (student, retired, at home) and no occupation."""
    UNKNOWN = "unknown"
    """Words of which none says anything about an occupation."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit group: ``confidence`` from 0 to 1, and the known titles that spoke for it, the nearest first."""

    code: str
    title: str
    confidence: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask: which of ``codes`` is meant. ``examples`` gives each a title that tells it from the others."""

    codes: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The answer for one text. Nothing is guessed: unless ``SURE`` or ``CODE``, a person chooses.

    - ``level``: the digits of the first suggestion that can be trusted, 5 to 1; 0 when none can.
    - ``confidence``: that the first ``level`` digits are right.
    - ``set_aside``: rank, group and level, employer, as written.
    - ``read_as``: the words that were compared, in English where they were in another language.
    - ``method``, ``version``: how, and with which index, to be stored beside a choice.
    """

    text: str
    outcome: Outcome
    suggestions: tuple[Suggestion, ...] = ()
    level: int = 0
    confidence: float = 0.0
    question: Question | None = None
    set_aside: tuple[str, ...] = ()
    read_as: str = ""
    method: str = ""
    version: str = ""


type Titles = Mapping[str, Mapping[str, str]]
"""Class titles by language, then by code."""
