"""Pages by key: the same rows as the whole list, each once, and no page reads more than another."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.audit import record
from parcours.accounts.audit.queries import entries
from parcours.accounts.models import Organization
from parcours.web import list_pages
from parcours.web.lists import Shown
from parcours.web.manage.audit import LOG
from tests import factories

pytestmark = pytest.mark.django_db

SHORT = replace(LOG, page_size=5)


@pytest.fixture
def north() -> Iterator[Organization]:
    """An organization with a log of 23 entries, and another one, whose log is not in it."""
    ours, theirs = factories.organization("north"), factories.organization("south")
    for number in range(23):
        verb = "organization.changed" if number % 2 else "list.exported"
        record(by=system(ours), verb=verb)
        record(by=system(theirs), verb="organization.changed")
    with scope(organization=ours):
        yield ours


def shown(query: str = "") -> Shown:
    return SHORT.read(RequestFactory().get(f"/?{query}"), entries())


def numbers(listing: Shown) -> list[int]:
    return [row.number for row in listing.page.rows]


def follow(listing: Shown, label: str) -> Shown | None:
    """The page that a link leads to."""
    links = [link.address for link in listing.pages() if link and link.label == label]
    return shown(links[0].removeprefix("?")) if links else None


def walk(query: str, label: str) -> Iterator[list[int]]:
    """The numbers of each page, from one to the next."""
    listing: Shown | None = shown(query)
    while listing:
        yield numbers(listing)
        listing = follow(listing, label)


@pytest.mark.usefixtures("north")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [*range(23, 0, -1)]),
        ("sort=number", [*range(1, 24)]),
        ("verb=organization.changed", [*range(22, 0, -2)]),
    ],
)
def test_t63_from_page_to_page_every_row_comes_once_and_in_order(query: str, expected: list[int]) -> None:
    pages = list(walk(query, "Next page"))
    assert [number for page in pages for number in page] == expected
    assert {len(page) for page in pages[:-1]} == {5}


@pytest.mark.usefixtures("north")
@pytest.mark.parametrize("query", ["", "sort=number", "verb=organization.changed"])
def test_t63_the_way_back_is_the_same_way(query: str) -> None:
    there = shown(query)
    second = follow(there, "Next page")
    assert second
    third = follow(second, "Next page")
    assert third
    back = follow(third, "Previous page")
    assert back
    assert numbers(back) == numbers(second)
    for label in ("Previous page", "To the start"):
        first = follow(back, label)
        assert first
        assert numbers(first) == numbers(there)


@pytest.mark.usefixtures("north")
def test_the_first_page_leads_on_only_and_the_last_back_only() -> None:
    assert [link and link.label for link in shown().pages()] == ["Next page"]
    assert [link and link.label for link in shown("past=4").pages()] == ["To the start", "Previous page"]
    assert shown("verb=audit.verified").pages() == []


@pytest.mark.usefixtures("north")
@pytest.mark.parametrize(
    "query", ["past=x", "past=-1", "past=0", f"past={'9' * 30}", "until=x", "until=22", "until=99"]
)
def test_a_place_that_is_none_is_the_first_page(query: str) -> None:
    assert numbers(shown(query)) == [23, 22, 21, 20, 19]


@pytest.mark.usefixtures("north")
def test_a_new_entry_moves_no_page(north: Organization) -> None:
    second = follow(shown(), "Next page")
    assert second
    address = parse_qs(next(link.address for link in shown().pages() if link).removeprefix("?"))
    record(by=system(north), verb="organization.changed")
    assert numbers(shown(f"past={address['past'][0]}")) == numbers(second)


@pytest.mark.usefixtures("north")
def test_many_rows_are_not_counted_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (shown().count, shown().count_shown) == (23, "23")
    monkeypatch.setattr(list_pages, "MOST_COUNTED", 20)
    assert (shown().count, shown().count_shown) == (21, "20+")


def cost(query: str) -> tuple[list[str], int]:
    """What a page asks the database, without its numbers, and how many steps that takes there (SQLite says so)."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    told = connection.vendor == "sqlite"
    with CaptureQueriesContext(connection) as asked:
        if told:
            connection.connection.set_progress_handler(count, 1)
        try:
            numbers(shown(query))
        finally:
            if told:
                connection.connection.set_progress_handler(None, 1)
    return [re.sub(r"\d+", "N", query["sql"].rpartition(" WHERE ")[2]) for query in asked], steps


@pytest.mark.usefixtures("north")
def test_t63_a_later_page_reads_no_more_rows() -> None:
    asked, second = cost("past=19")
    asked_deep, last_but_one = cost("past=10")
    assert asked == asked_deep
    assert [part for sql in asked for part in re.findall(r"OFFSET|number. < N|LIMIT N", sql)] == [
        'number" < N',
        "LIMIT N",
        "LIMIT N",
    ]
    assert last_but_one == second
