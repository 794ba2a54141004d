"""No file that leaves the site makes a spreadsheet run something, and each can be read back as it was."""

import csv
import io
from collections.abc import Sequence

import openpyxl
import pytest
from django.test import Client
from django_scopes import scopes_disabled
from hypothesis import given
from hypothesis import strategies as st

from parcours.accounts.models import AuditEntry
from parcours.tables.text import restore
from parcours.web import list_files
from tests.access.addresses import Address
from tests.access.canaries import mark
from tests.access.few import few_at_once
from tests.access.test_matrix import path_of
from tests.access.walk import pages
from tests.access.world import World

pytestmark = [pytest.mark.sqlite_only, pytest.mark.slow]

STARTS = ("=", "+", "-", "@", "|", "%", "\t=", "\r=", "\ufeff=", " =", "\u200b=", "'=")
FORMULAS = tuple(f"{start}HYPERLINK({{number}},{{field}})" for start in STARTS)
ACTIVE = ("=", "+", "-", "@", "|", "%", "\t", "\r")


def active(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula."""
    return cell.strip(" \u200b\ufeff\x00").startswith(ACTIVE) and not cell.startswith("'")


def taken() -> int:
    """How often the logs say that somebody took a file away."""
    with scopes_disabled():
        return AuditEntry.objects.filter(verb__in=("list.exported", "audit.exported")).count()


@pytest.mark.django_db
@few_at_once(pages())
def test_t27_t55_no_cell_of_a_list_is_a_formula_and_who_takes_it_is_in_the_log(
    some: Sequence[Address], administrator: Client, ours: World
) -> None:
    paths = [path_of(address, "ours", ours) for address in some]
    lists = [path for path in paths if "list" in (administrator.get(path).context or {})]
    if not lists:
        return
    mark(ours, FORMULAS)
    for path in lists:
        before = taken()
        content = administrator.get(path, {"file": "csv"}).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content)))
        assert rows, path
        assert [cell for row in rows for cell in row if active(cell)] == [], path
        book = openpyxl.load_workbook(io.BytesIO(administrator.get(path, {"file": "xlsx"}).content))
        assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}, path
        assert taken() == before + 2, path


@pytest.mark.django_db
def test_t27_the_marks_are_in_the_files(administrator: Client, ours: World) -> None:
    mark(ours, FORMULAS)
    rows = administrator.get("/o/ours/manage/members/", {"file": "csv"}).content.decode()
    assert "HYPERLINK" in rows


CELLS = st.one_of(
    st.text(min_size=1, max_size=20), st.builds(str.__add__, st.sampled_from(STARTS), st.text(max_size=10))
)


@given(cell=CELLS)
def test_t27_any_text_in_any_column(cell: str) -> None:
    content = list_files.download("csv", "list", ["A", "B"], [[cell, "b"]]).content
    [_head, [written, _b]] = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert not active(written)
    assert restore(written) == cell.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("cell", ["=1", " +1", "\t@x"])
def test_a_formula_is_found(cell: str) -> None:
    assert active(cell)
