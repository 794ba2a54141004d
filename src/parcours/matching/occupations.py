"""What each occupation text means: the classification first, then the coder; a person's choice wins over both."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.reading import Reading, ReadingStatus, codes_and_words
from parcours.engine.occupations.suggestions import Outcome, Suggestions
from parcours.engine.occupations.taxonomy import Taxonomy
from parcours.tables.cohort.choices import occupation_key

MOST_OPTIONS = 5
"""How many occupations are named to choose from."""

SHOWN = 0.005
"""A person is offered nothing less likely than this."""

LIKELY = 0.05
"""A code contradicts the words beside it only if they give it less confidence than this."""

type FindCoder = Callable[[], Coder | None]
"""Gives the coder when some text needs it, or None where there is none."""


class How(StrEnum):
    """How an occupation was understood."""

    CODE = "code"
    """It was written as a code."""
    TITLE = "title"
    """It is the official title of one unit group."""
    CODER = "coder"
    """The coder is sure what the words mean."""
    PERSON = "person"
    """A person chose the code, or said that nobody can tell."""
    OPEN = "open"
    """A person has to choose; until then it is unknown."""


class Option(NamedTuple):
    """A unit group to choose: how likely it is (None: nobody says), and the known titles that speak for it."""

    code: str
    confidence: float | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """One occupation text: the `code` it means, if any, and `how` that is known.

    `reading` is what the classification says, `coded` what the coder says about words that are no title; both stay
    beside what a person chose.
    """

    text: str
    how: How
    code: str | None
    reading: Reading
    coded: Suggestions | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """Unit groups to choose from, the likeliest first."""
        if self.coded is None:
            return tuple(map(Option, self.reading.nearest[:MOST_OPTIONS]))
        likely = (one for one in self.coded.suggestions[:MOST_OPTIONS] if one.confidence >= SHOWN)
        return tuple(Option(one.code, one.confidence, one.evidence) for one in likely)

    @property
    def option(self) -> Option | None:
        """The option with the code it means, None when the coder did not name it."""
        return next((one for one in self.options if one.code == self.code), None)


def no_coder() -> None:
    """Say that there is no coder: words that are no official title are left to a person."""


def understand(
    texts: Iterable[str],
    taxonomy: Taxonomy,
    coder: FindCoder = no_coder,
    choices: Mapping[str, str | None] | None = None,
    language: str = "en",
) -> dict[str, Understood]:
    """Return what each text means, by text in order.

    The coder is asked for only when some text has words that are no title, and codes the same words once.
    `choices` gives the unit group that a person chose by `occupation_key`, None where nobody can tell.
    """
    readings = {text: taxonomy.read(text) for text in sorted(set(texts))}
    words: dict[str, str] = {}
    for text, reading in readings.items():
        if said := _words(reading, taxonomy):
            words.setdefault(occupation_key(text), said)
    ready = coder() if words else None
    coded = {key: ready.code(said, language=language) for key, said in words.items()} if ready else {}
    return {
        text: _understood(reading, coded.get(occupation_key(text)), choices or {})
        for text, reading in readings.items()
    }


def _words(reading: Reading, taxonomy: Taxonomy) -> str:
    """Return what only the coder can read: words that are no title, alone or beside a code."""
    if reading.status is ReadingStatus.UNKNOWN:
        return reading.text
    if reading.status is not ReadingStatus.CODE:
        return ""
    _, beside = codes_and_words(reading.text)
    return beside if any(map(str.isalpha, beside)) and not taxonomy.find(beside) else ""


def _understood(reading: Reading, said: Suggestions | None, choices: Mapping[str, str | None]) -> Understood:
    text, key = reading.text, occupation_key(reading.text)
    if reading.code is not None and said:
        reading, said = _with_words(reading, said), None
    if key in choices:
        return Understood(text, How.PERSON, choices[key], reading, said)
    if reading.code is not None:
        how = How.TITLE if reading.status is ReadingStatus.TITLE else How.CODE
        return Understood(text, how, reading.code, reading)
    if said and said.outcome in {Outcome.SURE, Outcome.CODE}:
        return Understood(text, How.CODER, said.suggestions[0].code, reading, said)
    return Understood(text, How.OPEN, None, reading, said)


def _with_words(reading: Reading, said: Suggestions) -> Reading:
    """Return the reading of a code, ambiguous where the words beside it surely mean something else."""
    likely = [one.code for one in said.suggestions if one.confidence >= LIKELY]
    if said.outcome is not Outcome.SURE or reading.code in likely:
        return reading
    return Reading(
        reading.text, ReadingStatus.AMBIGUOUS, digits=reading.digits, nearest=(reading.digits, likely[0])
    )
