"""The job titles that the coder is measured with, each with the unit groups that are right.

Official titles held out of the index, titles that people reported to O*NET (through the crosswalk), and titles
written for this by hand. The first two need the official files, which are not part of the project.
"""

import csv
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from bench.children import ROOT
from parcours.engine.occupations.title_index import KnownTitle
from parcours.engine.occupations.title_words import read_title, title_key
from parcours.reference.coder_index import aliases, class_titles, official_titles

DATA = ROOT.parent / "shared/data"
TITLES = DATA / "noc/noc_2021_job_titles.csv"
CROSSWALK = DATA / "crosswalk/noc2021_onet26_dais.csv"
REPORTED = DATA / "onet/sample_of_reported_titles.csv"
BY_HAND = Path(__file__).with_name("occupation_titles.csv")
PARTS = 10
SAMPLE = 1500


@dataclass(frozen=True, slots=True)
class Asked:
    """A title, the language it is in, and the unit groups that are right."""

    text: str
    language: str
    codes: frozenset[str]

    @property
    def is_new(self) -> bool:
        """Whether no class title and no alias has the same words."""
        return _key(self.text) not in _known_words()

    @property
    def for_tuning(self) -> bool:
        """Whether calibrations are fitted on it; the page is about the others."""
        return crc32(self.text.encode()) % 2 == 0


def part(text: str) -> int:
    """Return in which tenth a title is: the same for all titles with the same words."""
    return crc32(str(_key(text)).encode()) % PARTS


def kept() -> list[KnownTitle]:
    """Return the nine tenths of the official titles that the index learns."""
    return [title for title in official_titles(TITLES) if part(title.text)]


def held_out(language: str) -> list[Asked]:
    """Return a sample of the other tenth, without those whose words a class title or an alias has."""
    known = _known_words()
    codes: dict[int, tuple[str, set[str]]] = {}
    for title in official_titles(TITLES):
        if title.language == language and not part(title.text) and (key := _key(title.text)) not in known:
            codes.setdefault(key, (title.text, set()))[1].update(title.codes)
    return _sample(Asked(text, language, frozenset(right)) for text, right in codes.values())


def reported() -> list[Asked]:
    """Return a sample of reported titles; every unit group that the crosswalk gives their occupation is right."""
    units: dict[str, set[str]] = {}
    for row in _rows(CROSSWALK):
        units.setdefault(row["onet"], set()).add(row["noc"].zfill(5))
    codes: dict[str, set[str]] = {}
    for row in _rows(REPORTED):
        if right := units.get(row["O*NET-SOC Code"]):
            codes.setdefault(row["Reported Job Title"], set()).update(right)
    return _sample(Asked(text, "en", frozenset(right)) for text, right in codes.items())


def by_hand(kind: str) -> list[Asked]:
    """Return the titles of one kind: ``federal_en``, ``federal_fr``, ``foreign``."""
    return [
        Asked(row["text"], row["language"], frozenset(row["codes"].split(";")))
        for row in _rows(BY_HAND)
        if row["kind"] == kind
    ]


SETS: dict[str, Callable[[], list[Asked]]] = {
    "official, English": lambda: held_out("en"),
    "official, French": lambda: held_out("fr"),
    "reported (O*NET)": reported,
    "federal, English": lambda: by_hand("federal_en"),
    "federal, French": lambda: by_hand("federal_fr"),
    "foreign": lambda: by_hand("foreign"),
}


def _key(text: str) -> int:
    return title_key(read_title(text).stems)


@cache
def _known_words() -> frozenset[int]:
    """Return the keys of what every index has."""
    return frozenset(_key(title.text) for title in (*class_titles(), *aliases()))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _sample(titles: Iterable[Asked]) -> list[Asked]:
    found = sorted(titles, key=lambda asked: asked.text)
    return random.Random(0).sample(found, min(SAMPLE, len(found)))  # noqa: S311 - no secret
