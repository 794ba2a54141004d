"""Lists of rows: filters, sorting and paging that live in the address, and the same rows as a file.

    MEMBERS = List(
        name=_("Members"),
        columns=(Column("name", _("Name"), lambda row: str(row.user), order=("user__name", "pk"), head=True), …),
        filters=(Choice("role", _("Role"), Role.choices, "role"),),
        search_plain=("called", "email"),
    )

    def index(request):
        shown = MEMBERS.read(request, memberships())
        if (file := shown.file()) is not None:
            note_export(of="members", kind=shown.file_asked, rows=shown.count, by=request.actor)
            return file
        return render(request, "manage/members/list.html", {"list": shown})

The template says ``<c-list :list="list">``. Everything is read from the query string, and what is not understood there
is left out: what the page shows as chosen is what was used. A file holds every row of the list as it is filtered and
sorted, not only those of the page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parcours.core.plain import plain
from parcours.web import list_files
from parcours.web.list_pages import KeyedPage, Link, ListPage, NumberedPage
from parcours.web.list_rows import Column, ShownRow, Words, drawn

_SEARCH, _SORT, _FILE = "q", "sort", "file"
_PAGE, _PAST, _UNTIL = "page", "past", "until"


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
class Head:
    """The head of a column: where a click on it leads, and ``ascending`` or ``descending`` where it sorts now."""

    column: Column
    address: str
    direction: str


@dataclass(frozen=True)
class List:
    """What a list is, whoever looks at it.

    ``name`` is what its files are called. ``sort`` is the key of the column it is sorted by at first, with a minus sign
    for the other way round. ``search`` names the fields that the search looks into, ``search_plain`` those of them that
    hold text without capitals (`core.plain`); ``finds`` makes a condition of a word beside them. ``key``, of a list
    that only grows and is sorted by nothing else, is the number that its pages begin after, in place of numbers of
    pages.
    """

    name: Words
    columns: tuple[Column, ...]
    sort: str
    filters: tuple[Choice, ...] = ()
    search: tuple[str, ...] = ()
    search_plain: tuple[str, ...] = ()
    finds: Callable[[str], Q] | None = None
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
            _SEARCH: " ".join(asked.get(_SEARCH, "").replace("\0", " ").split())[:100]
            if self.searchable
            else "",
            **chosen,
            _SORT: sort if sort.removeprefix("-") in known and sort != self.sort else "",
        }
        place = {name: asked.get(name, "") for name in (_PAGE, _PAST, _UNTIL)}
        return Shown(self, rows, state, place, asked.get(_FILE, ""), selectable)

    @property
    def searchable(self) -> bool:
        """Whether there is anything to search."""
        return bool(self.search or self.search_plain or self.finds)

    @property
    def on_page(self) -> Sequence[Column]:
        """The columns that are shown on the page."""
        return [column for column in self.columns if not column.only_in_files]

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
            anywhere = self.list.finds(word) if self.list.finds else Q()
            for name in self.list.search:
                anywhere |= Q(**{f"{name}__icontains": word})
            for name in self.list.search_plain:
                # An address is in lower case, and may have an accent.
                for way in {plain(word), word.casefold()}:
                    anywhere |= Q(**{f"{name}__contains": way})
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
            searched = bool(self.state[_SEARCH])
            return NumberedPage(self.rows, size, place[_PAGE], searched=searched, read_from=self.all_rows)
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
        for column in self.list.on_page:
            direction = ""
            if self.sort.removeprefix("-") == column.key:
                direction = "descending" if self.sort.startswith("-") else "ascending"
            sort = f"-{column.key}" if direction == "ascending" else column.key
            yield Head(column, self._address(sort=sort) if column.order else "", direction)

    def lines(self) -> Iterator[ShownRow]:
        """Give the rows of this page."""
        return drawn(self.list.on_page, self.page.rows, self.selectable)

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
