"""`parcours check-certificate`: whether a result holds, worked out again by other means.

Those of `parcours assign` are checked here, those of `parcours match` in `check_match`.
"""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from parcours.cli.assign import NAMED, limits, read_given
from parcours.cli.check_match import check_match, is_of_match
from parcours.cli.console import Console
from parcours.core.language import Language
from parcours.engine.checking.blocking import blocking
from parcours.engine.checking.proof import Claim, Limits, Verdict, check
from parcours.engine.checking.stable_number import most_stable
from parcours.engine.matching.settings import BALANCED, OPTIMAL, STABLE
from parcours.tables.findings import N_, Refused, cannot_open, unreadable
from parcours.tables.pairs import Integers
from parcours.tables.scores import DECIMALS, Scores

REFUSED, DOES_NOT_HOLD = 2, 4

_UNIT = 10**DECIMALS

_HOLDS = MappingProxyType(
    {
        OPTIMAL: N_("The certificate holds: nothing better exists."),
        STABLE: N_("The figures hold, and nobody would rather have each other: the pairs are stable."),
        BALANCED: N_("The figures hold: no more pairs can be made. What suits both is not looked at here."),
    }
)

_EARLY = N_(
    "The figures hold, and every pair is allowed. The time was over before the search ended: there may be a better"
    " choice, within these bounds."
)


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add what the command takes to `parser`."""
    parser.description = say(
        "Check a result of “parcours match” or “parcours assign” with the same files: that its pairs are allowed, and"
        " that its certificate proves that nothing better exists. The check shares no code with what found the pairs."
    )
    parser.add_argument(
        "scores",
        metavar="MENTEES|SCORES",
        type=Path,
        help=say("spreadsheet of the mentees; of “parcours assign”, the scores"),
    )
    parser.add_argument(
        "others",
        metavar="MENTORS|RANKS",
        nargs="?",
        type=Path,
        help=say("spreadsheet of the mentors; of “parcours assign”, the second file of rank lists"),
    )
    for name, metavar in (
        ("--settings", "FILE.toml"),
        ("--columns", "FILE.toml"),
        ("--previous", "RESULT.json"),
    ):
        parser.add_argument(name, metavar=metavar, type=Path, help=say("as it was given to “parcours match”"))
    parser.add_argument("--ranks", action="store_true", help=say("as it was given to “parcours assign”"))
    parser.add_argument("--round", action="store_true", help=say("as it was given to “parcours assign”"))
    for side in ("--left", "--right"):
        parser.add_argument(
            side,
            metavar="FILE|MIN-MAX",
            type=partial(limits, say),
            help=say("as it was given to “parcours assign”"),
        )
    parser.add_argument(
        "--result", metavar="DIR", type=Path, required=True, help=say("folder of the results to be checked")
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Check, and say what holds; return the exit code."""
    say = console.say
    try:
        _refuse_without_results(options.result)
        if is_of_match(options.result):
            text, holds = check_match(options, say)
            console.result(text)
            return 0 if holds else DOES_NOT_HOLD
        scores = read_given(options)
        claim, said = _claim(options.result)
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    stable = said.mode == STABLE  # which passes over minimums
    sides = (
        _limits(scores.left_ids, scores.left_min * (not stable), scores.left_max),
        _limits(scores.right_ids, scores.right_min * (not stable), scores.right_max),
    )
    verdict = check(zip(*_pairs(scores), scores.score.tolist(), strict=True), *sides, claim)
    worth = [scores.score if rank is None else -rank for rank in (scores.left_rank, scores.right_rank)]
    wishes = [*zip(*_pairs(scores), *(column.tolist() for column in worth), strict=True)]
    blocked = blocking(wishes, *sides, claim.chosen)
    most = None
    if said.stable_bound is not None and verdict.allowed and not blocked:
        most = most_stable(wishes, *sides, claim.chosen)
    text, holds = _told(verdict, blocked, most, said, say)
    console.result(text)
    return 0 if holds else DOES_NOT_HOLD


def _refuse_without_results(folder: Path) -> None:
    """Raise Refused where there is nothing to check, before anything else is read as what it may not be."""
    fix = N_("Give the folder that --out named; a command that was refused wrote nothing there.")
    if not folder.is_dir():
        raise unreadable(str(folder), N_("There is no such folder."), fix)
    if not is_of_match(folder) and not (folder / "assignments.csv").exists():
        raise unreadable(str(folder), N_("There are no results in this folder."), fix)


def _pairs(scores: Scores) -> tuple[Iterator[str], Iterator[str]]:
    return (
        (scores.left_ids[at] for at in scores.left.tolist()),
        (scores.right_ids[at] for at in scores.right.tolist()),
    )


def _limits(ids: Sequence[str], least: Integers, most: Integers) -> Limits:
    return dict(zip(ids, zip(least.tolist(), most.tolist(), strict=True), strict=True))


class _Said(NamedTuple):
    """What result.json says: the mode, whether the search ended, the figures, and how many a stable choice can have."""

    mode: str
    complete: bool
    figures: Mapping[str, int]
    stable_bound: int | None = None


def _claim(folder: Path) -> tuple[Claim, _Said]:
    """Return what the files in `folder` claim: pairs and prices, and what result.json says. Raises Refused."""
    try:
        with (folder / "assignments.csv").open(encoding="utf-8-sig", newline="") as file:
            chosen = [(row["left"], row["right"]) for row in csv.DictReader(file)]
        proof = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))
        said = json.loads((folder / "result.json").read_text(encoding="utf-8"))
        claim = Claim(
            chosen=chosen,
            prices={right: int(price) for right, price in proof["prices"].items()},
            pair=int(proof["pair"]),
            full=[str(right) for right in proof["full"]],
        )
        figures = {name: round(said[name] * _UNIT) for name in ("total", "dual_bound")}
        figures |= {name: int(said[name]) for name in ("placed", "bound", "blocking_pairs")}
        bound = said.get("stable_bound")
        stable_bound = None if bound is None else int(bound)
        return claim, _Said(str(said["mode"]), bool(said.get("complete", True)), figures, stable_bound)
    except OSError as problem:
        raise cannot_open(str(folder), problem) from problem
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise unreadable(
            str(folder),
            N_("These are not the results of “parcours assign”."),
            N_("Give the folder that --out named, with assignments.csv, certificate.json and result.json."),
        ) from problem


def _told(verdict: Verdict, blocked: int, most: int | None, said: _Said, say: Language) -> tuple[str, bool]:
    """Return what was found, in words, and whether the result holds."""
    lines = []
    if verdict.not_allowed:
        pairs = [f"{left}–{right}" for left, right in verdict.not_allowed[:NAMED]]
        lines.append(say("Pairs without a score: {pairs}.", pairs=say.join(pairs)))
    if verdict.broken:
        lines.append(
            say("Too few or too many pairs, or one twice: {ids}.", ids=say.join([*verdict.broken[:NAMED]]))
        )
    lines.append(
        say(
            "{placed} pairs of at most {bound}; total {score}, at most {dual} for so many; {pairs} pairs checked.",
            placed=say.number(verdict.placed),
            bound=say.number(verdict.bound),
            score=say.number(verdict.score / _UNIT, DECIMALS),
            dual=say.number(verdict.dual_bound / _UNIT, DECIMALS),
            pairs=say.number(verdict.pairs),
        )
    )
    if most is not None and said.stable_bound is not None:
        lines.append(_of_stable(verdict.placed, min(most, verdict.bound), said.stable_bound, say))
    if said.mode == STABLE and blocked:
        lines.append(say("Pairs who would rather have each other: {n}.", n=say.number(blocked)))
    as_said = (said.stable_bound is None or said.stable_bound >= verdict.placed) and said.figures == {
        "total": verdict.score,
        "dual_bound": verdict.dual_bound,
        "placed": verdict.placed,
        "bound": verdict.bound,
        "blocking_pairs": blocked,
    }
    if not as_said:
        lines.append(say("result.json says something else."))
    early = not said.complete and said.mode != STABLE
    holds = as_said and (verdict.allowed if early else _is_proven(verdict, blocked, said.mode))
    if not holds:
        lines.append(say("The certificate does not hold for this result."))
    else:
        lines.append(say(_EARLY if early else _HOLDS[said.mode]))
    return "\n".join(lines), holds


def _of_stable(placed: int, most: int, said: int, say: Language) -> str:
    """Return how many pairs a stable choice can have, by this check and by what was said."""
    if most == placed:
        return say("No stable choice has more pairs.")
    if said >= most:
        return say("A stable choice has at most {most} pairs.", most=say.number(most))
    return say(
        "That a stable choice has at most {said} pairs was found by a search, which is not repeated here: without it,"
        " at most {most} is proven.",
        said=say.number(said),
        most=say.number(most),
    )


def _is_proven(verdict: Verdict, blocked: int, mode: str) -> bool:
    """Return whether the pairs are proven to be what the mode is after, as far as that is looked at."""
    if mode == STABLE:
        return verdict.allowed and not blocked
    if mode == BALANCED:
        return verdict.allowed and verdict.placed == verdict.bound
    return mode == OPTIMAL and verdict.optimal
