"""Lists: what the address asks for is what is shown, and what is shown is what the file holds."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.db.models import Q
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.kinds import OrganizationKind
from parcours.accounts.models import Membership, Organization
from parcours.accounts.roles import Role
from parcours.web import list_pages
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List, Shown
from tests import factories
from tests.web.drawing import drawn

pytestmark = pytest.mark.django_db

SAMPLE = List(
    name="Organizations: all",
    columns=(
        Column(
            "name",
            "Name",
            lambda row: row.name_en,
            order=("name_en",),
            head=True,
            link=lambda row: f"/{row.slug}",
        ),
        Column("kind", "Kind", lambda row: row.get_kind_display(), tone=lambda _: "good"),
        Column("number", "Number", lambda _: 1200, order=("pk",), number=True),
        Column("since", "Since", lambda _: None),
    ),
    sort="name",
    filters=(
        Choice("kind", "Kind", OrganizationKind.choices, "kind"),
        Choice("letter", "Letter", (("a", "A"),), lambda value: Q(name_en__istartswith=value)),
    ),
    search=("name_en", "slug"),
    page_size=2,
)


def asked(query: str = "") -> WSGIRequest:
    return RequestFactory().get(f"/?{query}")


def shown(query: str = "") -> Shown:
    return SAMPLE.read(asked(query), Organization.objects.all())


def names(query: str) -> list[str]:
    return [row.name for row in shown(query).lines()]


@pytest.fixture
def four() -> None:
    for name, kind in (("Beta", "isa"), ("Alpha", "isa"), ("Delta", "union"), ("Gamma", "isa")):
        factories.organization(name.lower(), name_en=name, kind=kind)


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Alpha", "Beta"]),
        ("page=2", ["Delta", "Gamma"]),
        ("page=99", ["Delta", "Gamma"]),
        ("page=x", ["Alpha", "Beta"]),
        ("sort=-name", ["Gamma", "Delta"]),
        ("sort=number", ["Beta", "Alpha"]),
        ("sort=kind", ["Alpha", "Beta"]),
        ("kind=union", ["Delta"]),
        ("kind=nonsense", ["Alpha", "Beta"]),
        ("letter=a", ["Alpha"]),
        ("q=ELT", ["Delta"]),
        ("q=a+lph", ["Alpha"]),
        ("q=%00", ["Alpha", "Beta"]),
        ("q=zzz", []),
    ],
)
def test_the_address_says_what_is_shown(query: str, expected: list[str]) -> None:
    assert names(query) == expected


@pytest.mark.usefixtures("four")
def test_a_chip_takes_its_filter_away_and_keeps_the_rest() -> None:
    chips = [(chip.label, chip.address) for chip in shown("kind=isa&q=a&sort=-name&page=2&other=1").chips()]
    assert chips == [("“a”", "?kind=isa&sort=-name"), ("Kind: Immigrant-serving agency", "?q=a&sort=-name")]


@pytest.mark.usefixtures("four")
def test_a_head_sorts_and_then_turns_round() -> None:
    heads = [(head.address, head.direction) for head in shown("kind=isa").heads()]
    assert heads == [("?kind=isa&sort=-name", "ascending"), ("", ""), ("?kind=isa&sort=number", ""), ("", "")]
    assert next(shown("sort=-name").heads()).address == "?sort=name"


def test_many_pages_are_left_out_in_the_middle() -> None:
    for _ in range(20):
        factories.organization()
    pages = [page.label if page else "…" for page in shown("page=5").pages()]
    assert pages == ["1", "…", "4", "5", "6", "…", "10"]


def rows_of(query: str) -> list[list[str]]:
    answer = shown(query).file()
    assert answer is not None
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.usefixtures("four")
def test_a_file_holds_every_row_of_the_filter_in_the_order_shown() -> None:
    assert rows_of("file=csv&kind=isa&sort=-name&page=2") == [
        ["Name", "Kind", "Number", "Since"],
        *([name, "Immigrant-serving agency", "1200", ""] for name in ("Gamma", "Beta", "Alpha")),
    ]


@pytest.mark.usefixtures("four")
def test_a_workbook_holds_the_same() -> None:
    answer = shown("file=xlsx&kind=union").file()
    assert answer is not None
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert list(sheet.values) == [("Name", "Kind", "Number", "Since"), ("Delta", "Union", 1200, None)]


def test_no_cell_of_a_file_is_a_formula() -> None:
    factories.organization("sly", name_en="=HYPERLINK(1)")
    assert [row[0] for row in rows_of("file=csv")] == ["Name", "'=HYPERLINK(1)"]


@pytest.mark.usefixtures("four")
def test_the_file_is_named_after_the_list_and_the_day() -> None:
    answer = shown("file=csv").file()
    assert answer is not None
    assert answer["Content-Disposition"].startswith('attachment; filename="organizations-all-2')
    assert shown("file=exe").file() is None


def test_one_row_costs_as_many_queries_as_three() -> None:
    costs = []
    for count in (1, 3):
        while Organization.objects.count() < count:
            factories.organization()
        with CaptureQueriesContext(connection) as captured:
            drawn(
                '<c-list :list="list" />',
                list=replace(SAMPLE, page_size=50).read(asked(), Organization.objects.all()),
            )
        costs.append(len(captured))
    assert costs == [3, 3]


def test_a_file_holds_rows_of_its_organization_only() -> None:
    ours, theirs = factories.organization("ours"), factories.organization("theirs")
    factories.member(ours, Role.MENTOR, name="Anna")
    factories.member(theirs, Role.MENTOR, name="Boris")
    members = List(
        "Members", (Column("name", "Name", lambda row: str(row.user), order=("pk",)),), sort="name"
    )
    with scope(organization=ours):
        answer = members.read(asked("file=csv"), Membership.objects.select_related("user")).file()
    assert answer is not None
    assert answer.content.decode("utf-8-sig").splitlines() == ["Name", "Anna"]


@pytest.mark.usefixtures("four")
def test_only_what_can_be_selected_has_a_box() -> None:
    listing = SAMPLE.read(asked(), Organization.objects.all(), selectable=lambda row: row.slug == "beta")
    html = drawn('<c-list :list="list"><c-slot name="bulk">Go</c-slot></c-list>', list=listing)
    assert (html.count('name="selected"'), html.count("data-selects")) == (1, 1)
    assert 'aria-label="Select Beta"' in html


def test_nothing_at_all_and_nothing_that_fits_are_told_apart() -> None:
    nothing = drawn('<c-list :list="list"><c-slot name="empty">Start here</c-slot></c-list>', list=shown())
    factories.organization()
    no_match = drawn(
        '<c-list :list="list"><c-slot name="empty">Start here</c-slot></c-list>', list=shown("q=zzz")
    )
    assert ("Start here" in nothing, "Nothing fits these filters" in no_match) == (True, True)


def test_a_search_that_finds_too_much_says_so_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_pages, "MOST_FOUND", 3)
    for name in ("Aa", "Ab", "Ac", "Ad"):
        factories.organization(name.lower(), name_en=name)
    found = shown("q=a&page=2")
    assert (found.count, found.count_shown) == (3, "3+")
    assert names("q=a&page=99") == ["Ac"]
    assert shown("").count_shown == "4"


def test_plain_fields_are_found_whatever_the_capitals_and_accents() -> None:
    factories.organization("elodie", name_en="elodie")
    listing = replace(SAMPLE, search=(), search_plain=("name_en",))
    found = listing.read(asked("q=ÉLO"), Organization.objects.all())
    assert [row.name for row in found.lines()] == ["elodie"]
