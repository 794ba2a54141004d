"""Whether a proposal for a cohort holds, worked out from its people alone: pairs, limits, points, and the proof.

The proof needs prices only, and any will do (Lagrange): the best that each mentee could do alone, where a pair costs
the prices of the pair, the mentor and the agency, and what the limits grant at these prices, add up to at least what
any other choice of so many pairs is worth.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from parcours.engine.checking.allowed import Rules
from parcours.engine.checking.limits import Limits
from parcours.engine.checking.people import Cohort, Mentee, Mentor
from parcours.engine.checking.points import FULL, Points
from parcours.engine.checking.said import Checked, Fault, Pair, Said

_BOUNDS = frozenset({"bound", "dual_bound", "gap"})


def check(cohort: Cohort, said: Said) -> Checked:
    """Check what `said` says of `cohort`, over all pairs of its people."""
    checking = _Checking(cohort, said)
    faults = [*checking.pairs(), *checking.limits.broken()]
    checking.look_at_all()
    faults += checking.dropped()
    figures = checking.figures()
    return Checked((*faults, *_of_figures(figures, said, cohort.program.mode)), figures)


class _Checking:
    """One check: who is who, who has whom, and then what each mentee could have."""

    def __init__(self, cohort: Cohort, said: Said) -> None:
        self._cohort, self._said = cohort, said
        self._rules, self._points = Rules(cohort.program), Points(cohort)
        self._mentees = {person.id: person for person in cohort.mentees}
        self._mentors = {person.id: person for person in cohort.mentors}
        self._now: dict[str, str] = {}
        for pair in said.pairs:
            if pair.mentee in self._mentees and pair.mentor in self._mentors:
                self._now.setdefault(pair.mentee, pair.mentor)
        self.limits = Limits(cohort, self._now)
        bonus = cohort.program.keep_bonus
        self._bonus = 2 * FULL * len(self._mentees) + 1 if bonus is None else bonus
        self._worth: dict[str, dict[str, int]] = {}
        self._priced = 0

    def pairs(self) -> Iterator[Fault]:
        """Yield what is wrong with single pairs."""
        locks, previous = self._cohort.locks, self._cohort.previous
        times = Counter(pair.mentee for pair in self._said.pairs)
        yield from (Fault("twice", {"mentee": mentee}) for mentee, number in times.items() if number > 1)
        for pair in self._said.pairs:
            mentee, mentor = self._mentees.get(pair.mentee), self._mentors.get(pair.mentor)
            names = pair.mentee, pair.mentor
            if mentee is None or mentor is None:
                yield Fault("unknown", _both(pair))
                continue
            if names not in locks and not self._may(mentee, mentor):
                yield Fault("forbidden", {**_both(pair), "rules": [*self._rules.broken(mentee, mentor)]})
            if (pair.locked, pair.kept) != (names in locks, names in previous):
                yield Fault("marks", _both(pair))
            yield from self._of_points(pair, mentee, mentor)
        for mentee_id, mentor_id in sorted(locks):
            if self._now.get(mentee_id) != mentor_id:
                yield Fault("lock", {"mentee": mentee_id, "mentor": mentor_id})

    def _of_points(self, pair: Pair, mentee: Mentee, mentor: Mentor) -> Iterator[Fault]:
        parts = self._points.of(mentee, mentor)
        for name in sorted(parts.keys() | pair.parts.keys()):
            mine, theirs = parts.get(name, 0), pair.parts.get(name, 0)
            if mine != theirs:
                yield Fault("points", {**_both(pair), "criterion": name, "points": mine, "said": theirs})
        if sum(parts.values()) != pair.score:
            yield Fault("score", {**_both(pair), "points": sum(parts.values()), "said": pair.score})

    def _may(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Return whether the two may meet: by the rules, or because they did before and neither objects."""
        if next(self._rules.broken(mentee, mentor), None) is None:
            return True
        return self._is_kept(mentee, mentor) and not self._rules.avoided(mentee, mentor)

    def _is_kept(self, mentee: Mentee, mentor: Mentor) -> bool:
        return (mentee.id, mentor.id) in self._cohort.previous and mentee.id not in self.limits.locked

    def look_at_all(self) -> None:
        """Find out of every pair whether it is allowed, and what it is worth with its bonus."""
        for mentee in self._cohort.mentees:
            mine = self._worth[mentee.id] = {}
            for mentor in self._cohort.mentors:
                if mentor.capacity and self._may(mentee, mentor):
                    self._priced += 1
                    if mentee.id not in self.limits.locked and self.limits.mentors[mentor.id][1]:
                        bonus = self._bonus * self._is_kept(mentee, mentor)
                        mine[mentor.id] = sum(self._points.of(mentee, mentor).values()) + bonus

    def dropped(self) -> Iterator[Fault]:
        """Yield what is wrong with those who had a place before."""
        had = {mentee for mentee, _ in self._cohort.previous} & self._mentees.keys()
        without = had - self._now.keys()
        for mentee in sorted(without ^ self._said.dropped):
            yield Fault("dropped", {"mentee": mentee})
        possible = self.limits.most_held(self._worth) if without else None
        if possible is not None and possible > len(had) - len(without):
            yield Fault("held", {"possible": possible, "held": len(had) - len(without)})

    def figures(self) -> dict[str, int | None]:
        """Return the figures of the certificate."""
        bound = self.limits.most_placed(self._worth)
        if self._cohort.program.agency_floor and self.limits.promised:
            self.limits.ask_for_shares(len(self._now))
        score = value = 0
        for mentee, mentor in self._now.items():
            score += sum(self._points.of(self._mentees[mentee], self._mentors[mentor]).values())
            value += self._worth[mentee].get(mentor, 0)
        granted, violations = self._proven()
        return {
            "placed": len(self._said.pairs),
            "bound": bound,
            "score": score,
            "dual_bound": score + granted - value,
            "gap": granted - value,
            "pairs_priced": self._priced,
            "violations": violations,
        }

    def _proven(self) -> tuple[int, int]:
        """Return what the prices grant any choice of so many pairs, and how many pairs would improve this one."""
        said, limits = self._said, self.limits
        granted = said.pair * len(self._now.keys() - limits.locked)
        granted += _granted(said.agencies, limits.agencies) + _granted(said.employers, limits.employers)
        alone = {
            mentor: price - said.employers.get(limits.employer(mentor), 0)
            for mentor, price in said.mentors.items()
            if mentor in limits.mentors
        }
        granted += _granted(alone, limits.mentors)
        violations = 0
        for mentee, worth in self._worth.items():
            asked = said.pair + said.agencies.get(limits.agency(mentee), 0)
            beyond = {mentor: value - asked - said.mentors.get(mentor, 0) for mentor, value in worth.items()}
            held, mine = mentee in limits.held, self._now.get(mentee)
            own = beyond.get(mine, 0) if mine else 0
            best = max(beyond.values(), default=0)
            granted += best if held else max(best, 0)
            least = own if held else max(own, 0)
            violations += sum(value > least for value in beyond.values())
        return granted, violations


def _both(pair: Pair) -> dict[str, object]:
    return {"mentee": pair.mentee, "mentor": pair.mentor}


def _granted(prices: Mapping[str, int], limits: Mapping[str, tuple[int, int]]) -> int:
    """Return what prices grant to limits: the most where they are dear, the least where they cost."""
    return sum(price * limits[name][price > 0] for name, price in prices.items() if price and name in limits)


def _of_figures(found: Mapping[str, int | None], said: Said, mode: str) -> Iterator[Fault]:
    """Yield what the certificate says wrongly, and what it does not prove; see `Said`."""
    for name, figure in found.items():
        if said.figures[name] != figure and not _is_looser(name, figure, said):
            yield Fault("figure", {"figure": name, "found": figure, "said": said.figures[name]})
    if mode != "stable" and said.complete and found["placed"] != found["bound"]:
        yield Fault("fewer", {"placed": found["placed"], "bound": found["bound"]})
    if mode == "optimal" and said.complete and found["gap"]:
        yield Fault("unproven", {"score": found["score"], "dual_bound": found["dual_bound"]})


def _is_looser(name: str, found: int | None, said: Said) -> bool:
    """Return whether a result for which there was no time promises less than it could: a bound that is higher."""
    return not said.complete and name in _BOUNDS and found is not None and said.figures[name] > found
