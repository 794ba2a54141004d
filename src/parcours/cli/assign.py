"""`parcours assign`: the same engine on scores that somebody already has."""

import argparse
import json
from pathlib import Path

from parcours import __version__
from parcours.cli.console import Console
from parcours.core.language import Language
from parcours.engine.matching import Assignment, Impossible, assign
from parcours.engine.matching import Scores as EngineScores
from parcours.engine.matching.flows import Bounds, TooWide
from parcours.tables.findings import N_, Refused, unreadable
from parcours.tables.results import check_free, into_place
from parcours.tables.scores import DECIMALS, Scores, read_scores
from parcours.tables.write import write_csv

FILES = ("assignments.csv", "result.json")

REFUSED, UNMET = 2, 3
SCHEMA_VERSION = "1.0"

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
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help=say("folder for the results"))
    parser.add_argument(
        "--left", metavar="FILE", type=Path, help=say("id,min,max of the left side (otherwise 0 and 1)")
    )
    parser.add_argument(
        "--right", metavar="FILE", type=Path, help=say("id,min,max of the right side (otherwise 0 and 1)")
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Assign, write the results, print the summary; return the exit code."""
    say = console.say
    try:
        check_free(options.out, FILES, force=options.force)
        console.progress(say("Reading {scores} …", scores=options.scores))
        scores = read_scores(options.scores, options.left, options.right)
        console.warn(scores.warnings)
        pairs = say.plural("{n} scored pair", "{n} scored pairs", len(scores.score))
        console.progress(say("Choosing from {pairs} …", pairs=pairs))
        answer = _assign(scores, str(options.scores))
        document = _document(answer)
        with into_place(options.out, FILES, force=options.force) as folder:
            _write(scores, answer, folder / "assignments.csv")
            (folder / "result.json").write_text(document, encoding="utf-8", newline="\n")
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    except Impossible as clash:
        console.progress(_clash(clash, scores, say))
        return UNMET
    console.result(document.rstrip() if console.as_json else _summary(answer, options.out, say))
    return 0


def _assign(scores: Scores, given: str) -> Assignment:
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
            )
        )
    except TooWide as problem:
        raise unreadable(
            given,
            N_("The scores are too far apart to be added up exactly."),
            N_("Divide them all by the same number, or round them to fewer decimals."),
        ) from problem


def _number(scaled: int) -> float:
    """Return a scaled score as a number; whole ones without a point."""
    unit: int = 10**DECIMALS
    return scaled / unit if scaled % unit else scaled // unit


def _write(scores: Scores, answer: Assignment, path: Path) -> None:
    rows = (
        (scores.left_ids[left], scores.right_ids[right], _number(score))
        for left, right, score in zip(
            scores.left[answer.chosen].tolist(),
            scores.right[answer.chosen].tolist(),
            scores.score[answer.chosen].tolist(),
            strict=True,
        )
    )
    write_csv(path, ("left", "right", "score"), rows)


def _document(answer: Assignment) -> str:
    proof = answer.certificate
    result = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "status": "optimal",
        "placed": proof.placed,
        "bound": proof.bound,
        "total": _number(proof.score),
        "dual_bound": _number(proof.dual_bound),
        "gap": _number(proof.gap),
        "pairs_priced": proof.pairs_priced,
        "violations": proof.violations,
    }
    return json.dumps(result, indent=2) + "\n"


def _summary(answer: Assignment, out: Path, say: Language) -> str:
    proof = answer.certificate
    chosen = say(
        "{pairs} chosen, the most that are possible; total {total}, the highest for so many (gap 0).",
        pairs=say.plural("{n} pair", "{n} pairs", proof.placed),
        total=say.number(_number(proof.score), 0 if proof.score % 10**DECIMALS == 0 else DECIMALS),
    )
    return f"{chosen}\n{say('Results: {folder}', folder=out)}"


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
