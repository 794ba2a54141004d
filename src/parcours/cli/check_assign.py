"""Whether a result of `parcours assign` holds: the same files and the result, handed to `engine.checking`."""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from parcours.cli.assign import NAMED, SCHEMA_VERSION, read_given
from parcours.cli.check_said import any_number, at_its_word, check_version, once, switch, whole
from parcours.cli.check_words import FIGURE, in_words, number_of, of_stable
from parcours.core.language import Language
from parcours.engine.checking.joint import could_suit_better
from parcours.engine.checking.proof import Claim, Limits, check
from parcours.engine.checking.said import Fault
from parcours.engine.checking.stable_number import Most, misstated, most_stable
from parcours.engine.checking.standing import Wish, standing
from parcours.engine.matching.settings import BALANCED, MODES, OPTIMAL, STABLE
from parcours.tables.cells import shown
from parcours.tables.findings import N_, cannot_open, unreadable
from parcours.tables.pairs import Integers
from parcours.tables.scores import DECIMALS, Scores
from parcours.tables.text import restore

_UNIT: int = 10**DECIMALS

_HOLDS = MappingProxyType(
    {
        OPTIMAL: N_("The certificate holds: nothing better exists."),
        STABLE: N_("The figures hold, and nobody would rather have each other: the pairs are stable."),
        BALANCED: N_(
            "The figures hold: no more pairs can be made, and no others of as many suit both sides better."
        ),
    }
)

_EARLY = N_(
    "The figures hold, and every pair is allowed. The time was over before the search ended: there may be a better"
    " choice, within these bounds."
)

_SCORES = MappingProxyType(
    {
        "total": N_("Total"),
        "dual_bound": N_("The most that so many pairs can total"),
        "gap": N_("What is missing to that"),
    }
)

_FIGURES = MappingProxyType(
    {
        "placed": N_("Pairs"),
        "bound": N_("Pairs that can be made"),
        "pairs_priced": N_("Pairs that are allowed"),
        "violations": N_("Pairs that would improve the total"),
        "blocking_pairs": N_("Pairs who would rather have each other"),
        "mean_rank_left": N_("Mean rank on the left"),
        "mean_rank_right": N_("Mean rank on the right"),
    }
)

type Pair = tuple[str, str]


class _Said(NamedTuple):
    """What the files say: the pairs with all else in their rows, the claim to be proven, and result.json."""

    rows: Sequence[tuple[Pair, Mapping[str, str]]]
    claim: Claim
    result: Mapping[str, Any]
    mode: str
    complete: bool
    stable_bound: int | None


def check_assign(options: argparse.Namespace, say: Language) -> tuple[str, bool]:
    """Return what is found about a result, in words, and whether it holds. Raises Refused."""
    scores, said = read_given(options), _said(options.result)
    return _Checking(scores, said, say).told()


def _said(folder: Path) -> _Said:
    """Return what the files in `folder` say. Raises Refused."""
    try:
        with (folder / "assignments.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [((restore(row["left"]), restore(row["right"])), row) for row in csv.DictReader(file)]
        proof, result = (
            json.loads((folder / name).read_text(encoding="utf-8"), object_pairs_hook=once)
            for name in ("certificate.json", "result.json")
        )
        check_version(result["schema_version"], SCHEMA_VERSION)
        claim = Claim(
            chosen=[pair for pair, _ in rows],
            prices={right: whole(price) for right, price in proof["prices"].items()},
            pair=whole(proof["pair"]),
            full=[str(right) for right in proof["full"]],
        )
        stable_bound = result["stable_bound"]
        return _Said(
            rows,
            claim,
            {name: any_number(result[name]) for name in (*_FIGURES, *_SCORES)}
            | {"status": str(result["status"]), "version": str(result["version"])},
            str(result["mode"]),
            switch(result["complete"]),
            None if stable_bound is None else whole(stable_bound),
        )
    except OSError as problem:
        raise cannot_open(str(folder), problem) from problem
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as problem:
        raise unreadable(
            str(folder),
            N_("These are not the results of “parcours assign”."),
            N_("Give the folder that --out named, with assignments.csv, certificate.json and result.json."),
        ) from problem


class _Checking:
    """One check: the scores as they are read now, and what is found of what was said."""

    def __init__(self, scores: Scores, said: _Said, say: Language) -> None:
        self._said, self._say = said, say
        promised = said.mode != STABLE  # which passes over minimums
        self._sides = (
            _limits(scores.left_ids, scores.left_min * promised, scores.left_max),
            _limits(scores.right_ids, scores.right_min * promised, scores.right_max),
        )
        left = [scores.left_ids[at] for at in scores.left.tolist()]
        right = [scores.right_ids[at] for at in scores.right.tolist()]
        points = scores.score.tolist()
        self._ranks = [rank.tolist() for rank in (scores.left_rank, scores.right_rank) if rank is not None]
        worth = [scores.score if rank is None else -rank for rank in (scores.left_rank, scores.right_rank)]
        self._at = dict(zip(zip(left, right, strict=True), range(len(left)), strict=True))
        self._points = points
        self._wishes: list[Wish] = [*zip(left, right, *(column.tolist() for column in worth), strict=True)]
        self._verdict = check(zip(left, right, points, strict=True), *self._sides, said.claim)
        self._stands = standing(self._wishes, *self._sides, said.claim.chosen)

    def told(self) -> tuple[str, bool]:
        """Return what was found, in words, and whether the result holds."""
        say, said, verdict = self._say, self._said, self._verdict
        faults = [*self._of_pairs(), *self._of_figures(), *self._of_mode()]
        most = None if faults else self._most_stable()
        faults += self._of_stable(most)
        lines = [
            *faults,
            say(
                "{placed} pairs of at most {bound}; total {score}, at most {dual} for so many; {pairs} pairs checked.",
                placed=say.number(verdict.placed),
                bound=say.number(verdict.bound),
                score=self._score(verdict.score),
                dual=self._score(verdict.dual_bound),
                pairs=say.number(verdict.pairs),
            ),
        ]
        if faults:
            return "\n".join([*lines, say("The certificate does not hold for this result.")]), False
        if most and said.stable_bound is not None:
            lines.append(of_stable(verdict.placed, most.number, said.stable_bound, say))
        early = not said.complete and said.mode != STABLE
        lines.append(say(_EARLY if early else _HOLDS[said.mode]))
        lines.append(say("Which of equally good choices the draw takes is not looked at."))
        return "\n".join([*lines, *at_its_word(said.result["version"], say, complete=said.complete)]), True

    def _of_pairs(self) -> Iterator[str]:
        """Yield what is wrong with single pairs."""
        say, verdict = self._say, self._verdict
        if verdict.not_allowed:
            pairs = [f"{left}–{right}" for left, right in verdict.not_allowed[:NAMED]]
            yield say("Pairs without a score: {pairs}.", pairs=say.join(pairs))
        if verdict.broken:
            ids = say.join([*verdict.broken[:NAMED]])
            yield say("Too few or too many pairs, or one twice: {ids}.", ids=ids)
        other = [
            pair for pair, row in self._said.rows if pair in self._at and not self._is_so(self._at[pair], row)
        ]
        if other:
            pairs = [f"{left}–{right}" for left, right in other[:NAMED]]
            yield say("assignments.csv says other scores or ranks of {pairs}.", pairs=say.join(pairs))

    def _is_so(self, at: int, row: Mapping[str, str]) -> bool:
        """Return whether a row has the score and the ranks of its pair."""
        try:
            ranks = [int(row[name]) for name in ("left_rank", "right_rank")[: len(self._ranks)]]
            score = row["score"]
            same = _is_same(float(score) if "." in score else int(score), self._points[at])
        except (KeyError, TypeError, ValueError):
            return False
        return same and ranks == [column[at] for column in self._ranks]

    def _of_figures(self) -> Iterator[str]:
        """Yield which figures of result.json are others."""
        say, said, verdict, stands = self._say, self._said.result, self._verdict, self._stands
        scores = {
            "total": verdict.score,
            "dual_bound": verdict.dual_bound,
            "gap": verdict.dual_bound - verdict.score,
        }
        for name, score in scores.items():
            if not _is_same(said[name], score):
                own = number_of(said[name], say)
                yield say(FIGURE, figure=say(_SCORES[name]), found=self._score(score), said=own)
        figures = {
            "placed": verdict.placed,
            "bound": verdict.bound,
            "pairs_priced": verdict.pairs,
            "violations": verdict.violations,
            "blocking_pairs": stands.blocking,
            "mean_rank_left": stands.left_rank,
            "mean_rank_right": stands.right_rank,
        }
        for name, figure in figures.items():
            if said[name] != figure:
                found, own = number_of(figure, say), number_of(said[name], say)
                yield say(FIGURE, figure=say(_FIGURES[name]), found=found, said=own)

    def _of_mode(self) -> Iterator[str]:
        """Yield why the pairs are not what their mode is after."""
        say, said, verdict = self._say, self._said, self._verdict
        if said.mode not in MODES or said.result["status"] != said.mode:
            mode, status = shown(said.mode), shown(said.result["status"])
            yield say("“{mode}” with the status “{status}” is no mode of a result.", mode=mode, status=status)
        elif said.mode == STABLE:
            if self._stands.blocking:
                yield in_words(Fault("unstable", {"number": self._stands.blocking}), say)
        elif said.complete and verdict.placed != verdict.bound:
            yield say("It is not proven that no more pairs can be made.")
        elif said.complete and said.mode == OPTIMAL and verdict.score != verdict.dual_bound:
            yield say("It is not proven that no others of as many pairs have a higher total.")
        elif said.complete and said.mode == BALANCED and verdict.allowed and self._could_suit_better():
            yield in_words(Fault("suits", {}), say)

    def _could_suit_better(self) -> bool:
        return could_suit_better(self._wishes, *self._sides, self._said.claim.chosen)

    def _most_stable(self) -> Most | None:
        """Return how many pairs a stable choice can have at most; None where nothing is said of that."""
        chosen, bound = self._said.claim.chosen, self._verdict.bound
        if self._said.stable_bound is None:
            return None
        if len(chosen) == bound:
            return Most(bound, reached=True)
        found = most_stable(self._wishes, *self._sides, chosen)
        return Most(min(found.number, bound), found.reached)

    def _of_stable(self, most: Most | None) -> Iterator[str]:
        """Yield what is wrong with how many pairs a stable choice is said to have at most."""
        said, verdict = self._said, self._verdict
        bound = verdict.bound if said.complete else None
        for fault in misstated(said.stable_bound, verdict.placed, bound, most, stable=said.mode == STABLE):
            yield in_words(fault, self._say)

    def _score(self, scaled: int) -> str:
        return self._say.number(scaled / _UNIT, DECIMALS)


def _limits(ids: Sequence[str], least: Integers, most: Integers) -> Limits:
    return dict(zip(ids, zip(least.tolist(), most.tolist(), strict=True), strict=True))


def _is_same(said: float, scaled: int) -> bool:
    """Return whether a number of a file is this score, as near as such a number can be."""
    return scaled == said * _UNIT if isinstance(said, int) else said == scaled / _UNIT
