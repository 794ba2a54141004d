"""A page with several lists: each shows so many rows, and is turned over by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.formats import number_format

from parcours.web.list_pages import Link

ROWS = 50
"""So many rows of a list are shown at once."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown of one list: its rows, how many there are in all, and links to its other pages."""

    rows: Sequence[Any]
    count: int
    links: Sequence[Link | None]

    def __bool__(self) -> bool:
        return self.count > 0


def part(request: HttpRequest, name: str, rows: Sequence[Any], size: int = ROWS) -> Part:
    """Return the page of the list ``name`` that the address asks for; the other lists stay where they are."""
    page = Paginator(rows, size).get_page(request.GET.get(name))
    paginator, here = page.paginator, page.number
    numbers = (
        paginator.get_elided_page_range(here, on_each_side=1, on_ends=1) if page.has_other_pages() else ()
    )
    return Part(
        rows=list(page),
        count=paginator.count,
        links=[_link(request, name, one, here) if isinstance(one, int) else None for one in numbers],
    )


def _link(request: HttpRequest, name: str, number: int, here: int) -> Link:
    asked = request.GET.copy()
    asked[name] = str(number)
    return Link(number_format(number), f"?{asked.urlencode()}", number == here)
