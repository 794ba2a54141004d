"""One page of a list: by its number, or by the key of the row where it begins.

Pages by number can be jumped to, and every row before them is passed over. A list that only grows, such as a log, is
paged by a key: the thousandth page reads as few rows as the first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from parcours.web.numbers import row_numbers

MOST_FOUND = 10_000
"""A search looks for no more rows than this: whoever finds so many adds a word."""

MOST_COUNTED = 1000
"""A list that is paged by a key is not counted further than this."""


@dataclass(frozen=True, slots=True)
class Link:
    """A chip, or a page: its words, its address, and whether it is what is open now."""

    label: str
    address: str
    here: bool = False


class ListPage(Protocol):
    """What a list shows of its rows: them, how many there are on all pages, and the way to the other pages."""

    rows: list[Any]
    count: int

    @property
    def count_shown(self) -> str:
        """The count, as readers of the page's language write it."""

    def links(self, address: Callable[..., str]) -> list[Link | None]:
        """Return a link to each page, None where some are left out; nothing where there is one page."""


class NumberedPage:
    """The page with the number asked for; the nearest one where there is no such page.

    What is passed over before it is not read whole, only by its primary key. Counting what was ``searched`` for would
    look through everything a second time: then the keys are all read, as far as `MOST_FOUND`. The rows themselves are
    read from ``read_from``, which has them among others: their keys are known, and nothing needs to be searched again.
    """

    def __init__(
        self,
        rows: QuerySet[Any],
        size: int,
        asked: str,
        *,
        searched: bool = False,
        read_from: QuerySet[Any] | None = None,
    ) -> None:
        keys = rows.values_list("pk", flat=True)
        found: Any = list(keys[: MOST_FOUND + 1]) if searched else keys
        self._more = searched and len(found) > MOST_FOUND
        self._page = Paginator(found[:MOST_FOUND] if searched else found, size).get_page(asked)
        place = {pk: number for number, pk in enumerate(self._page.object_list)}
        self.rows = sorted(
            _read(rows if read_from is None else read_from, list(place)), key=lambda row: place[row.pk]
        )
        self.count = self._page.paginator.count

    @property
    def count_shown(self) -> str:
        """The count, in words; a search that finds more than it looks for says so."""
        return f"{number_format(self.count)}+" if self._more else number_format(self.count)

    def links(self, address: Callable[..., str]) -> list[Link | None]:
        """Return links to the first and the last page, and to those around this one."""
        paginator, here = self._page.paginator, self._page.number
        if paginator.num_pages == 1:
            return []
        return [
            Link(number_format(number), address(page=str(number)), number == here)
            if isinstance(number, int)
            else None
            for number in paginator.get_elided_page_range(here, on_each_side=1, on_ends=1)
        ]


def _read(rows: QuerySet[Any], keys: list[Any]) -> QuerySet[Any]:
    """Return those of ``rows`` that have these keys, in any order.

    By nothing but their keys, where they are made of nothing else: SQLite would look for these few among all that
    fulfil the other conditions, and it takes as long as counting them.
    """
    if rows.query.annotations:
        return rows.filter(pk__in=keys).order_by()
    read: QuerySet[Any] = rows.model._default_manager.filter(pk__in=keys)  # noqa: SLF001 - documented
    read.query.select_related = rows.query.select_related
    return read


class KeyedPage:
    """The rows that come ``past`` the one with this key, or right before it (``until``), in the order of the list.

    ``key`` is a number of its own for every row, and sorts them: from the highest where ``falling``.
    """

    def __init__(
        self, rows: QuerySet[Any], size: int, key: str, *, falling: bool, past: str = "", until: str = ""
    ) -> None:
        self._key, self._on, self._back = key, ("lt" if falling else "gt"), ("gt" if falling else "lt")
        self.rows, self._before, self._after = self._read(
            rows, size, row_numbers([past]), row_numbers([until])
        )
        self.count = rows.order_by()[: MOST_COUNTED + 1].count()

    def _read(
        self, rows: QuerySet[Any], size: int, past: list[int], until: list[int]
    ) -> tuple[list[Any], bool, bool]:
        """Return the rows, and whether there are others before and after them."""
        if until:
            found = list(rows.filter(**{f"{self._key}__{self._back}": until[0]}).reverse()[: size + 1])
            if len(found) >= size:
                return found[size - 1 :: -1], len(found) > size, True
        elif past:
            found = list(rows.filter(**{f"{self._key}__{self._on}": past[0]})[: size + 1])
            if found:
                return found[:size], True, len(found) > size
        found = list(rows[: size + 1])
        return found[:size], False, len(found) > size

    @property
    def count_shown(self) -> str:
        """The count, in words; beyond a thousand it is not counted."""
        more = self.count > MOST_COUNTED
        return f"{number_format(MOST_COUNTED)}+" if more else number_format(self.count)

    def links(self, address: Callable[..., str]) -> list[Link | None]:
        """Return links to the first page, the one before and the one after, as far as there are."""
        links: list[Link | None] = []
        if self._before:
            links += [
                Link(_("To the start"), address()),
                Link(_("Previous page"), address(until=str(getattr(self.rows[0], self._key)))),
            ]
        if self._after:
            links.append(Link(_("Next page"), address(past=str(getattr(self.rows[-1], self._key)))))
        return links
