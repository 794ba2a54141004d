"""`parcours occupation`: from an occupation in somebody's own words to codes, with what speaks for each."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from parcours.cli import near
from parcours.cli.coder import find_coder
from parcours.cli.console import Console
from parcours.cli.loaded import ratings
from parcours.core.language import N_, Language
from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.suggestions import Outcome, Suggestions
from parcours.reference.noc import load_taxonomy
from parcours.tables.findings import Refused

REFUSED = 2
STANDARD_INPUT = "-"
MOST = 50
SHOWN = 0.01
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
    Outcome.NO_OCCUPATION: N_(
        "This says how somebody is placed, not an occupation. Write the one they had or look for."
    ),
    Outcome.UNKNOWN: N_("No occupation is known by these words. Write it in other words."),
}


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add what the command takes to `parser`."""
    parser.description = say(
        "Find the codes of an occupation in NOC 2021, with what speaks for each. It may be written in English, in"
        " French or in another language. Unless one is very likely, a person chooses."
    )
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument(
        "text", nargs="?", metavar="TEXT", help=say("the occupation; - reads one a line from standard input")
    )
    asked.add_argument(
        "--near", metavar="CODE", help=say("list the occupations most like this one, and say why")
    )
    parser.add_argument(
        "--industry", metavar="TEXT", default="", help=say("what the employer does, which tells titles apart")
    )
    parser.add_argument(
        "--top", metavar="N", type=_count(say), default=5, help=say("how many to suggest at most (5)")
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Print what each text may be, or what is near an occupation; return the exit code."""
    try:
        if options.near is None:
            _code(options, find_coder(console), console)
        else:
            asked = _readable(options.near.encode(errors="replace"))
            near.show(asked, options.top, load_taxonomy(), ratings(console), console)
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    return 0


def _code(options: argparse.Namespace, coder: Coder, console: Console) -> None:
    say = console.say
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


def _count(say: Language) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isdecimal() and 1 <= int(text) <= MOST):
            raise argparse.ArgumentTypeError(say("give a number from 1 to {most}", most=MOST))
        return int(text)

    return read


def _lines() -> Iterator[str]:
    """Give the lines of standard input, as they come."""
    for line in sys.stdin.buffer:
        yield _readable(line).removeprefix("\ufeff").rstrip("\r\n")


def _readable(written: bytes) -> str:
    return written.decode("utf-8", errors="replace")


def _sentences(given: Suggestions, say: Language) -> str:
    lines = [say(SENTENCES[given.outcome])]
    for one in given.suggestions:
        if one.confidence < SHOWN and given.outcome != Outcome.NO_SUCH_CODE:
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
