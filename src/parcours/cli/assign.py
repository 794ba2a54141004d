"""`parcours assign`: the same engine on scores that somebody already has."""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from parcours import __version__
from parcours.cli.console import Console
from parcours.cli.memory import add_memory, held
from parcours.cli.pace import Pace, add_time_limit, time_limit
from parcours.core.language import Language
from parcours.engine.matching import Assignment, Impossible, assign
from parcours.engine.matching import Scores as EngineScores
from parcours.engine.matching.flows import Bounds, TooWide
from parcours.engine.matching.progress import Progress, Told, Watch
from parcours.engine.matching.settings import MODES, OPTIMAL
from parcours.tables.findings import N_, Finding, Refused, unreadable
from parcours.tables.results import check_free, into_place
from parcours.tables.scores import DECIMALS, Limited, Scores, read_ranks, read_scores
from parcours.tables.write import write_csv

FILES = ("assignments.csv", "result.json", "certificate.json")

REFUSED, UNMET = 2, 3
SCHEMA_VERSION = "1.1"

NAMED = 10
"""How many ids a sentence names."""


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add what the command takes to `parser`."""
    parser.description = say(
        "Assign from a table of scores (left,right,score, or a matrix): as many pairs as possible, then the highest"
        " total. A pair without a score is not allowed."
    )
    parser.add_argument(
        "scores", metavar="SCORES", type=Path, help=say("the scores: left,right,score, or a matrix")
    )
    parser.add_argument(
        "others",
        metavar="RANKS",
        nargs="?",
        type=Path,
        help=say(
            "with a second file both are rank lists, of the left and of the right: a line for each, “r1: h2 (h1 h3)”"
        ),
    )
    parser.add_argument(
        "--ranks",
        action="store_true",
        help=say("the file has rank lists of the left; the right has no wishes"),
    )
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help=say("folder for the results"))
    parser.add_argument(
        "--left",
        metavar="FILE|MIN-MAX",
        type=partial(limits, say),
        help=say("id,min,max of the left side, or the same for all such as 3-3 (otherwise 0-1)"),
    )
    parser.add_argument(
        "--right",
        metavar="FILE|MIN-MAX",
        type=partial(limits, say),
        help=say("id,min,max of the right side, or the same for all such as 0-6 (otherwise 0-1)"),
    )
    parser.add_argument(
        "--mode",
        choices=MODES,
        default=OPTIMAL,
        help=say(
            "optimal: the highest total (default); stable: nobody would rather change, the left proposing; balanced:"
            " what suits both sides"
        ),
    )
    parser.add_argument(
        "--round",
        action="store_true",
        help=say("round scores to six decimals instead of refusing those that have more"),
    )
    add_time_limit(parser, say)
    add_memory(parser, say)


def limits(say: Language, text: str) -> Limited:
    """Return what `text` says of how many pairs each id may have: a file, or a minimum and a maximum for all."""
    given = re.fullmatch(r"(?:(\d{1,6})\s*[-–:])?\s*(\d{1,6})", text.strip())
    if not given:
        if re.fullmatch(r"[\d\s.,:+–-]+", text) and not Path(text).exists():
            raise argparse.ArgumentTypeError(
                say("“{value}”: write a minimum and a maximum, such as 0-6, or name a file.", value=text)
            )
        return Path(text)
    least, most = int(given[1] or 0), int(given[2])
    if least > most:
        raise argparse.ArgumentTypeError(say("“{value}”: the minimum is more than the maximum.", value=text))
    return least, most


@held
def run(options: argparse.Namespace, console: Console) -> int:
    """Assign, write the results, print the summary; return the exit code."""
    say = console.say
    try:
        check_free(options.out, FILES, force=options.force)
        watch = _watch(console, time_limit(options, console))
        console.progress(say("Reading {scores} …", scores=options.scores))
        scores = read_given(options)
        console.warn(scores.warnings)
        pairs = say.plural("{n} scored pair", "{n} scored pairs", len(scores.score))
        console.progress(say("Choosing from {pairs} …", pairs=pairs))
        answer = _assign(scores, str(options.scores), options.mode, watch)
        console.warn(_below_minimum(scores, answer, say))
        document = _document(answer, options.mode, complete=not watch.over)
        with into_place(options.out, FILES, force=options.force) as folder:
            _write(scores, answer, folder / "assignments.csv")
            (folder / "result.json").write_text(document, encoding="utf-8", newline="\n")
            (folder / "certificate.json").write_text(_proof(scores, answer), encoding="utf-8", newline="\n")
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    except Impossible as clash:
        console.progress(_clash(clash, scores, say))
        return UNMET
    console.result(
        document.rstrip() if console.as_json else _summary(answer, options, say, complete=not watch.over)
    )
    return 0


def _watch(console: Console, limit: float | None) -> Watch:
    """Return what watches the time. How far the best is, the engine tells in a unit of its own: that is left out."""
    pace = Pace(console, limit)

    def told(progress: Progress) -> bool:
        return pace(replace(progress, gap=None))

    return Watch(told)


def read_given(options: argparse.Namespace) -> Scores:
    """Read the files of the command line. Raises Refused."""
    if options.others or options.ranks:
        return read_ranks(options.scores, options.others, options.left, options.right)
    return read_scores(options.scores, options.left, options.right, rounding=options.round)


def _assign(scores: Scores, given: str, mode: str, told: Told) -> Assignment:
    bounds = Bounds(scores.left_min, scores.left_max, scores.right_min, scores.right_max)
    try:
        return assign(
            EngineScores(
                left_ids=scores.left_ids,
                right_ids=scores.right_ids,
                left=scores.left,
                right=scores.right,
                score=scores.score,
                bounds=bounds,
                left_worth=None if scores.left_rank is None else -scores.left_rank,
                right_worth=None if scores.right_rank is None else -scores.right_rank,
            ),
            mode,
            told,
        )
    except TooWide as problem:
        raise unreadable(
            given,
            N_("The scores are too far apart to be added up exactly."),
            N_("Divide them all by the same number, or round them to fewer decimals."),
        ) from problem


def _below_minimum(scores: Scores, answer: Assignment, say: Language) -> list[Finding]:
    """Return a warning for each side where somebody has fewer pairs than the minimum, which “stable” passes over."""
    what = N_("The mode “stable” passes over minimums: {who} should have more pairs.")
    fix = N_("Choose another mode where they must hold.")
    sides = (
        ("--left", scores.left_ids, scores.left[answer.chosen], scores.left_min),
        ("--right", scores.right_ids, scores.right[answer.chosen], scores.right_min),
    )
    return [
        Finding("warning", option, None, None, what, fix, {"who": _named([ids[at] for at in below], say)})
        for option, ids, chosen, least in sides
        if (below := np.flatnonzero(np.bincount(chosen, minlength=len(ids)) < least).tolist())
    ]


def _number(scaled: int) -> float:
    """Return a scaled score as a number; whole ones without a point."""
    unit: int = 10**DECIMALS
    return scaled / unit if scaled % unit else scaled // unit


def _write(scores: Scores, answer: Assignment, path: Path) -> None:
    headers, columns = ["left", "right", "score"], [scores.left, scores.right, scores.score]
    for name, ranks in (("left_rank", scores.left_rank), ("right_rank", scores.right_rank)):
        if ranks is not None:
            headers.append(name)
            columns.append(ranks)
    rows = (
        (scores.left_ids[left], scores.right_ids[right], _number(score), *ranks)
        for left, right, score, *ranks in zip(
            *(column[answer.chosen].tolist() for column in columns), strict=True
        )
    )
    write_csv(path, headers, rows)


def _document(answer: Assignment, mode: str, *, complete: bool) -> str:
    proof, standing = answer.certificate, answer.standing
    result = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "mode": mode,
        "status": mode,
        "complete": complete,
        "placed": proof.placed,
        "bound": proof.bound,
        "total": _number(proof.score),
        "dual_bound": _number(proof.dual_bound),
        "gap": _number(proof.gap),
        "pairs_priced": proof.pairs_priced,
        "violations": proof.violations,
        "blocking_pairs": standing.blocking_pairs,
        "stable_bound": answer.stable_bound,
        "mean_rank_left": standing.left_rank,
        "mean_rank_right": standing.right_rank,
    }
    return json.dumps(result, indent=2) + "\n"


def _proof(scores: Scores, answer: Assignment) -> str:
    """Return what `parcours check-certificate` works from: whole numbers, in millionths of a score."""
    proof = answer.proof
    full = [own for own, whole in zip(scores.right_ids, proof.full.tolist(), strict=True) if whole]
    prices = dict(zip(scores.right_ids, proof.prices.tolist(), strict=True))
    return (
        json.dumps({"pair": proof.pair, "prices": prices, "full": full}, ensure_ascii=False, indent=2) + "\n"
    )


def _summary(answer: Assignment, options: argparse.Namespace, say: Language, *, complete: bool) -> str:
    proof, standing = answer.certificate, answer.standing
    facts = {
        "pairs": say.plural("{n} pair", "{n} pairs", proof.placed),
        "total": _said(proof.score, say),
        "bound": say.number(proof.bound),
        "gap": _said(proof.gap, say),
    }
    if options.mode == OPTIMAL and complete:
        chosen = say(
            "{pairs} chosen, the most that are possible; total {total}, the highest for so many (gap 0).",
            **facts,
        )
    else:
        chosen = say(
            "{pairs} chosen of at most {bound}; total {total}, at most {gap} below the highest for so many.",
            **facts,
        )
    lines = [chosen, *_of_stable(answer, say, complete=complete)]
    if not complete:
        lines.append(say("The time was over: with more there may be a better choice, or a narrower bound."))
    if standing.left_rank is not None and standing.right_rank is not None:
        lines.append(
            say(
                "Mean rank on the left {left}, on the right {right} (1 is the dearest). Pairs who would rather have"
                " each other: {blocking}.",
                left=say.number(standing.left_rank, 2),
                right=say.number(standing.right_rank, 2),
                blocking=say.number(standing.blocking_pairs),
            )
        )
    return "\n".join([*lines, say("Results: {folder}", folder=options.out)])


def _of_stable(answer: Assignment, say: Language, *, complete: bool) -> Iterator[str]:
    """Yield whether a stable choice with more pairs may exist; nothing in other modes."""
    placed, most = answer.certificate.placed, answer.stable_bound
    if most is None:
        return
    if placed == most:
        yield say("The pairs are stable, and it is proven that no stable choice has more.")
        return
    yield say(
        "The pairs are stable. No stable choice has more than {most}; whether one has more than {placed}, the search"
        " did not find out.",
        most=say.number(most),
        placed=say.number(placed),
    )
    if complete:
        yield say("It ends after a fixed amount of work, so that the same files give the same pairs.")


def _said(scaled: int, say: Language) -> str:
    return say.number(_number(scaled), 0 if scaled % 10**DECIMALS == 0 else DECIMALS)


def _clash(clash: Impossible, scores: Scores, say: Language) -> str:
    own, other = (scores.left_ids, scores.right_ids) if clash.left else (scores.right_ids, scores.left_ids)
    asking = {
        "who": _named([own[at] for at in clash.people.tolist()], say),
        "needed": say.plural("{n} pair", "{n} pairs", clash.needed),
        "available": say.number(clash.available),
        "others": _named([other[at] for at in clash.others.tolist()], say),
    }
    if not len(clash.others):
        sentence = say(
            "The minimums cannot be met: {who} must have {needed}, but nothing is allowed for them.", **asking
        )
    elif clash.left:
        sentence = say(
            "The minimums cannot be met: on the left, {who} must have {needed} together, but no more than"
            " {available} can be made, with {others} on the right.",
            **asking,
        )
    else:
        sentence = say(
            "The minimums cannot be met: on the right, {who} must have {needed} together, but no more than"
            " {available} can be made, with {others} on the left.",
            **asking,
        )
    return f"{sentence} {say('Lower a minimum, raise a maximum, or allow more pairs. Nothing was written.')}"


def _named(ids: list[str], say: Language) -> str:
    named = ids[:NAMED]
    if len(ids) > NAMED:
        named.append(say.plural("{n} other", "{n} others", len(ids) - NAMED))
    return say.join(named)
