"""`parcours occupation --near`: the occupations most like one, and why."""

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

from parcours.cli.console import Console
from parcours.core.language import N_, Language
from parcours.engine.occupations.similarity import STRONGEST, Likeness, Ratings, Similarity
from parcours.engine.occupations.taxonomy import Taxonomy
from parcours.tables.findings import Finding, Refused

INDENT = " " * 15
NARROWEST = 60
BY_DIGITS = (
    N_("different broad categories"),
    N_("same broad category"),
    N_("same major group"),
    N_("same sub-major group"),
    N_("same minor group"),
    N_("same unit group"),
)
SHARED = {
    "skills": N_("{n} of the {all} strongest skills in common"),
    "knowledge": N_("{n} of the {all} strongest fields of knowledge in common"),
    "work_activities": N_("{n} of the {all} strongest work activities in common"),
}


def show(text: str, top: int, taxonomy: Taxonomy, ratings: Sequence[Ratings], console: Console) -> None:
    """Print the ``top`` occupations most like the one that ``text`` is the code or the title of. Raises Refused."""
    reading = taxonomy.read(text)
    if reading.code is None:
        raise Refused([_which(text, reading.nearest, taxonomy, console.say)])
    near = Similarity.of(taxonomy.unit_groups(), ratings).neighbours(reading.code, top)
    if console.as_json:
        console.result(_as_json(reading.code, near, taxonomy, console.say))
    else:
        console.result(_sentences(reading.code, near, taxonomy, console))


def reasons(likeness: Likeness, say: Language) -> tuple[str, ...]:
    """Return why the two are as alike as they are, in words."""
    counted = {kind: len(names) for kind, names in likeness.shared.items() if names}
    return (
        say(BY_DIGITS[likeness.digits]),
        *(say(SHARED[kind], n=n, all=STRONGEST) for kind, n in counted.items()),
    )


def _which(text: str, nearest: Sequence[str], taxonomy: Taxonomy, say: Language) -> Finding:
    """Return the complaint that ``text`` is no single unit group, with those that may be meant."""
    fix = N_("Give the code of five digits or the exact title.")
    if nearest:
        fix = N_("Give the code of five digits or the exact title, for example: {examples}.")
    examples = "; ".join(f"{code} {taxonomy.title(code, say.code)}" for code in nearest[:3])
    what = N_("This is not one occupation of NOC 2021.")
    return Finding("error", text[:80] or "--near", None, None, what, fix, {"examples": examples})


def _sentences(code: str, near: Sequence[Likeness], taxonomy: Taxonomy, console: Console) -> str:
    say = console.say
    lines = [f"{code}  {taxonomy.title(code, say.code)}"]
    for one in near:
        share = say.number(one.similarity, 2)
        lines.append(f"  {one.other}  {share}  {taxonomy.title(one.other, say.code)}")
        why = "; ".join(reasons(one, say))
        lines += textwrap.wrap(
            why, max(console.width, NARROWEST), initial_indent=INDENT, subsequent_indent=INDENT
        )
    return "\n".join(lines)


def _as_json(code: str, near: Sequence[Likeness], taxonomy: Taxonomy, say: Language) -> str:
    rows = [
        asdict(one) | {"title": taxonomy.title(one.other, say.code), "reasons": reasons(one, say)}
        for one in near
    ]
    whole = {"code": code, "title": taxonomy.title(code, say.code), "near": rows}
    return json.dumps(whole, ensure_ascii=False, indent=2)
