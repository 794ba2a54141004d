"""Cohorts to measure with: invented people whose occupations are unevenly spread, as real ones are."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypedDict, cast

from bench.shape import (
    AGENCIES,
    AVOIDING,
    BACKGROUND_MATTERS,
    EMPLOYERS,
    MISSING,
    PEOPLE_PER_OCCUPATION,
    PLACES_PER_PERSON,
    SECOND_OCCUPATION,
    SEED,
    SKEW,
    WISHES,
)
from parcours.engine.matching import Participant, Place, Problem
from parcours.reference.noc import load_taxonomy

WISHES_FROM_DIGITS = 3

CITIES = {
    ("toronto", "on"): 30, ("montreal", "qc"): 18, ("vancouver", "bc"): 14, ("calgary", "ab"): 9, ("ottawa", "on"): 8,
    ("edmonton", "ab"): 7, ("winnipeg", "mb"): 5, ("hamilton", "on"): 4, ("halifax", "ns"): 3, ("moncton", "nb"): 2,
}  # fmt: skip
FIRST_LANGUAGES = ("ar", "es", "zh", "hi", "uk", "fa", "pa", "tl")
MEETINGS = (("in_person", "online"), ("in_person", "online"), ("online",), ("in_person",))
TIMES = ("weekday_day", "weekday_evening", "weekend")
TOPICS = ("resume", "interviews", "networking", "licensing", "culture", "language", "job search", "technical")
BACKGROUNDS = ("parent", "refugee", "first graduate", "career break")
FIRST_DAY, WAITING_DAYS = date(2026, 1, 1), 200


class Common(TypedDict):
    """What both sides have, by the names that `Participant` and `Place` give it."""

    occupations: tuple[str, ...]
    years: float | None
    languages: Mapping[str, int | None]
    city: str
    province: str
    meeting: frozenset[str]
    availability: frozenset[str]
    employer: str
    avoid_employers: frozenset[str]
    background: frozenset[str]


class Inventor:
    """Draws people from one seed."""

    def __init__(self, seed: int, people: int, skew: float) -> None:
        self.random = Random(seed)  # noqa: S311 - sample people, not secrets
        codes = list(load_taxonomy().unit_groups())
        Random(SEED).shuffle(codes)  # noqa: S311 - the same occupations are common for every seed
        self.codes = codes[: people // PEOPLE_PER_OCCUPATION]
        self.weights = [rank**-skew for rank in range(1, len(self.codes) + 1)]
        self._shared: dict[object, object] = {}

    def once[T](self, value: T, key: object = None) -> T:
        """Return an equal value that was drawn before, if there was one: a million people have much in common."""
        return cast("T", self._shared.setdefault(value if key is None else key, value))

    def chance(self, share: float) -> bool:
        """Say yes for that share of people."""
        return self.random.random() < share

    def some(self, words: Sequence[str], least: int, most: int) -> frozenset[str]:
        """Return so many of these words."""
        return self.once(frozenset(self.random.sample(words, self.random.randint(least, most))))

    def languages(self, *, settled: bool) -> dict[str, int | None]:
        """Return English, French or both with their levels, and mostly a first language without one."""
        spoken: dict[str, int | None] = {}
        for code, share in (("en", 0.92), ("fr", 0.25)):
            if self.chance(share):
                level = self.random.randint(8 if settled else 4, 12 if settled else 9)
                spoken[code] = level if self.chance(0.8) else None
        if self.chance(0.4 if settled else 0.9):
            spoken[self.random.choice(FIRST_LANGUAGES)] = None
        return self.once(spoken, tuple(spoken.items()))

    def common(self, *, settled: bool) -> Common:
        """Return what both sides have, each field left out now and then."""
        drawn = self.random.choices(self.codes, self.weights, k=1 + self.chance(SECOND_OCCUPATION))
        ((city, province),) = self.random.choices(tuple(CITIES), tuple(CITIES.values()))
        city, province = ("", "") if self.chance(MISSING) else (city, province)
        avoided = self.once(frozenset({self.employer()} if self.chance(AVOIDING) else ()))
        return Common(
            occupations=self.once(tuple(dict.fromkeys(drawn))),
            years=None if self.chance(MISSING) else float(self.random.randint(1, 15) + 8 * settled),
            languages={} if self.chance(MISSING) else self.languages(settled=settled),
            city=city,
            province=province,
            meeting=self.once(frozenset(() if self.chance(MISSING) else self.random.choice(MEETINGS))),
            availability=frozenset() if self.chance(MISSING) else self.some(TIMES, 1, 3),
            employer=self.employer(),
            avoid_employers=avoided,
            background=self.some(BACKGROUNDS, 0, 2),
        )

    def employer(self) -> str:
        """Return one of the employers."""
        return self.once(f"employer {self.random.randrange(EMPLOYERS)}")

    def places(self, number: int, prefix: str) -> list[Place]:
        """Return people with capacities of 1 to 3 that add up to `number`."""
        found: list[Place] = []
        while number:
            capacity = min(number, *self.random.choices((1, 2, 3), (70, 20, 10)))
            number -= capacity
            name, offers = f"{prefix}{len(found):06}", self.some(TOPICS, 3, 3)
            found.append(Place(id=name, offers=offers, capacity=capacity, **self.common(settled=True)))
        return found

    def participants(self, number: int, prefix: str, places: Iterable[Place]) -> list[Participant]:
        """Return so many people, some of whom wish for places of their own field."""
        by_field: dict[str, list[str]] = {}
        for place in places:
            by_field.setdefault(place.occupations[0][:WISHES_FROM_DIGITS], []).append(place.id)
        found = []
        for at in range(number):
            common = self.common(settled=False)
            known = by_field.get(common["occupations"][0][:WISHES_FROM_DIGITS], [])
            wishes = self.some(known, 1, min(3, len(known))) if known and self.chance(WISHES) else ()
            found.append(
                Participant(
                    id=f"{prefix}{at:06}",
                    prefers=tuple(sorted(wishes)),
                    goals=self.some(TOPICS, 1, 3),
                    waiting_since=FIRST_DAY + timedelta(days=self.random.randrange(WAITING_DAYS)),
                    background_matters=self.chance(BACKGROUND_MATTERS),
                    agency=self.once(f"agency {self.random.randrange(AGENCIES)}"),
                    **common,
                )
            )
        return found


def cohort(people: int, skew: float = SKEW, seed: int = SEED) -> Problem:
    """Return so many participants and 0.935 times as many places: the same for the same arguments, everywhere."""
    inventor = Inventor(seed, people, skew)
    places = inventor.places(round(people * PLACES_PER_PERSON), "M")
    return Problem(participants=tuple(inventor.participants(people, "P", places)), places=tuple(places))


def arrivals(before: Problem, share: float, seed: int = SEED + 1) -> tuple[list[Participant], list[Place]]:
    """Return who joins `before`: that share of its participants, and 0.935 times as many places."""
    inventor = Inventor(seed, len(before.participants), SKEW)
    number = round(len(before.participants) * share)
    places = inventor.places(round(number * PLACES_PER_PERSON), "N")
    return inventor.participants(number, "Q", before.places), places


def write_files(problem: Problem, folder: Path) -> tuple[Path, Path]:
    """Write the two spreadsheets (CSV) that say the same as `problem`; return them, mentees first."""
    mentees = [
        _row(person)
        | {
            "agency": person.agency,
            "goals": _cell(person.goals),
            "waiting_since": str(person.waiting_since),
            "background_matters": "yes" if person.background_matters else "",
        }
        for person in problem.participants
    ]
    mentors = [
        _row(place) | {"capacity": str(place.capacity), "offers": _cell(place.offers)}
        for place in problem.places
    ]
    return _write(mentees, folder / "mentees.csv"), _write(mentors, folder / "mentors.csv")


def _row(person: Participant | Place) -> dict[str, str]:
    return {
        "id": person.id,
        "name": f"Person {person.id}",
        "occupation": "; ".join(person.occupations),
        "years_experience": "" if person.years is None else f"{person.years:g}",
        "languages": "; ".join(
            f"{code}:{level}" if level else code for code, level in person.languages.items()
        ),
        "city": person.city,
        "province": person.province,
        "meeting": _cell(person.meeting),
        "availability": _cell(person.availability),
        "employer": person.employer,
        "avoid": _cell(person.avoid_employers),
        "prefers": "; ".join(person.prefers),
        "background": _cell(person.background),
    }


def _cell(values: Iterable[str]) -> str:
    return "; ".join(sorted(values))


def _write(rows: list[dict[str, str]], file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return file
