"""T58, T62: the same list as programs save it: every format gives the same people, and formulas give nobody."""

import datetime as dt
import io

import pytest
from django_scopes import scope
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from parcours.accounts.models import Organization
from parcours.accounts.models.imports import ImportRow, ImportStatus
from parcours.people.imports.models import Origin
from parcours.people.models import OccupationHeld, Person
from tests import factories
from tests.people.imports.made import coordinator, imported_file, looked_at, outcomes, said
from tests.tables.made import SAVED

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.mark.parametrize("name", ["mentees-cp1252.csv", "mentees-utf16.csv", "mentees.xlsx", "mentees.ods"])
def test_t58_t62_a_list_saved_by_libreoffice_gives_the_same_people(ours: Organization, name: str) -> None:
    with scope(organization=ours):
        imported_file(coordinator(ours), SAVED / name, "participants")
        people = Person.objects.order_by("pk").values_list("given_name", "family_name", "city", "language")
        assert list(people) == [
            ("Yasmine", "Benali", "Montréal", "en"),
            ("Élodie", "Côté-Naïm", "Québec", "fr"),
            ("Chidi", "Okafor", "Toronto", "en"),
            ("Íñigo", "Peña", "Gatineau", "fr"),
        ]
        assert list(Origin.objects.order_by("pk").values_list("source_id", flat=True)) == [
            "P01",
            "P02",
            "P03",
            "P04",
        ]
        coded = OccupationHeld.objects.order_by("pk").values_list("suggested_noc", flat=True)
        assert list(coded)[1] == "00010"  # with its zeros
        since = [str(one.participant.status_since.date()) for one in Person.objects.order_by("pk")]
        assert since == ["2026-05-22", "2026-06-01", "2025-11-03", "2026-01-13"]


def a_workbook(*rows: list[object], merged: str = "") -> bytes:
    """A workbook as another program writes it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    head: list[object] = ["id", "name", "occupation", "city", "waiting since"]
    for row in (head, *rows):
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_t62_a_formula_is_a_problem_of_its_row(ours: Organization) -> None:
    book = a_workbook(["E1", '=CONCAT("A","na")', "Cook"], ["E2", "Luc", "Cook"])
    with scope(organization=ours):
        import_ = looked_at(coordinator(ours), book, name="people.xlsx")
        assert outcomes(import_) == [(2, "problem"), (3, "new")]
        assert said(import_)[0] == "The cell holds a formula, and formulas are not run."


def test_t62_merged_cells_and_dates_mean_what_they_show(ours: Organization) -> None:
    book = a_workbook(
        ["E1", "Ana", "Cook", "Ottawa", dt.date(2026, 5, 22)],
        ["E2", "Luc", "Cook", None, dt.date(2026, 6, 1)],
        merged="D2:D3",
    )
    with scope(organization=ours):
        import_ = looked_at(coordinator(ours), book, name="people.xlsx")
        rows = ImportRow.objects.filter(source=import_).values_list("values__city", "values__waiting_since")
        assert list(rows) == [("Ottawa", "2026-05-22"), ("Ottawa", "2026-06-01")]


def test_t62_a_day_that_can_be_two_is_asked(ours: Organization) -> None:
    with scope(organization=ours):
        import_ = looked_at(
            coordinator(ours), a_workbook(["E1", "Ana", "Cook", "", "03/04/2026"]), name="a.xlsx"
        )
        assert said(import_) == [
            "“03/04/2026” can be read as two dates: the day or the month may come first."
        ]


def test_t62_a_workbook_of_formulas_is_refused_as_a_whole(ours: Organization) -> None:
    rows: list[list[object]] = [[f"E{number}", "=A1", "=A1", "=A1"] for number in range(400)]
    with scope(organization=ours):
        import_ = looked_at(coordinator(ours), a_workbook(*rows), name="people.xlsx")
        assert (import_.status, outcomes(import_)) == (ImportStatus.REFUSED, [])
