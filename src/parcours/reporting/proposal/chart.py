"""Two counts for each of several rows as a bar chart: SVG that needs neither script nor a fixed width."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

from parcours.core.language import Language

_WIDEST = 84
"""Per cent of the width that the longest bar takes, so that its number fits beside it."""

_LINE, _BAR, _GAP = 17, 13, 12
_LETTERS, _LINES = 38, 2
"""How much of a title fits on the narrowest phone."""


class Bars(NamedTuple):
    """One row, such as an occupation: its title, how many people look for a place, and how many places there are."""

    title: str
    people: int
    places: int


def chart(rows: Sequence[Bars], say: Language, title: str, words: str) -> str:
    """Return the chart of `rows` as an SVG element, named by `title` and described in `words`."""
    most = max((max(row.people, row.places) for row in rows), default=0) or 1
    drawn, top = [], 0
    for row in rows:
        lines = wrap(row.title, _LETTERS, max_lines=_LINES, placeholder="…")
        drawn += [_text(line, top + (at + 1) * _LINE - 4) for at, line in enumerate(lines)]
        top += len(lines) * _LINE
        drawn += [
            _bar("people", row.people, most, top, say),
            _bar("places", row.places, most, top + _BAR + 1, say),
        ]
        top += 2 * _BAR + _GAP
    return (
        f'<svg role="img" aria-labelledby="chart-title chart-words" width="100%" height="{top}">\n'
        f'<title id="chart-title">{escape(title)}</title>\n<desc id="chart-words">{escape(words)}</desc>\n'
        + "\n".join(drawn)
        + "\n</svg>"
    )


def _text(line: str, baseline: int) -> str:
    return f'<text x="0" y="{baseline}">{escape(line)}</text>'


def _bar(kind: str, count: int, most: int, top: int, say: Language) -> str:
    width = round(_WIDEST * count / most, 2)
    return (
        f'<rect class="{kind}" x="1" y="{top}" width="{width}%" height="{_BAR - 1}" rx="2"/>'
        f'<text class="value" x="{width}%" dx="8" y="{top + _BAR - 2}">{say.number(count)}</text>'
    )
