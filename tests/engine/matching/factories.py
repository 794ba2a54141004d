"""People and cohorts for the tests: by hand with few words, or drawn from a seed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from parcours.engine.matching import candidates, counting, irreducible, nearness, solver, unmatched
from parcours.engine.matching.problem import Participant, Place, Problem
from parcours.engine.matching.quotas import AGENCY, HOST, Quota
from parcours.engine.matching.result import Result
from parcours.engine.matching.settings import ALWAYS, CRITERIA, RULES, Settings

NURSE, NURSE_AIDE, ENGINEER, WELDER = "31301", "33102", "21300", "72106"
CODES = (NURSE, "31300", "31302", NURSE_AIDE, ENGINEER, "21301", "21310", "22300", WELDER)
LANGUAGES = ("en", "fr", "es")
CITIES = (("ottawa", "on"), ("gatineau", "qc"), ("toronto", "on"), ("toronto", ""), ("", "on"), ("", ""))
MEETINGS = ("in_person", "online")
TIMES = ("weekday_day", "weekday_evening", "weekend")
EMPLOYERS = ("", "city hall", "hospital", "college")
TAGS = ("cv", "interview", "licence", "network")
ROOTS = ("newcomer", "parent", "veteran")
FIRST_DAY = date(2026, 1, 5)


def participant(id_: str = "p1", **fields: Any) -> Participant:
    """Return a nurse about whom nothing else is known."""
    return Participant(id=id_, **{"occupations": (NURSE,), **fields})


def place(id_: str = "m1", **fields: Any) -> Place:
    """Return a mentor who is a nurse, with one place, about whom nothing else is known."""
    return Place(id=id_, **{"occupations": (NURSE,), **fields})


def people(*ids: str, **fields: Any) -> tuple[Participant, ...]:
    """Return a participant for each id."""
    return tuple(participant(id_, **fields) for id_ in ids)


def settings(*rules: str, digits: int = 3, keep_bonus: int | str = ALWAYS, **weights: int) -> Settings:
    """Return settings with only these rules, and with only these weights if any is given."""
    given = dict.fromkeys(CRITERIA, 0) | weights if weights else dict(Settings().weights)
    return Settings(
        rules={name: name in rules for name in RULES},
        occupation_digits=digits,
        weights=given,
        keep_bonus=keep_bonus,
    )


def some(random: Random, values: Sequence[str], unknown: float = 0.1) -> frozenset[str]:
    """Return none of the values with this chance, else at least one."""
    if random.random() < unknown:
        return frozenset()
    return frozenset(random.sample(values, random.randint(1, len(values))))


def _both(random: Random, codes: Sequence[str]) -> dict[str, Any]:
    city, province = random.choice(CITIES)
    occupations = random.sample(codes, random.choice((0, 1, 1, 1, 1, 2)))
    return {
        "occupations": tuple(occupations),
        "years": random.choice((None, 0, 2, 4.5, 7, 15, 30)),
        "languages": {code: random.choice((None, 4, 6, 8, 10)) for code in sorted(some(random, LANGUAGES))},
        "city": city,
        "province": province,
        "meeting": some(random, MEETINGS),
        "availability": some(random, TIMES),
        "employer": random.choice(EMPLOYERS),
        "avoid_employers": frozenset(random.choices(EMPLOYERS[1:], k=random.random() < 0.1)),
        "background": some(random, ROOTS, 0.4),
    }


def cohort(
    seed: int,
    lefts: int,
    rights: int,
    *,
    chosen: Settings | None = None,
    codes: Sequence[str] = CODES,
    locks: int = 0,
    previous: int = 0,
    minimums: bool = False,
) -> Problem:
    """Return a cohort drawn from `seed`: everything may be known or not, and some are in each other's way."""
    random = Random(seed)  # noqa: S311 - invented people
    left_ids = [f"p{at}" for at in range(lefts)]
    right_ids = [f"m{at}" for at in range(rights)]
    participants = tuple(
        Participant(
            id=id_,
            **_both(random, codes),
            avoid_ids=frozenset(random.choices(right_ids, k=bool(rights) and random.random() < 0.1)),
            prefers=tuple(random.sample(right_ids, min(rights, random.choice((0, 0, 1, 3))))),
            background_matters=random.random() < 0.5,
            goals=some(random, TAGS, 0.2),
            waiting_since=random.choice((None, FIRST_DAY + timedelta(days=random.randrange(200)))),
            agency=random.choice(("", "north", "south")),
        )
        for id_ in left_ids
    )
    places = []
    for id_ in right_ids:
        capacity = random.choice((0, 1, 1, 1, 2, 3))
        places.append(
            Place(
                id=id_,
                **_both(random, codes),
                avoid_ids=frozenset(random.choices(left_ids, k=bool(lefts) and random.random() < 0.1)),
                prefers=tuple(random.sample(left_ids, min(lefts, random.choice((0, 0, 1, 3))))),
                offers=some(random, TAGS, 0.2),
                capacity=capacity,
                minimum=min(capacity, random.choice((0, 0, 1, 2))) if minimums else 0,
            )
        )
    return Problem(
        participants=participants,
        places=tuple(places),
        settings=chosen or Settings(),
        locks=tuple(_locks(random, left_ids, places, locks)),
        previous=tuple(
            (id_, random.choice([*right_ids, "gone"]))
            for id_ in random.sample([*left_ids, "left"], min(previous, lefts + 1))
        ),
    )


def _locks(random: Random, left_ids: list[str], places: list[Place], number: int) -> list[tuple[str, str]]:
    seats = [place.id for place in places for _ in range(place.capacity)]
    random.shuffle(seats)
    return list(zip(random.sample(left_ids, min(number, len(left_ids))), seats, strict=False))


def any_settings(seed: int, *, keep_bonus: int | str = ALWAYS) -> Settings:
    """Return settings drawn from `seed`: any rule on or off, any depth, any weights."""
    random = Random(seed)  # noqa: S311 - invented settings
    weights = {name: random.choice((0, 0, 1, 1, 3, 7)) for name in CRITERIA}
    return Settings(
        rules={name: random.random() < 0.6 for name in RULES},
        occupation_digits=random.randint(1, 5),
        weights=weights if any(weights.values()) else {**weights, "occupation": 1},
        keep_bonus=keep_bonus,
    )


def small_cohort(seed: int) -> Problem:
    """Return a cohort so small that every proposal can be looked at, with anything that may occur in one."""
    random = Random(seed)  # noqa: S311 - invented people
    bonus = random.choice((ALWAYS, ALWAYS, 0, 50, 300, 5000))
    return cohort(
        seed,
        random.randint(0, 6),
        random.randint(0, 5),
        chosen=any_settings(seed, keep_bonus=bonus),
        codes=CODES[: random.choice((3, 9))],
        locks=random.choice((0, 0, 1, 2)),
        previous=random.choice((0, 0, 3, 6)),
        minimums=random.random() < 0.4,
    )


@contextmanager
def narrow(seed: int) -> Iterator[None]:
    """Make the engine work as it does on large cohorts: in blocks, from few pairs, keeping none between passes."""
    random = Random(seed)  # noqa: S311 - any sizes will do
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "BLOCK_CELLS", random.choice((1, 20, 100_000)))
        patch.setattr(candidates, "KEPT_PAIRS", random.choice((0, 30_000_000)))
        patch.setattr(solver, "FIRST_LOOK", random.choice((1, 2, 8)))
        patch.setattr(nearness, "MOST_ADDED", random.choice((1, 8)))
        patch.setattr(counting, "_STEP", random.choice((1, 250)))
        patch.setattr(unmatched, "_CELLS", random.choice((1, 1_000_000)))
        patch.setattr(irreducible, "_ADDED", random.choice((1, 12)))
        yield


def made(result: Result) -> dict[str, str]:
    """Return place by participant, ids of both."""
    return {pair.assessment.participant: pair.assessment.place for pair in result.pairs}


def with_quotas(problem: Problem, seed: int, *, floor: bool = False) -> Problem:
    """Return the same cohort with agencies, employers and limits drawn from `seed`."""
    random = Random(seed)  # noqa: S311 - invented limits
    agencies, hosts = ("a", "b"), ("x", "y")
    quotas = []
    for kind, names in ((AGENCY, agencies), (HOST, hosts)):
        for name in names:
            least = random.choice((0, 0, 0, 1, 2))
            quotas.append(Quota(kind, name, least, random.choice((None, None, least + random.randint(0, 2)))))
    return replace(
        problem,
        participants=tuple(replace(p, agency=random.choice(("", *agencies))) for p in problem.participants),
        places=tuple(replace(m, employer=random.choice(("", *hosts))) for m in problem.places),
        settings=replace(problem.settings, quotas=tuple(quotas), agency_floor=floor),
    )
