"""`parcours occupation`: from an occupation in somebody's own words to codes, with what speaks for each."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from parcours.cli.console import Console
from parcours.core.language import N_, Language
from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.suggestions import Outcome, Suggestions
from parcours.reference.coder_index import ensure_index, is_current, load_coder
from parcours.reference.data_folder import data_folder
from parcours.reference.full_index import build, is_missing
from parcours.reference.loaded import old_codes
from parcours.reference.store import Damaged, reference_folder
from parcours.tables.findings import Refused, unreadable

REFUSED = 2
STANDARD_INPUT = "-"
MOST = 50
SHOWN = 0.005
"""Below this confidence a person is shown nothing; a program that reads JSON is."""

SENTENCES = {
    Outcome.SURE: N_("The first is very likely; a look is enough."),
    Outcome.CHOOSE: N_("Not sure: a person chooses."),
    Outcome.CODE: N_("This is the code of an occupation."),
    Outcome.OLD_CODE: N_("This is a code of NOC 2016. In NOC 2021 it became:"),
    Outcome.NO_SUCH_CODE: N_(
        "NOC 2021 has no such code; one of four digits may be of NOC 2016. Write the occupation in words."
    ),
    Outcome.EMPTY: N_("There is nothing to read. Write an occupation in words, or its code."),
    Outcome.EMPLOYER_ONLY: N_("This looks like the name of an employer. Write what the person does there."),
    Outcome.UNKNOWN: N_("No occupation is known by these words. Write it in other words."),
}


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    shared: argparse.ArgumentParser,
    say: Language,
) -> None:
    """Add the command to `commands`."""
    parser = commands.add_parser(
        "occupation",
        parents=[shared],
        add_help=False,
        help=say("find the code of an occupation"),
        description=say(
            "Find the codes of an occupation in NOC 2021, with what speaks for each. It may be written in English, in"
            " French or in another language. Unless one is very likely, a person chooses."
        ),
    )
    parser.add_argument(
        "text", metavar="TEXT", help=say("the occupation; - reads one a line from standard input")
    )
    parser.add_argument(
        "--industry", metavar="TEXT", default="", help=say("what the employer does, which tells titles apart")
    )
    parser.add_argument(
        "--top", metavar="N", type=_count(say), default=5, help=say("how many to suggest at most (5)")
    )
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace, console: Console) -> int:
    """Print what each text may be; return the exit code."""
    say = console.say
    try:
        coder = _coder(console)
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    if coder.version.startswith("basic-"):
        console.progress(
            say("Only class titles and our own list of titles are known here: the answers are less sure.")
        )
    else:
        console.progress(say("Answered from the full index, with the official titles."))
    several = options.text == STANDARD_INPUT
    industry = _readable(options.industry.encode(errors="replace"))
    for text in _lines() if several else [_readable(options.text.encode(errors="replace"))]:
        given = coder.code(text, language=say.code, industry=industry, top=options.top)
        if given.outcome == Outcome.NO_SUCH_CODE and not (coder.old_codes or several):
            console.progress(
                say(
                    "Codes of NOC 2016 are answered once their table is loaded: parcours reference load noc-2016"
                )
            )
        if console.as_json:
            console.result(json.dumps(asdict(given), ensure_ascii=False, indent=None if several else 2))
        else:
            console.result((f"{text}\n" if several else "") + _sentences(given, say))
    return 0


def _count(say: Language) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isdecimal() and 1 <= int(text) <= MOST):
            raise argparse.ArgumentTypeError(say("give a number from 1 to {most}", most=MOST))
        return int(text)

    return read


def _coder(console: Console) -> Coder:
    """Return the coder, its index built when there is none yet. Raises Refused."""
    folder = data_folder() / "occupations"
    try:
        if is_missing(folder, reference_folder()):
            console.progress(console.say("Building the index of occupations, this once …"))
            build(folder, reference_folder())
        elif not is_current(folder):
            console.progress(console.say("Building the index of occupations, this once …"))
            ensure_index(folder)
        return load_coder(folder, old_codes())
    except Damaged as table:
        raise unreadable(
            str(reference_folder() / f"{table}.jsonl"),
            N_("The loaded table is damaged."),
            N_("Load it again with parcours reference load."),
        ) from table
    except (OSError, ValueError) as problem:
        raise unreadable(
            str(folder),
            N_("The index of occupations cannot be built or read in this folder."),
            N_("Remove the folder, or name another one with the variable XDG_DATA_HOME."),
        ) from problem


def _lines() -> Iterator[str]:
    """Give the lines of standard input, as they come."""
    for line in sys.stdin.buffer:
        yield _readable(line).removeprefix("\ufeff").rstrip("\r\n")


def _readable(written: bytes) -> str:
    return written.decode("utf-8", errors="replace")


def _sentences(given: Suggestions, say: Language) -> str:
    lines = [say(SENTENCES[given.outcome])]
    for one in given.suggestions:
        if 0 < one.confidence < SHOWN:
            continue
        part = say("{number}%", number=say.number(100 * one.confidence)) if one.confidence else ""
        lines.append(f"  {one.code}  {part:>5}  {one.title}".rstrip())
        if one.evidence:
            lines.append(" " * 16 + say("like: {titles}", titles="; ".join(one.evidence)))
    if given.outcome == Outcome.CHOOSE and given.level:
        trusted = given.suggestions[0].code[: given.level]
        lines.append(say("The code very likely begins with {digits}.", digits=trusted))
    if given.question:
        lines.append(say("Which is closest? {titles}", titles="; ".join(given.question.examples)))
    if given.set_aside:
        lines.append(say("Set aside: {words}", words="; ".join(given.set_aside)))
    return "\n".join(lines)
