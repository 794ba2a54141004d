"""Lines of a CV that may be titles of occupations. They are offered; a person writes and confirms what is right."""

import re
from collections.abc import Iterator

from parcours.engine.occupations.suggestions import Outcome
from parcours.people.documents.queries import text_of_cv
from parcours.people.models import Person
from parcours.people.occupations import suggest

MOST = 5
_LINES = 80
_WORDS = range(1, 8)
_LONGEST = 70
_LIKELY = 0.5
_CUTS = re.compile(r"\s[–—|•·]\s|\s-\s|[,;:(•·|\t]|\s@\s|\bat\b|\bchez\b|\bà\b")
_MARKS = " \t.-–—•·*"
_YEARS = re.compile(r"\d")


def titles_in(text: str) -> Iterator[str]:
    """Give the parts of lines that could be a title: short, without figures, each once and in order."""
    seen: set[str] = set()
    for line in text.splitlines():
        part = _CUTS.split(line.strip(_MARKS))[0].strip(_MARKS)
        known = part.casefold()
        short = 3 <= len(part) <= _LONGEST and len(part.split()) in _WORDS  # noqa: PLR2004 - the shortest title
        if short and not _YEARS.search(part) and "@" not in part and known not in seen:
            seen.add(known)
            yield part


def suggested_titles(person: Person, language: str) -> list[str]:
    """Return titles from the person's CV that the coder is rather sure of, in the order of the CV."""
    found: list[str] = []
    codes: set[str] = set()
    for number, title in enumerate(titles_in(text_of_cv(person))):
        if number >= _LINES or len(found) >= MOST:
            break
        said = suggest(title, language)
        if said is None or said.outcome not in {Outcome.SURE, Outcome.CHOOSE} or not said.suggestions:
            continue
        first = said.suggestions[0]
        if first.confidence >= _LIKELY and first.code not in codes:
            codes.add(first.code)
            found.append(title)
    return found
