from pathlib import Path

import pytest

from parcours.tables.columns import read_columns
from parcours.tables.findings import Findings, Unreadable
from tests.tables.made import said

FIELDS = {"mentees": ("id", "goals"), "mentors": ("id", "capacity")}


def read(tmp_path: Path, text: str | bytes) -> tuple[dict[str, dict[str, str]], dict[str, str], Findings]:
    path = tmp_path / "columns.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = Findings("columns.toml")
    return *read_columns(path, FIELDS, findings), findings


def test_headers_for_one_table_and_for_both(tmp_path: Path) -> None:
    text = '\ufeffid = "Clé"\ncapacity = "Max"\n[mentees]\ngoals = " Buts "\n[mentors]\nid = "No"\n'
    tables, both, findings = read(tmp_path, text)
    assert tables == {"mentees": {"goals": "Buts"}, "mentors": {"id": "No"}}
    assert both == {"id": "Clé", "capacity": "Max"}
    assert findings.errors == []


def test_every_mistake_is_said(tmp_path: Path) -> None:
    text = 'ids = "A"\nid = 3\nmentors = "B"\n[mentees]\ncapacity = "C"\nid = ""\n'
    assert said(read(tmp_path, text)[2].errors) == [
        (None, "ids", "There is no field “ids”."),
        (None, "id", "“id” is not followed by a header."),
        (None, "mentors", "“mentors” is not a table of fields."),
        (None, "capacity", "There is no field “capacity”."),
        (None, "id", "“id” is not followed by a header."),
    ]


@pytest.mark.parametrize(
    ("text", "row", "what"),
    [
        ('id = "A"\nname = B\n', 2, "This is not TOML."),
        (b"id = '\xff'", None, "This is not TOML."),
        ("a = " + "[" * 5000, None, "This is not TOML."),
        ("#" * 1_000_001, None, "The file is too large to be a list of columns."),
    ],
)
def test_what_is_not_toml(tmp_path: Path, text: str | bytes, row: int | None, what: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, text)
    assert said(refused.value.findings) == [(row, None, what)]


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read_columns(tmp_path / "none.toml", FIELDS, Findings("none.toml"))
