"""A reader nobody here wrote must find the same cells in the files that LibreOffice saved."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from parcours.tables.read import read_grid

SAVED = Path(__file__).parent / "files" / "saved"
FILES = [f"{side}.{kind}" for side in ("mentees", "mentors") for kind in ("ods", "xlsx")]


@pytest.mark.parametrize("name", FILES)
def test_the_outside_reader_agrees(name: str) -> None:
    workbook = CalamineWorkbook.from_path(str(SAVED / name))
    rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    theirs = [[_text(cell) for cell in row if cell != ""] for row in rows]

    ours = [[str(cell) for cell in row if cell] for _number, row in read_grid(SAVED / name, name).rows]

    assert ours == [row for row in theirs if row]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
