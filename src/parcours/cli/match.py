"""`parcours match`: two spreadsheets in, an explained proposal out."""

import argparse
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import NamedTuple

from parcours.cli.cluster import Cluster
from parcours.cli.coder import find_coder
from parcours.cli.console import Console
from parcours.cli.memory import add_memory, held, keeping
from parcours.cli.pace import Pace, add_time_limit, time_limit
from parcours.cli.settings_file import example, read_settings
from parcours.core.language import Language
from parcours.engine.matching import Settings
from parcours.engine.matching.crew import Crew
from parcours.engine.occupations.coder import Coder
from parcours.matching.adapter import (
    AGENCY,
    Clash,
    Proposal,
    propose,
    unknown_quotas,
    written_occupations,
)
from parcours.matching.words import Words
from parcours.matching.words_limits import clash as words_of
from parcours.reference.languages import language_codes
from parcours.reference.noc import load_taxonomy
from parcours.reference.provinces import province_codes
from parcours.reporting.proposal.previous import Previous, read_previous
from parcours.reporting.proposal.summary import summary
from parcours.reporting.proposal.to_check import to_check
from parcours.reporting.proposal.write import RESULT_FILES, TO_CHOOSE, write_results
from parcours.tables.cohort.choices import Choices, filled_in, read_choices
from parcours.tables.cohort.rows import Cohort, read_cohort
from parcours.tables.findings import N_, Findings, Refused, unreadable
from parcours.tables.results import check_free, into_place

REFUSED, UNMET = 2, 3


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add what the command takes to `parser`."""
    parser.description = say(
        "Match mentees with mentors from two spreadsheets (CSV, TSV, XLSX or ODS): as many people as possible, then"
        " the best pairs, each with its reasons."
    )
    add_inputs(parser, say)
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help=say("share the search out to this Ray cluster; “local” starts one on this machine"),
    )
    parser.add_argument(
        "--example-settings", action="store_true", help=say("print a commented settings file, and stop")
    )


def add_inputs(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add the files that a cohort is matched from."""
    parser.add_argument(
        "mentees", metavar="MENTEES", nargs="?", type=Path, help=say("spreadsheet of the mentees")
    )
    parser.add_argument(
        "mentors", metavar="MENTORS", nargs="?", type=Path, help=say("spreadsheet of the mentors")
    )
    parser.add_argument("--out", metavar="DIR", type=Path, help=say("folder for the results"))
    parser.add_argument("--settings", metavar="FILE.toml", type=Path, help=say("rules and weights"))
    parser.add_argument("--columns", metavar="FILE.toml", type=Path, help=say("which column is what"))
    parser.add_argument(
        "--occupations",
        metavar="FILE",
        type=Path,
        help=say("codes that you chose: occupations_to_check.csv, filled in"),
    )
    parser.add_argument(
        "--previous",
        metavar="RESULT.json",
        type=Path,
        help=say("match again: keep the pairs and the chosen occupations of this earlier result"),
    )
    add_time_limit(parser, say)
    add_memory(parser, say)


@held
def run(options: argparse.Namespace, console: Console) -> int:
    """Match, write the results, print the summary; return the exit code."""
    if options.example_settings:
        console.result(example(console.say.code).rstrip())
        return 0
    if options.mentors is None or options.out is None:
        options.parser.error(
            console.say("give the file of the mentees, the file of the mentors, and --out with a folder")
        )
    if options.memory and options.cluster:
        options.parser.error(console.say("--memory holds this machine only: leave it out with --cluster"))
    try:
        check_free(options.out, RESULT_FILES, force=options.force)
        limit = time_limit(options, console)
        inputs = read_inputs(options, console)
        with Cluster(options.cluster) if options.cluster else nullcontext() as crew:
            proposal = propose_as(inputs, console, limit, crew, keeping(options.memory))
        console.progress(console.say("Writing the results …"))
        words = Words(proposal, console.say.code)
        check = to_check(proposal, words)
        with into_place(options.out, RESULT_FILES, force=options.force) as folder:
            write_results(proposal, words, check, folder)
            result = (folder / "result.json").read_text(encoding="utf-8") if console.as_json else ""
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    except Clash as clash:
        console.progress(not_met(clash, console.say))
        return UNMET
    console.result(result.rstrip() or summary(proposal, words, check, options.out, console.width))
    return 0


class Inputs(NamedTuple):
    """Everything that a cohort is matched from."""

    settings: Settings
    cohort: Cohort
    previous: Previous
    choices: Choices


def read_inputs(options: argparse.Namespace, console: Console) -> Inputs:
    """Read every file of the command line. Raises Refused with the problems of all."""
    say = console.say
    console.progress(
        say("Reading {mentees} and {mentors} …", mentees=options.mentees, mentors=options.mentors)
    )
    settings, cohort, previous, given = read_files(options)
    choices = previous.choices | given
    _keep_filled_in(options.out / TO_CHOOSE, choices)
    return Inputs(settings, cohort, previous, choices)


def propose_as(
    inputs: Inputs,
    console: Console,
    limit: float | None = None,
    crew: Crew | None = None,
    keeping: int | None = None,
) -> Proposal:
    """Return the best proposal, or the best found in `limit` seconds; the search is shared out to `crew`, if any.

    Up to `keeping` pairs are kept between passes, or as many as pays.
    Raises Clash where limits cannot all hold.
    """
    say, cohort = console.say, inputs.cohort
    console.progress(
        say(
            "Matching {mentees} with {mentors} …",
            mentees=say.plural("{n} mentee", "{n} mentees", len(cohort.mentees)),
            mentors=say.plural("{n} mentor", "{n} mentors", len(cohort.mentors)),
        )
    )
    return propose(
        cohort,
        load_taxonomy(),
        inputs.settings,
        previous=inputs.previous.pairs,
        prices=inputs.previous.prices,
        earlier=inputs.previous.people,
        coder=partial(_coder, console),
        choices=inputs.choices,
        language=say.code,
        told=Pace(console, limit),
        crew=crew,
        keeping=keeping,
    )


def _coder(console: Console) -> Coder | None:
    """Return the coder, or None, with a warning, where its index cannot be had: matching goes on without."""
    try:
        return find_coder(console)
    except Refused as problem:
        console.warn(problem.findings)
        return None


def _cohort(options: argparse.Namespace) -> Cohort:
    return read_cohort(
        options.mentees,
        options.mentors,
        given=(str(options.mentees), str(options.mentors)),
        languages=language_codes(),
        provinces=province_codes(),
        columns=options.columns,
    )


def read_files(options: argparse.Namespace) -> tuple[Settings, Cohort, Previous, Choices]:
    """Read every file of the command line. Raises Refused with the problems of all of them together."""
    refused: list[Refused] = []

    def tried[Value](read: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return read()
        except Refused as problems:
            refused.append(problems)
            return otherwise

    settings = tried(lambda: read_settings(options.settings), Settings())
    previous = tried(lambda: read_previous(options.previous), Previous()) if options.previous else Previous()
    cohort = tried(lambda: _cohort(options), None)
    none: Choices = {}
    choices = tried(lambda: _choices(options.occupations, cohort), none) if options.occupations else none
    if cohort is not None and settings.quotas:
        tried(lambda: _check_quotas(options.settings, settings, cohort), None)
    if cohort is None or refused:
        raise Refused(
            [finding for one in refused for finding in one.findings], sum(one.more for one in refused)
        )
    return settings, cohort, previous, choices


def _check_quotas(path: Path, settings: Settings, cohort: Cohort) -> None:
    """Refuse quotas whose agency or employer nobody has, which may be a slip."""
    findings = Findings(str(path))
    for quota in unknown_quotas(settings, cohort):
        what = (
            N_("No mentee has the agency “{name}”.")
            if quota.kind == AGENCY
            else N_("No mentor has the employer “{name}”.")
        )
        fix = N_("Write the name as in the spreadsheet, or remove the quota.")
        findings.error(None, f"quotas.{quota.kind}", what, fix, name=quota.name)
    findings.refuse_if_any()


def _choices(path: Path, cohort: Cohort | None) -> Choices:
    return read_choices(path, written=written_occupations(cohort) if cohort else None, code_of=_code_of)


def _code_of(text: str) -> str | None:
    return load_taxonomy().read(text).code


def _keep_filled_in(path: Path, choices: Choices) -> None:
    """Refuse to replace a file of earlier results in which somebody chose what this run does not know."""
    if not filled_in(path, _code_of).items() <= choices.items():
        raise unreadable(
            str(path),
            N_("Codes were written into this file, and this run would replace it without using them."),
            N_("Give the file with --occupations, or remove it."),
        )


def not_met(clash: Clash, say: Language) -> str:
    """Return which limits cannot hold, a line for each time they exclude each other."""
    *conflicts, hint = words_of(clash, say)
    return "\n".join([*conflicts, f"{hint} {say('Nothing was written.')}"])
