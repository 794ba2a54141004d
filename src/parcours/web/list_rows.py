"""The rows of a list as the page shows them.

A page has hundreds of cells, and most of drawing it goes into them. What is the same for every cell of a column is made
once, and a cell is put together here, not in the template.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from parcours.tables.write import Cell

type Words = str | Promise

_NOTHING = "–"
_EMPTY = SafeString()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``value`` gives what is shown and exported: text, a number, a date or None.

    ``order`` names the fields that sort it; without them it cannot be sorted. ``head`` marks the column that names the
    row. ``link``, ``tone`` (of a status) and ``lang`` (en, fr) of a cell are made from its row. One that stands
    ``only_in_files`` is not on the page.
    """

    key: str
    label: Words
    value: Callable[[Any], Cell]
    order: tuple[str, ...] = ()
    head: bool = False
    number: bool = False
    link: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    lang: Callable[[Any], str] | None = None
    only_in_files: bool = False


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: ``html`` is the whole of it, or with a ``tone`` a status is put between ``opening`` and ``closing``."""

    text: str
    link: str
    lang: str
    html: SafeString
    tone: str = ""
    opening: SafeString = _EMPTY
    closing: SafeString = _EMPTY


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row, called ``name``; ``pk`` is empty where it cannot be selected, ``select`` says what ticking does."""

    name: str
    pk: str
    select: str
    cells: Sequence[ShownCell]


def drawn(
    columns: Sequence[Column], rows: Iterable[Any], selectable: Callable[[Any], bool] | None
) -> Iterator[ShownRow]:
    """Give the rows; ``selectable`` says which can be ticked, if any."""
    written = cache(_text)  # the same days and numbers come again and again
    frames = [(column, *_frame(column)) for column in columns]
    naming = next((column for column in columns if column.head), columns[0])
    select = _("Select %(name)s")
    for row in rows:
        pk = str(row.pk) if selectable and selectable(row) else ""
        name = written(naming.value(row))
        label = select % {"name": name} if pk else ""
        yield ShownRow(name, pk, label, [_cell(*frame, row, written) for frame in frames])


def _frame(column: Column) -> tuple[SafeString, SafeString, SafeString]:
    """Return what stands before the content of a cell of the column, before nothing (no row of a phone), and after."""
    number = SafeString(' class="number"') if column.number else _EMPTY
    if column.head:
        before = format_html('<th role="rowheader" scope="row"{}>', number)
        return before, before, SafeString("</span></th>")
    before = format_html('<td role="cell" data-label="{}"', str(column.label))
    nothing = before + SafeString(' class="nothing">')
    return before + number + SafeString(">"), nothing, SafeString("</span></td>")


def _cell(
    column: Column,
    before: SafeString,
    before_nothing: SafeString,
    after: SafeString,
    row: Any,  # noqa: ANN401 - rows of any kind
    written: Callable[[Cell], str],
) -> ShownCell:
    lang = column.lang(row) if column.lang else ""
    text = written(column.value(row))
    before = before_nothing if text == _NOTHING else before
    opening = before + (format_html('<span lang="{}">', lang) if lang else SafeString("<span>"))
    link = column.link(row) if column.link else ""
    if column.tone and (tone := column.tone(row)):
        return ShownCell(text, link, lang, _EMPTY, tone, opening, after)
    content = format_html('<a href="{}">{}</a>', link, text) if link else escape(text)
    return ShownCell(text, link, lang, opening + content + after)


def _text(value: Cell) -> str:
    """Return a value as readers of the page's language write it."""
    match value:
        case None | "":
            return _NOTHING
        case str():
            return value
        case int() | float():
            return number_format(value)
        case _:
            return date_format(value)
