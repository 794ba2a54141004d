"""Lists of rows: filters, sorting and paging that live in the address, and the same rows as a file.

    MEMBERS = List(
        name=_("Members"),
        columns=(Column("name", _("Name"), lambda row: str(row.user), order=("user__name", "pk"), head=True), …),
        filters=(Choice("role", _("Role"), Role.choices, "role"),),
        search=("user__name", "user__email"),
    )

    def index(request):
        shown = MEMBERS.read(request, memberships())
        return shown.file() or render(request, "manage/members/list.html", {"list": shown})

The template says ``<c-list :list="list">``. Everything is read from the query string, and what is not understood there
is left out: what the page shows as chosen is what was used. A file holds every row of the list as it is filtered and
sorted, not only those of the page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from parcours.tables.write import Cell
from parcours.web import list_files
from parcours.web.list_pages import KeyedPage, Link, ListPage, NumberedPage

type Words = str | Promise

_SEARCH, _SORT, _FILE = "q", "sort", "file"
_PAGE, _PAST, _UNTIL = "page", "past", "until"
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``value`` gives what is shown and exported: text, a number, a date or None.

    ``order`` names the fields that sort it; without them it cannot be sorted. ``head`` marks the column that names the
    row. ``link``, ``tone`` (of a status) and ``lang`` (en, fr) of a cell are made from its row.
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


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter by one of several values. ``lookup`` is a field, or makes the condition from the value chosen."""

    key: str
    label: Words
    choices: Sequence[tuple[str, Words]]
    lookup: str | Callable[[str], Q]

    def condition(self, value: str) -> Q:
        """Return what a row must fulfil where ``value`` is chosen."""
        return self.lookup(value) if callable(self.lookup) else Q(**{self.lookup: value})


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell as the page shows it; ``tone`` makes it a status."""

    column: Column
    text: str
    link: str
    tone: str
    lang: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as the page shows it; ``pk`` is empty where it cannot be selected."""

    name: str
    pk: str
    cells: Sequence[ShownCell]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: where a click on it leads, and ``ascending`` or ``descending`` where it sorts now."""

    column: Column
    address: str
    direction: str


@dataclass(frozen=True)
class List:
    """What a list is, whoever looks at it.

    ``name`` is what its files are called. ``sort`` is the key of the column it is sorted by at first, with a minus sign
    for the other way round. ``search`` names the fields that the search looks into. ``key``, of a list that only grows
    and is sorted by nothing else, is the number that its pages begin after, in place of numbers of pages.
    """

    name: Words
    columns: tuple[Column, ...]
    sort: str
    filters: tuple[Choice, ...] = ()
    search: tuple[str, ...] = ()
    page_size: int = 50
    key: str = ""

    def read(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        selectable: Callable[[Any], bool] | None = None,
    ) -> "Shown":
        """Return the list as the address asks for it. ``selectable`` says which rows can be ticked, if any."""
        asked = request.GET
        chosen = {
            choice.key: asked[choice.key]
            for choice in self.filters
            if asked.get(choice.key) in {str(value) for value, _label in choice.choices}
        }
        sort = asked.get(_SORT, "")
        known = {column.key for column in self.columns if column.order}
        state = {
            _SEARCH: " ".join(asked.get(_SEARCH, "").replace("\0", " ").split())[:100] if self.search else "",
            **chosen,
            _SORT: sort if sort.removeprefix("-") in known and sort != self.sort else "",
        }
        place = {name: asked.get(name, "") for name in (_PAGE, _PAST, _UNTIL)}
        return Shown(self, rows, state, place, asked.get(_FILE, ""), selectable)

    def column(self, key: str) -> Column:
        """Return the column with this key."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Shown:
    """A list as one person looks at it: ``state`` is what the address says and was understood, ``place`` the page."""

    list: List
    all_rows: QuerySet[Any]
    state: Mapping[str, str]
    place: Mapping[str, str]
    file_asked: str
    selectable: Callable[[Any], bool] | None = None

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """Every row that fulfils the filters, sorted."""
        rows = self.all_rows
        for choice in self.list.filters:
            if value := self.state.get(choice.key):
                rows = rows.filter(choice.condition(value))
        for word in self.state[_SEARCH].split():
            anywhere = Q()
            for name in self.list.search:
                anywhere |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(anywhere)
        order = self.list.column(self.sort.removeprefix("-")).order
        return rows.order_by(*(f"-{name}" for name in order) if self.sort.startswith("-") else order)

    def file(self) -> HttpResponse | None:
        """Return the file that was asked for, or None where the page was."""
        if self.file_asked not in list_files.KINDS:
            return None
        cells = ([column.value(row) for column in self.list.columns] for row in self.rows.iterator(2000))
        heads = [str(column.label) for column in self.list.columns]
        return list_files.download(self.file_asked, str(self.list.name), heads, cells)

    @property
    def sort(self) -> str:
        """The key of the column that sorts, with a minus sign for the other way round."""
        return self.state[_SORT] or self.list.sort

    @cached_property
    def page(self) -> ListPage:
        """The page asked for."""
        size, key, place = self.list.page_size, self.list.key, self.place
        if not key:
            return NumberedPage(self.rows, size, place[_PAGE])
        falling = self.sort.startswith("-")
        return KeyedPage(self.rows, size, key, falling=falling, past=place[_PAST], until=place[_UNTIL])

    @property
    def count(self) -> int:
        """How many rows there are, on all pages, as far as they are counted."""
        return self.page.count

    @property
    def count_shown(self) -> str:
        """The count, as readers of the page's language write it."""
        return self.page.count_shown

    @property
    def narrowed(self) -> bool:
        """Whether a filter or a search leaves something out."""
        return any(value for key, value in self.state.items() if key != _SORT)

    def heads(self) -> Iterator[Head]:
        """Give the heads of the columns."""
        for column in self.list.columns:
            direction = ""
            if self.sort.removeprefix("-") == column.key:
                direction = "descending" if self.sort.startswith("-") else "ascending"
            sort = f"-{column.key}" if direction == "ascending" else column.key
            yield Head(column, self._address(sort=sort) if column.order else "", direction)

    def lines(self) -> Iterator[ShownRow]:
        """Give the rows of this page."""
        for row in self.page.rows:
            cells = [_shown(column, row) for column in self.list.columns]
            name = next((cell.text for cell in cells if cell.column.head), cells[0].text)
            yield ShownRow(name, self._pk(row), cells)

    def chips(self) -> Iterator[Link]:
        """Give a link for each filter in use, which takes it away."""
        if self.state[_SEARCH]:
            yield Link(_("“%(words)s”") % {"words": self.state[_SEARCH]}, self._address(q=""))
        for choice in self.list.filters:
            if value := self.state.get(choice.key):
                words = {"filter": choice.label, "value": dict(choice.choices)[value]}
                yield Link(_("%(filter)s: %(value)s") % words, self._address(**{choice.key: ""}))

    def pages(self) -> Sequence[Link | None]:
        """Return a link to each page, None where some are left out; nothing where there is one page."""
        return self.page.links(self._address)

    def files(self) -> Iterator[Link]:
        """Give a link to each kind of file."""
        for kind in list_files.KINDS:
            yield Link(kind.upper(), self._address(file=kind))

    def sorts(self) -> Iterator[tuple[str, str, bool]]:
        """Give each way to sort, in words, and whether it is in use."""
        for column in self.list.columns:
            if column.order:
                yield column.key, str(column.label), column.key == self.sort
                backwards = _("%(column)s, backwards") % {"column": column.label}
                yield f"-{column.key}", backwards, f"-{column.key}" == self.sort

    def choices(self) -> Iterator[tuple[Choice, str]]:
        """Give each filter and the value chosen."""
        for choice in self.list.filters:
            yield choice, self.state.get(choice.key, "")

    def _address(self, **changes: str) -> str:
        parts = {key: value for key, value in {**self.state, **changes}.items() if value}
        return f"?{urlencode(parts)}"

    def _pk(self, row: Model) -> str:
        return str(row.pk) if self.selectable and self.selectable(row) else ""


def _shown(column: Column, row: Any) -> ShownCell:  # noqa: ANN401 - rows of any kind
    return ShownCell(
        column=column,
        text=_text(column.value(row)),
        link=column.link(row) if column.link else "",
        tone=column.tone(row) if column.tone else "",
        lang=column.lang(row) if column.lang else "",
    )


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
