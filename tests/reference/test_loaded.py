from pathlib import Path

from parcours.engine.occupations.title_index import KnownTitle
from parcours.reference import loaded
from parcours.reference.store import Loaded, Part, write_table


def put(folder: Path, table: str, **parts: list[list[object]]) -> None:
    columns = ("Writing", "Speaking") if table == "oasis" else ()
    write_table(
        folder,
        table,
        {name: Loaded(Part(name, "f", "", "", len(rows), columns), rows) for name, rows in parts.items()},
    )


def test_nothing_is_loaded(tmp_path: Path) -> None:
    assert loaded.titles(tmp_path) == []
    assert loaded.old_codes(tmp_path) == {}
    assert loaded.ratings("skills", tmp_path) is None
    assert loaded.regulated(tmp_path) == {}
    assert loaded.outlook(tmp_path) == {}


def test_titles_come_in_english_then_french(tmp_path: Path) -> None:
    put(tmp_path, "noc-titles", fr=[["maire", "00010"]], en=[["mayor", "00010"]])
    assert loaded.titles(tmp_path) == [
        KnownTitle("mayor", "en", ("00010",)),
        KnownTitle("maire", "fr", ("00010",)),
    ]


def test_old_codes_keep_their_order(tmp_path: Path) -> None:
    put(tmp_path, "noc-2016", codes=[["1227", "42200"], ["2131", "21300"], ["1227", "10019"]])
    assert loaded.old_codes(tmp_path) == {"1227": ("42200", "10019"), "2131": ("21300",)}


def test_ratings_are_the_mean_of_the_profiles(tmp_path: Path) -> None:
    put(tmp_path, "oasis", skills=[["21301.00", 1, 5], ["21300.01", 2, 0], ["21300.02", 3, 4]])
    found = loaded.ratings("skills", tmp_path)
    assert found is not None
    assert found.codes.tolist() == ["21300", "21301"]
    assert found.names == ("Writing", "Speaking")
    assert found.values.tolist() == [[2.5, 2], [1, 5]]
    assert str(found.values.dtype) == "float32"


def test_hints_of_regulation(tmp_path: Path) -> None:
    put(
        tmp_path,
        "regulated",
        hints=[["31301", ["licence"], ["ON"], "A licence."], ["31301", ["registration"], [], "Registered."]],
    )
    assert loaded.regulated(tmp_path) == {
        "31301": (
            loaded.RegulatedHint(("licence",), ("ON",), "A licence."),
            loaded.RegulatedHint(("registration",), (), "Registered."),
        )
    }


def test_outlook(tmp_path: Path) -> None:
    row = [1, 2, 3, 4, 5, 6, 7, 8, None, "balance", None]
    put(tmp_path, "outlook", outlook=[["21300", *row]])
    given = loaded.outlook(tmp_path)["21300"]
    assert (given.employment, given.openings, given.seekers, given.recent, given.future) == (
        1,
        5,
        None,
        "balance",
        None,
    )
