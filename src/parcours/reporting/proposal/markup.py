"""Small pieces of HTML: sections, tables that become labelled lists on a phone, lists, names."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from parcours.core.language import Language


class Section(NamedTuple):
    """One part of the page: its anchor, its heading, how many things it lists (or None), and what is in it."""

    anchor: str
    title: str
    number: int | None
    body: str


class Column(NamedTuple):
    """One column of a table: its heading, and whether it holds numbers."""

    label: str
    number: bool = False


class Tables:
    """Makes the tables of one page, and gathers the style rules that each kind of table needs once."""

    def __init__(self, say: Language) -> None:
        self.say = say
        self._styles: dict[str, str] = {}

    def table(self, kind: str, caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
        """Return a table whose rows are cells of HTML, the first cell of a row being its heading."""
        if kind not in self._styles:
            self._styles[kind] = self._style(kind, columns)
        head = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in columns)
        body = "\n".join(
            f'<tr><th scope="row">{row[0]}</th><td>' + "</td><td>".join(row[1:]) + "</td></tr>"
            for row in rows
        )
        return (
            f'<table class="{kind}">\n<caption>{escape(caption)}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
        )

    def styles(self) -> str:
        """Return the style rules of all tables made so far."""
        return "\n".join(self._styles.values())

    def _style(self, kind: str, columns: Sequence[Column]) -> str:
        places = list(enumerate(columns, start=1))
        numbers = ", ".join(f".{kind} tr > :nth-child({at})" for at, column in places if column.number)
        labels = " ".join(
            f".{kind} td:nth-child({at})::before {{ content: {_css_text(self.say('{label}:', label=column.label))}; }}"
            for at, column in places[1:]
        )
        right = f"@layer components {{ {numbers} {{ {_RIGHT} }} }}\n" if numbers else ""
        inline = f"{numbers} {{ {_INLINE} }} " if numbers else ""
        return f"{right}@layer utilities {{ @media screen and (max-width: 44rem) {{ {inline}{labels} }} }}"


_RIGHT = "text-align: end; font-variant-numeric: tabular-nums;"

_INLINE = "display: inline-block; text-align: start; margin-inline-end: 1rem;"


def _css_text(text: str) -> str:
    """Return `text` as a string of CSS, with everything but letters, digits and spaces escaped."""
    plain = (letter if letter.isalnum() or letter == " " else f"\\{ord(letter):06x}" for letter in text)
    return f'"{"".join(plain)}"'


def bullets(kind: str, texts: Sequence[str]) -> str:
    """Return list items of one kind (`for`, `but`, `ask`), escaped in one go; a line break makes two of them."""
    if not texts:
        return ""
    start, end = f"<li class={kind}>", "</li>"
    return start + escape("\n".join(texts)).replace("\n", end + start) + end


def person(name: str, id_: str) -> str:
    """Return a name with its id beside it, smaller."""
    return f"{escape(name)} <small>{escape(id_)}</small>" if name and name != id_ else escape(id_)


def mark(kind: str, text: str) -> str:
    """Return a short status: a word in a frame."""
    return f'<span class="mark {kind}">{escape(text)}</span>'


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph of plain text."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"
