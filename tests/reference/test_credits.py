from importlib.resources import files
from pathlib import Path

from parcours.reference.credits import credits_of
from parcours.reference.facts import rows
from parcours.reference.load import TABLES
from parcours.reference.store import Loaded, Part, write_table

DATA = files("parcours.reference").joinpath("data")
SOURCES = DATA.joinpath("SOURCES.md").read_text(encoding="utf-8")


def test_every_table_has_its_entry() -> None:
    tables = [file.name for file in DATA.iterdir() if file.name.endswith(".csv")]
    assert [name for name in tables if f"## `{name}`" not in SOURCES] == []
    assert [name for name in TABLES if f"| `{name}` |" not in SOURCES] == []
    assert {row["table"] for row in rows("credits") if row["loaded"]} == set(TABLES)


def test_attributions_are_those_of_the_page() -> None:
    for row in rows("credits"):
        for lang in ("en", "fr"):
            assert row[f"attribution_{lang}"] in SOURCES
        assert row["licence"] in SOURCES


def test_what_is_loaded_is_credited(tmp_path: Path) -> None:
    carried = credits_of(tmp_path, "en")
    assert [one.what for one in carried] == ["Occupations", "Languages", "Countries"]
    write_table(tmp_path, "oasis", {"skills": Loaded(Part("skills", "", "", "", 0), [])})
    (tmp_path / "outlook.jsonl").write_text("?", encoding="utf-8")
    assert [one.what for one in credits_of(tmp_path, "fr")][3:] == [
        "Cotes des professions",
        "Perspectives par profession",
    ]
