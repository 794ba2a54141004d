"""`parcours reference`: load official tables, and say what is loaded."""

import argparse
import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import asdict

from parcours.cli.arguments import shared_options
from parcours.cli.console import Console
from parcours.core.language import N_, Language
from parcours.reference.coder_index import version_in
from parcours.reference.data_folder import data_folder
from parcours.reference.load import NAMES, TABLES, Change, Progress, load
from parcours.reference.store import Damaged, Part, read_table
from parcours.tables.findings import Refused

REFUSED = 2
SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
STEP = 0.2
"""The share after which progress is said again."""

PARTS = {
    "en": N_("English"),
    "fr": N_("French"),
    "skills": N_("skills"),
    "knowledge": N_("knowledge"),
    "work_activities": N_("work activities"),
    "abilities": N_("abilities"),
}


def add_arguments(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add what the command takes to `parser`."""
    shared = shared_options(say)
    actions = parser.add_subparsers(metavar=say("ACTION"), required=True)
    loading = actions.add_parser(
        "load",
        parents=[shared],
        add_help=False,
        help=say("load an official table into the data folder"),
        description=say(
            "Load an official table, as it is published, into the data folder. It is checked first; what is wrong is"
            " said, and then nothing changes."
        ),
    )
    loading.add_argument("table", metavar="TABLE", choices=TABLES, help=", ".join(TABLES))
    loading.add_argument(
        "sources",
        metavar="FILE_OR_URL",
        nargs="*",
        help=say("a file, a folder of files, or an https:// address"),
    )
    loading.add_argument(
        "--from-url",
        metavar="URL",
        action="append",
        default=[],
        help=say("an https:// address to download from"),
    )
    loading.add_argument(
        "--sha256", metavar="HEX", default="", help=say("refuse the file unless it has this checksum")
    )
    loading.set_defaults(act=run_load, parser=loading)
    status = actions.add_parser(
        "status", parents=[shared], add_help=False, help=say("say what is loaded, from where and since when")
    )
    status.set_defaults(act=run_status, parser=status)


def run(options: argparse.Namespace, console: Console) -> int:
    """Do what the action says; return the exit code."""
    code: int = options.act(options, console)
    return code


def run_load(options: argparse.Namespace, console: Console) -> int:
    """Load a table and print what changed; return the exit code."""
    say = console.say
    sources = [*options.sources, *options.from_url]
    if not sources:
        options.parser.error(say("give a file, a folder or an https:// address"))
    if options.sha256 and (len(sources) > 1 or not SHA256.fullmatch(options.sha256)):
        options.parser.error(say("give one source and the 64 digits of its SHA-256"))
    progress = Progress(
        reading=lambda source: console.progress(say("Reading {source} …", source=source)),
        downloading=_in_steps(lambda part: console.progress(say("Downloaded: {part}%", part=part)), say),
        building=_in_steps(
            lambda part: console.progress(say("Building the index of occupations: {part}%", part=part)), say
        ),
    )
    try:
        change = load(options.table, sources, data_folder(), progress, options.sha256)
    except Refused as refused:
        console.refuse(refused)
        return REFUSED
    if console.as_json:
        console.result(json.dumps({"table": options.table, **asdict(change)}, ensure_ascii=False, indent=2))
    else:
        console.result(_changes(options.table, change, say))
    return 0


def _in_steps(tell: Callable[[str], None], say: Language) -> Callable[[float], None]:
    """Return what hears every share, and tells the first, the last and some between."""
    told = [-1.0]

    def hear(share: float) -> None:
        if share - told[0] > STEP - 0.001 or share == 1 > told[0]:
            told[0] = share
            tell(say.number(100 * share))

    return hear


def _changes(table: str, change: Change, say: Language) -> str:
    lines = [say("Not used for this table: {source}", source=source) for source in change.skipped]
    for part in change.parts:
        name = say(NAMES[table]) + (f", {say(PARTS[part.name])}" if part.name in PARTS else "")
        lines.append(say("{name}: {sentence}", name=name, sentence=_rows(part, say)))
    counts = {name: say.number(getattr(change, name)) for name in ("added", "removed", "changed")}
    lines.append(say("Added: {added}; removed: {removed}; changed: {changed}.", **counts))
    return "\n".join(lines)


def _rows(part: Part, say: Language) -> str:
    return say.plural("{n} row", "{n} rows", part.rows)


def run_status(_options: argparse.Namespace, console: Console) -> int:
    """Print what is loaded, from where and how old; return the exit code."""
    home = data_folder()
    found: dict[str, tuple[Part, ...] | None] = {}
    for table in TABLES:
        try:
            found[table] = tuple(one.part for one in read_table(home / "reference", table).values())
        except (Damaged, OSError):
            found[table] = None
    index = version_in(home / "occupations")
    if console.as_json:
        tables = {
            table: {"state": _state(parts), "parts": [_described(part) for part in parts or ()]}
            for table, parts in found.items()
        }
        answer = {"folder": str(home / "reference"), "tables": tables, "index": index}
        console.result(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    say = console.say
    lines = [say("Folder: {folder}", folder=home / "reference")]
    for table, parts in found.items():
        lines.append("\n" + say("{name}: {sentence}", name=table, sentence=say(NAMES[table])))
        lines += _status(parts, say)
    lines.append(f"\n{_index(index, say)}")
    console.result("\n".join(lines))
    return 0


def _state(parts: tuple[Part, ...] | None) -> str:
    return "damaged" if parts is None else "loaded" if parts else "not_loaded"


def _age(part: Part) -> int:
    """Return how many days ago the part was loaded."""
    return max((dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(part.loaded_at)).days, 0)


def _described(part: Part) -> dict[str, object]:
    return {**asdict(part), "columns": list(part.columns), "age_days": _age(part)}


def _status(parts: tuple[Part, ...] | None, say: Language) -> list[str]:
    if parts is None:
        return ["  " + say("The file is damaged: load the table again.")]
    if not parts:
        return ["  " + say("Not loaded.")]
    lines = []
    for part in parts:
        values = {
            "rows": _rows(part, say),
            "date": say.date(dt.datetime.fromisoformat(part.loaded_at).date()),
            "age": say.plural("{n} day ago", "{n} days ago", _age(part)) if _age(part) else say("today"),
        }
        line = say("{rows}, loaded on {date} ({age})", **values)
        line = (
            say("{name}: {sentence}", name=say(PARTS[part.name]), sentence=line)
            if part.name in PARTS
            else line
        )
        lines.append("  " + line)
        lines.append("    " + say("from {source}", source=part.source))
    return lines


def _index(version: str, say: Language) -> str:
    if version.startswith("full-"):
        return say("Index of occupations: full, with the official titles ({version}).", version=version)
    if version:
        return say("Index of occupations: class titles and our own list only ({version}).", version=version)
    return say("Index of occupations: built at first use.")
