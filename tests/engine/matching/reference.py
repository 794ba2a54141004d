"""Matching as one would check it by hand: every rule, criterion and proposal in plain Python, one at a time.

Nothing here comes from the engine but the problem itself and the names of its settings.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from hashlib import blake2b
from itertools import pairwise

from parcours.engine.matching.problem import Participant, Place, Problem
from parcours.engine.matching.settings import ALWAYS, Settings

type Proposal = dict[str, str]
"""Place by participant, ids of both."""

type Scores = dict[tuple[str, str], int]
"""Score by pair of ids."""

RULES = ("occupation", "language", "meeting", "availability", "avoid", "employer")
COMMON_DIGITS = (0.0, 0.1, 0.25, 0.6, 0.8, 1.0)


def common_digits(left: str, right: str) -> int:
    return next((at for at in range(5) if left[at] != right[at]), 5)


def breaks(rule: str, p: Participant, m: Place, digits: int) -> bool:
    """Whether the pair is known to break the rule."""
    if rule == "occupation":
        near = [common_digits(a, b) >= digits for a in p.occupations for b in m.occupations]
        return bool(near) and not any(near)
    if rule == "language":
        return bool(p.languages and m.languages) and not set(p.languages) & set(m.languages)
    if rule == "meeting":
        return bool(p.meeting and m.meeting) and not (
            p.meeting & m.meeting - {"in_person"} or _in_person(p, m)
        )
    if rule == "availability":
        return bool(p.availability and m.availability) and not p.availability & m.availability
    if rule == "avoid":
        by_id = m.id in p.avoid_ids or p.id in m.avoid_ids
        return by_id or m.employer in p.avoid_employers or p.employer in m.avoid_employers
    return p.employer != "" and p.employer == m.employer


def _in_person(p: Participant, m: Place) -> bool:
    if "in_person" not in p.meeting & m.meeting:
        return False
    if not p.city or not m.city:
        return True
    return p.city == m.city and (p.province == m.province or "" in {p.province, m.province})


def broken(p: Participant, m: Place, settings: Settings) -> list[str]:
    """The rules that hold and that the pair breaks, in order."""
    return [n for n in RULES if settings.rules[n] and breaks(n, p, m, settings.occupation_digits)]


def unsure(p: Participant, m: Place, settings: Settings) -> list[str]:
    """The rules that hold and that a missing side lets the pair pass, in order."""
    only_in_person = p.meeting & m.meeting == {"in_person"}
    missing = {
        "occupation": not (p.occupations and m.occupations),
        "language": not (p.languages and m.languages),
        "meeting": not (p.meeting and m.meeting) or (only_in_person and not (p.city and m.city)),
        "availability": not (p.availability and m.availability),
        "avoid": False,
        "employer": not (p.employer and m.employer),
    }
    return [n for n in RULES if settings.rules[n] and missing[n]]


def criteria(p: Participant, m: Place, problem: Problem) -> dict[str, float | None]:
    """From 0 to 1 for each criterion, None where it is unknown."""
    return {
        "occupation": _closeness(p, m),
        "goals": len(p.goals & m.offers) / len(p.goals) if p.goals and m.offers else None,
        "experience": None if p.years is None or m.years is None else _gap(m.years - p.years),
        "language": _comfort(p, m),
        "wishes": _wish(p.prefers, m.id) + _wish(m.prefers, p.id),
        "waiting": _waiting(p, problem),
        "background": _background(p, m),
    }


def _closeness(p: Participant, m: Place) -> float | None:
    values = [
        COMMON_DIGITS[common_digits(a, b)] * (1 if first == second == 0 else 0.9)
        for first, a in enumerate(p.occupations)
        for second, b in enumerate(m.occupations)
    ]
    return max(values) if values else None


def _gap(gap: float) -> float:
    corners = [(-5.0, 0.0), (0.0, 0.3), (3.0, 1.0), (12.0, 1.0), (25.0, 0.4)]
    if gap <= -5:
        return 0.0
    for (x0, y0), (x1, y1) in pairwise(corners):
        if gap <= x1:
            return y0 + (y1 - y0) / (x1 - x0) * (gap - x0)
    return 0.4


def _comfort(p: Participant, m: Place) -> float | None:
    if not p.languages or not m.languages:
        return None
    shared = set(p.languages) & set(m.languages)
    if not shared:
        return 0.0
    levels = [[x for x in (p.languages[code], m.languages[code]) if x is not None] for code in shared]
    lowest = [min(found) for found in levels if found]
    return min(max((max(lowest) - 3) / 6, 0), 1) if lowest else None


def _wish(ranked: tuple[str, ...], wanted: str) -> float:
    return max(0.5 - 0.1 * ranked.index(wanted), 0.1) if wanted in ranked else 0.0


def _waiting(p: Participant, problem: Problem) -> float | None:
    dates = [x.waiting_since for x in problem.participants if x.waiting_since]
    if p.waiting_since is None:
        return None
    return (max(dates) - p.waiting_since).days / ((max(dates) - min(dates)).days or 1)


def _background(p: Participant, m: Place) -> float | None:
    if not p.background_matters:
        return 0.0
    if not p.background or not m.background:
        return None
    return len(p.background & m.background) / len(p.background)


def shares(settings: Settings) -> dict[str, int]:
    """The most points of each criterion: 1000 shared out by the largest remainder."""
    total = sum(settings.weights.values())
    exact = {name: Fraction(1000 * weight, total) for name, weight in settings.weights.items()}
    found = {name: math.floor(share) for name, share in exact.items()}
    for name in sorted(exact, key=lambda name: found[name] - exact[name])[: 1000 - sum(found.values())]:
        found[name] += 1
    return found


def points(p: Participant, m: Place, problem: Problem) -> dict[str, int]:
    """The points of each criterion that weighs anything."""
    values = criteria(p, m, problem)
    return {n: round((values[n] or 0) * share) for n, share in shares(problem.settings).items() if share}


def score(p: Participant, m: Place, problem: Problem) -> int:
    return sum(points(p, m, problem).values())


def eligible(problem: Problem, exempt: Collection[tuple[str, str]] = ()) -> dict[str, list[str]]:
    """The places each participant may take, locks aside; `exempt` are (participant, rule) passed over."""
    kept = set(problem.previous)
    found: dict[str, list[str]] = {}
    for p in problem.participants:
        found[p.id] = []
        for m in problem.places:
            against = [rule for rule in broken(p, m, problem.settings) if (p.id, rule) not in exempt]
            held = (p.id, m.id) in kept and "avoid" not in against
            if m.capacity and (held or not against):
                found[p.id].append(m.id)
    return found


def proposals(problem: Problem, exempt: Collection[tuple[str, str]] = ()) -> Iterator[Proposal]:
    """Every proposal within capacities and minimums, the locks included."""
    locked = dict(problem.locks)
    room = {m.id: m.capacity for m in problem.places}
    room.update({place: room[place] - count for place, count in Counter(locked.values()).items()})
    choices = [(p, found) for p, found in eligible(problem, exempt).items() if p not in locked]
    minimum = {m.id: m.minimum for m in problem.places if m.minimum}

    def extend(at: int, made: Proposal) -> Iterator[Proposal]:
        if at == len(choices):
            taken = Counter(made.values())
            if all(taken[place] >= least for place, least in minimum.items()):
                yield dict(made)
            return
        who, places = choices[at]
        yield from extend(at + 1, made)
        for where in places:
            if room[where]:
                room[where] -= 1
                yield from extend(at + 1, {**made, who: where})
                room[where] += 1

    return extend(0, locked)


def most(problem: Problem, exempt: Collection[tuple[str, str]] = ()) -> int:
    """The most participants that can be placed."""
    return max(map(len, proposals(problem, exempt)))


def scores(problem: Problem) -> Scores:
    """The score of every pair, eligible or not."""
    return {(p.id, m.id): score(p, m, problem) for p in problem.participants for m in problem.places}


def worth(problem: Problem, made: Proposal, known: Scores) -> tuple[int, ...]:
    """What a proposal is worth: placements, then people placed before, then kept pairs and the score."""
    locked = dict(problem.locks)
    before = {p for p, _ in problem.previous} - locked.keys()
    kept = len([pair for pair in made.items() if pair in problem.previous and pair[0] not in locked])
    held, points_ = len(before & made.keys()), sum(known[pair] for pair in made.items())
    bonus = problem.settings.keep_bonus
    if bonus == ALWAYS:
        return len(made), held, kept, points_
    return len(made), held, points_ + kept * int(bonus)


def best(problem: Problem) -> list[Proposal]:
    """All best proposals."""
    found, known = list(proposals(problem)), scores(problem)
    value = [worth(problem, made, known) for made in found]
    highest = max(value, default=())
    return [made for made, own in zip(found, value, strict=True) if own == highest]


def dearness(person: Participant | Place, other: str, points_: int) -> tuple[int, int]:
    """How dear somebody is to this person: by rank among the wishes, then by score."""
    rank = person.prefers.index(other) if other in person.prefers else len(person.prefers)
    return -rank, points_


def blocking(problem: Problem, made: Mapping[str, str]) -> int:
    """The eligible pairs of whom both, locks aside, would rather have each other than what they have."""
    known, locked = scores(problem), dict(problem.locks)
    taken = Counter(locked.values())
    nothing = (-math.inf, -1)
    count = 0
    for p in problem.participants:
        for m in problem.places:
            if p.id in locked or m.id not in eligible(problem)[p.id] or m.capacity == taken[m.id]:
                continue
            held = [q for q in problem.participants if made.get(q.id) == m.id and q.id not in locked]
            mine = dearness(p, made[p.id], known[p.id, made[p.id]]) if p.id in made else nothing
            theirs = [dearness(m, q.id, known[q.id, m.id]) for q in held]
            worst = min(theirs) if len(held) == m.capacity - taken[m.id] else nothing
            count += dearness(p, m.id, known[p.id, m.id]) > mine and (
                dearness(m, p.id, known[p.id, m.id]) > worst
            )
    return count


def lots(problem: Problem, made: Mapping[str, str]) -> int:
    """The sum of the draws of a proposal's free pairs, of which the lowest wins."""
    return sum(draw(p, m) >> 32 for p, m in made.items() if (p, m) not in problem.locks)


def draw(left: str, right: str) -> int:
    """SplitMix64's finaliser over two digests."""
    word = (1 << 64) - 1
    a, b = (int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") for text in (left, right))
    z = a ^ (b * 0x9E3779B97F4A7C15 & word)
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & word
    z = (z ^ z >> 27) * 0x94D049BB133111EB & word
    return z ^ z >> 31


def without(problem: Problem, rule: str) -> Problem:
    """The same problem with this rule off."""
    rules = {**problem.settings.rules, rule: False}
    return replace(problem, settings=replace(problem.settings, rules=rules))
