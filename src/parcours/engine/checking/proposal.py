"""Whether a proposal for a cohort holds, worked out from its people alone: pairs, limits, points, and the proof.

The proof needs prices only, and any will do (Lagrange): the best that each mentee could do alone, where a pair costs
the prices of the pair, the mentor and the agency, and what the limits grant at these prices, add up to at least what
any other choice of so many pairs is worth. What prices do not prove, exchanges do (`exchange`): that others could not
be held or placed, that shares could not be nearer, and that nothing suits both sides better.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from parcours.engine.checking.allowed import Rules
from parcours.engine.checking.counted import counted
from parcours.engine.checking.joint import joint
from parcours.engine.checking.limits import Limits, Worth
from parcours.engine.checking.people import Cohort, Mentee, Mentor
from parcours.engine.checking.points import FULL, Points
from parcours.engine.checking.proof import Limits as Ranges
from parcours.engine.checking.said import Checked, Fault, Pair, Said
from parcours.engine.checking.stable_number import Most, misstated, most_stable
from parcours.engine.checking.standing import standing
from parcours.engine.checking.wishes import Wishes

_BOUNDS = frozenset({"bound", "dual_bound", "gap"})


def check(cohort: Cohort, said: Said) -> Checked:
    """Check what `said` says of `cohort`, over all pairs of its people."""
    checking = _Checking(cohort, said)
    faults = [*checking.pairs(), *checking.limits.broken()]
    checking.look_at_all()
    faults += checking.dropped()
    bound = checking.limits.most_placed(checking.worth)
    faults += checking.exchanges(asked=said.complete and not faults)
    figures = checking.figures(bound)
    faults += [*checking.counts(), *_of_figures(figures, said, cohort.program.mode)]
    most = None if faults else checking.most_stable(bound)
    faults += misstated(
        said.stable_bound,
        len(said.pairs),
        bound if said.complete else None,
        most,
        stable=cohort.program.mode == "stable",
    )
    return Checked(tuple(faults), figures, most and most.number)


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
        self._score: dict[str, dict[str, int]] = {}
        self.worth: dict[str, dict[str, int]] = {}
        self._wishes = Wishes(cohort, self._score)

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
        """Find out of every pair whether it is allowed, what it scores, and what it is worth with its bonus."""
        for mentee in self._cohort.mentees:
            scores = self._score[mentee.id] = {}
            worth = self.worth[mentee.id] = {}
            for mentor in self._cohort.mentors:
                if mentor.capacity and self._may(mentee, mentor):
                    score = scores[mentor.id] = sum(self._points.of(mentee, mentor).values())
                    if mentee.id not in self.limits.locked and self.limits.mentors[mentor.id][1]:
                        worth[mentor.id] = score + self._bonus * self._is_kept(mentee, mentor)

    def dropped(self) -> Iterator[Fault]:
        """Yield what is wrong with those who had a place before."""
        had = {mentee for mentee, _ in self._cohort.previous} & self._mentees.keys()
        without = had - self._now.keys()
        for mentee in sorted(without ^ self._said.dropped):
            yield Fault("dropped", {"mentee": mentee})
        possible = self.limits.most_held(self.worth) if without else None
        if possible is not None and possible > len(had) - len(without):
            yield Fault("held", {"possible": possible, "held": len(had) - len(without)})

    def exchanges(self, *, asked: bool) -> Iterator[Fault]:
        """Yield, where that is asked, what exchanges would make better whose absence the prices do not prove.

        From then on each agency gets its share, or what it has.
        """
        limits, held = self.limits, len(self._mentees) + 1
        nothing = {mentee: dict.fromkeys(worth, 0) for mentee, worth in self.worth.items()}
        others = asked and limits.promised and bool(self._said.dropped)
        if others and limits.gain(nothing, held=1, pair=0):
            yield Fault("others", {})
        elif others and limits.gain(nothing, held=held, pair=1):
            yield Fault("further", {})
        if self._cohort.program.agency_floor and limits.promised:
            shares = limits.shares(len(self._now))
            if asked and limits.gain(nothing, held=held, shares=shares):
                yield Fault("shares", {})
            limits.ask_for_shares(shares)
        balanced = asked and self._cohort.program.mode == "balanced"
        if balanced or others:
            worth = self._joint() if balanced else self.worth
            most = max((max(own.values(), default=0) for own in worth.values()), default=0)
            if limits.gain(worth, held=len(self._mentees) * most + 1):
                yield Fault("suits" if balanced else "rather", {})

    def _joint(self) -> Worth:
        """Return what each pair is worth where it is to suit both, with its bonus."""
        both = joint(self._wishes)
        return {
            mentee: {
                mentor: both[mentee][mentor] + value - self._score[mentee][mentor]
                for mentor, value in worth.items()
            }
            for mentee, worth in self.worth.items()
        }

    def figures(self, bound: int | None) -> dict[str, float | None]:
        """Return the figures of the certificate, and how the pairs that are not fixed by hand stand."""
        score = value = 0
        for mentee, mentor in self._now.items():
            score += sum(self._points.of(self._mentees[mentee], self._mentors[mentor]).values())
            value += self.worth[mentee].get(mentor, 0)
        granted, violations = self._proven()
        stands = standing(self._wishes, *self._open(), self._free())
        return {
            "placed": len(self._said.pairs),
            "bound": bound,
            "score": score,
            "dual_bound": score + granted - value,
            "gap": granted - value,
            "pairs_priced": sum(map(len, self._score.values())),
            "violations": violations,
            "blocking_pairs": stands.blocking,
            "mentees_rank": stands.left_rank,
            "mentors_rank": stands.right_rank,
            "mentees": len(self._mentees),
            "mentors": len(self._mentors),
            "places": sum(mentor.capacity for mentor in self._cohort.mentors),
        }

    def _open(self) -> tuple[Ranges, Ranges]:
        """Return how many pairs each person takes that are not fixed by hand."""
        locked, rooms = self.limits.locked, self.limits.mentors.items()
        return (
            {mentee: (0, int(mentee not in locked)) for mentee in self._mentees},
            {mentor: (0, room) for mentor, (_, room) in rooms},
        )

    def _free(self) -> list[tuple[str, str]]:
        """Return the pairs that are not fixed by hand."""
        return [pair for pair in self._now.items() if pair[0] not in self.limits.locked]

    def counts(self) -> Iterator[Fault]:
        """Yield what is wrong with how many there are of whom, and who has no place."""
        mine, theirs = counted(self._cohort, self._now), self._said.counts
        for at in sorted(mine.keys() | theirs.keys()):
            if mine.get(at) != theirs.get(at):
                found, said = mine.get(at, ()), theirs.get(at, ())
                yield Fault("count", {"group": at[0], "name": at[1], "found": found, "said": said})
        for mentee in sorted((self._mentees.keys() - self._now.keys()) ^ self._said.unplaced):
            yield Fault("unplaced", {"mentee": mentee})

    def most_stable(self, bound: int | None) -> Most | None:
        """Return how many people a stable proposal can place, those fixed by hand included; None if nobody asks."""
        if self._said.stable_bound is None or bound is None:
            return None
        if len(self._now) == bound:
            return Most(len(self._now), reached=True)
        found = most_stable(self._wishes, *self._open(), self._free())
        return Most(min(found.number + len(self.limits.locked), bound), found.reached)

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
        for mentee, worth in self.worth.items():
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


def _of_figures(found: Mapping[str, float | None], said: Said, mode: str) -> Iterator[Fault]:
    """Yield what the result says wrongly, and what it does not prove; see `Said`."""
    for name, figure in found.items():
        if said.figures[name] != figure and not _is_looser(name, figure, said):
            yield Fault("figure", {"figure": name, "found": figure, "said": said.figures[name]})
    if mode == "stable" and found["blocking_pairs"]:
        yield Fault("unstable", {"number": found["blocking_pairs"]})
    if mode != "stable" and said.complete and found["placed"] != found["bound"]:
        yield Fault("fewer", {"placed": found["placed"], "bound": found["bound"]})
    if mode == "optimal" and said.complete and found["gap"]:
        yield Fault("unproven", {"score": found["score"], "dual_bound": found["dual_bound"]})


def _is_looser(name: str, found: float | None, said: Said) -> bool:
    """Return whether a result for which there was no time promises less than it could: a bound that is higher."""
    own = said.figures[name]
    return not said.complete and name in _BOUNDS and found is not None and own is not None and own > found
