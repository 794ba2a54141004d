"""The largest stable choice of a part, by the integer program of Kwanashie and Manlove (2014), which CP-SAT solves.

A pair is in the choice, or its left is full with partners at least as dear, or its right is. How many of the dearest
somebody has is counted from level to level, as by Delorme and others (2019); a level is a tie.
"""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.progress import WEIGHING, Progress, Told
from parcours.engine.matching.standing import Wishes

_PAIR = 4_000
"""More bytes than CP-SAT takes for a pair."""

_MORE = 1.0
"""Beside as much work as the number took, the total gets so much."""

_SAFE = 1 << 52
"""A total that may be beyond this is not asked for."""

_OFTEN = 0.1
"""So many seconds pass between two looks at the time."""


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs of the largest stable choice that was found, the `most` that one can have, and the work it took."""

    chosen: Bools
    most: int
    work: float


def search(
    wishes: Wishes, bounds: Bounds, begun: Bools, most: int, work: float, told: Told, drawn: int = 0
) -> Found:
    """Return the largest stable choice of some pairs, or the best found with so much `work`, or when time is over.

    `begun` is a stable choice; no choice has more than `most` pairs. Work is counted in the solver’s own unit, of one
    or two seconds: with the same work the answer is the same, however busy the machine is. Where the largest number is
    proven, and is more than `drawn`, a choice of as many with a higher total is looked for with what remains of the
    work, but not for long if the first took little.
    """
    np.empty(
        _PAIR * len(begun), dtype=np.uint8
    )  # no memory is an error here, and the end of the program there
    program = _Program(wishes, bounds, begun, most)
    first = program.solve(work, told)
    if first.chosen is None:
        return Found(begun, most, first.work)
    number, most = int(first.chosen.sum()), min(most, round(first.bound))
    left = min(work - first.work, first.work + _MORE)
    score = wishes.listing.score
    if not drawn < number == most or left <= 0 or not program.prefer(score, first.chosen):
        return Found(first.chosen, most, first.work)
    second = program.solve(left, told)
    chosen = first.chosen
    if second.chosen is not None and score[second.chosen].sum() > score[chosen].sum():
        chosen = second.chosen
    return Found(chosen, most, first.work + second.work)


class _Solved(NamedTuple):
    """What the solver found: the chosen pairs, None where it found none, its bound, and the work it took."""

    chosen: Bools | None
    bound: float
    work: float


class _Program:
    """The integer program of some pairs; `taken` are its variables, true where a pair is in the choice."""

    def __init__(self, wishes: Wishes, bounds: Bounds, begun: Bools, most: int) -> None:
        self._begun = int(begun.sum())
        self._cp: Any = import_module("ortools.sat.python.cp_model")  # seldom needed, and slow to start
        self._model = self._cp.CpModel()
        self.taken = [self._model.new_bool_var("") for _ in range(len(begun))]
        pairs = wishes.listing
        mine = self._full(pairs.left, wishes.left, bounds.left_max)
        theirs = self._full(pairs.right, wishes.right, bounds.right_max)
        for own, left, right in zip(self.taken, mine, theirs, strict=True):
            self._model.add_bool_or([own, *left, *right])
        for own, value in zip(self.taken, begun.tolist(), strict=True):
            self._model.add_hint(own, value)
        number = self._cp.LinearExpr.sum(self.taken)
        self._model.add(number <= most)
        self._model.maximize(number)

    def prefer(self, score: Ints, chosen: Bools) -> bool:
        """Ask for the highest total of as many pairs as are `chosen`; return whether that can be asked."""
        points = score - score.min()
        points //= max(int(np.gcd.reduce(points)), 1)
        if not points.any() or int(points.max()) * len(points) > _SAFE:
            return False
        self._model.add(self._cp.LinearExpr.sum(self.taken) == int(chosen.sum()))
        self._model.maximize(self._cp.LinearExpr.weighted_sum(self.taken, points.tolist()))
        self._model.clear_hints()
        for own, value in zip(self.taken, chosen.tolist(), strict=True):
            self._model.add_hint(own, value)
        return True

    def _full(self, person: NDArray[np.int32], worth: Ints, most: Ints) -> list[list[Any]]:
        """Return for each pair what is true only if its person is full with partners at least as dear; none if never.

        Nobody takes more than they may.
        """
        found: list[list[Any]] = [[] for _ in self.taken]
        order = np.lexsort((-worth, person))
        who, what = person[order], worth[order]
        last = np.flatnonzero((np.diff(who) != 0) | (np.diff(what) != 0)) + 1
        now, had, seen, room = -1, 0, 0, 0
        for level in np.split(order, last):
            if now != person[level[0]]:
                now, had, seen = int(person[level[0]]), 0, 0
                room = int(most[now])
            seen += len(level)
            have = self._model.new_int_var(0, room, "")
            self._model.add(self._cp.LinearExpr.sum([self.taken[at] for at in level.tolist()]) + had == have)
            had = have
            if seen >= room:
                full = have if room == 1 else self._model.new_bool_var("")
                self._model.add(have >= room).only_enforce_if(full)
                for at in level.tolist():
                    found[at] = [full]
        return found

    def solve(self, work: float, told: Told) -> _Solved:
        """Solve with so much work, and stop where the time is over or what is told raises."""
        progress = Progress(WEIGHING, len(self.taken), self._begun)
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1  # more would race each other
        solver.parameters.max_deterministic_time = work
        solver.parameters.catch_sigint_signal = False  # Ctrl-C ends the command, as it does everywhere else
        # The whole program as a linear one: its bound is nearly always the answer, and is seldom found otherwise.
        solver.parameters.linearization_level = 2
        with ThreadPoolExecutor(1) as aside:
            solving = aside.submit(solver.solve, self._model)
            try:
                while not wait([solving], _OFTEN).done and told(progress):
                    pass
            finally:
                while not wait([solving], _OFTEN).done:
                    solver.stop_search()
        solving.result()
        found = solver.response_proto
        chosen = None
        if len(found.solution):
            chosen = np.array([solver.boolean_value(own) for own in self.taken], dtype=np.bool_)
        return _Solved(chosen, float(solver.best_objective_bound), float(found.deterministic_time))
