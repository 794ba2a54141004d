"""`parcours compare`: the modes side by side, before one is chosen."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace

from parcours import __version__
from parcours.cli.console import Console
from parcours.cli.match import add_inputs, not_met, propose_as, read_inputs
from parcours.cli.memory import held, keeping
from parcours.cli.pace import time_limit
from parcours.core.language import Language
from parcours.matching.adapter import MODES, Clash, Proposal
from parcours.reporting.proposal.comparison import HEADERS, NAMES, comparison, figures
from parcours.tables.findings import Refused
from parcours.tables.results import check_free, into_place
from parcours.tables.write import write_csv

FILES = ("comparison.html", "comparison.csv", "comparison.json")

REFUSED, UNMET = 2, 3
SCHEMA_VERSION = "1.0"


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add what the command takes to `parser`."""
    parser.description = say(
        "Match the same people in every mode (optimal, stable, balanced), and put the figures side by side."
    )
    add_inputs(parser, say)


@held
def run(options: argparse.Namespace, console: Console) -> int:
    """Match in every mode, write the comparison, print it; return the exit code."""
    say = console.say
    if options.mentors is None or options.out is None:
        options.parser.error(
            say("give the file of the mentees, the file of the mentors, and --out with a folder")
        )
    try:
        check_free(options.out, FILES, force=options.force)
        inputs = read_inputs(options, console)
        proposals, limit = {}, time_limit(options, console)
        for mode in MODES:
            console.progress(say("Matching: {mode} …", mode=say(NAMES[mode])))
            mine = inputs._replace(settings=replace(inputs.settings, mode=mode))
            proposals[mode] = propose_as(mine, console, limit, keeping=keeping(options.memory))
        rows = [figures(proposal) for proposal in proposals.values()]
        document = {"schema_version": SCHEMA_VERSION, "version": __version__, "modes": rows}
        text = json.dumps(document, indent=2) + "\n"
        with into_place(options.out, FILES, force=options.force) as folder:
            (folder / "comparison.html").write_text(
                comparison(proposals, say), "utf-8", "xmlcharrefreplace", "\n"
            )
            write_csv(folder / "comparison.csv", HEADERS, (tuple(row.values()) for row in rows))
            (folder / "comparison.json").write_text(text, encoding="utf-8", newline="\n")
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    except Clash as clash:
        console.progress(not_met(clash, say))
        return UNMET
    console.result(text.rstrip() if console.as_json else _summary(proposals, options, say))
    return 0


def _summary(proposals: Mapping[str, Proposal], options: argparse.Namespace, say: Language) -> str:
    lines = [
        say(
            "{mode}: {placed} of at most {bound} placed; score {score}, {gap} below the best for as many; pairs who"
            " would rather have each other: {blocking}.",
            mode=say(NAMES[result.settings.mode]),
            placed=say.number(proof.placed),
            bound=say.number(proof.bound),
            score=say.number(proof.score),
            gap=say.number(proof.gap),
            blocking=say.number(result.blocking_pairs),
        )
        for result, proof in ((one.result, one.result.certificate) for one in proposals.values())
    ]
    return "\n".join([*lines, say("Results: {folder}", folder=options.out)])
