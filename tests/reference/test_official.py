from pathlib import Path

import pytest

from parcours.reference.official import AnotherFile, read_official
from parcours.tables.findings import Refused
from tests.reference import official_files as files

SHARED = Path(__file__).parents[3] / "shared/data"


def problems(table: str, given: str) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(Refused) as refused:
        read_official(table, Path(given), given)
    return [(one.row, one.column, one.what.format(**one.params)) for one in refused.value.findings]


def test_titles_of_both_languages_get_their_zeros_back(tmp_path: Path) -> None:
    given = files.titles(tmp_path / "t.csv")
    parts = read_official("noc-titles", Path(given), given)
    assert {name: len(one.rows) for name, one in parts.items()} == {"en": 2580, "fr": 2580}
    assert parts["en"].rows[0] == ["helper a of en 00010", "00010"]


def test_titles_are_found_among_the_elements(tmp_path: Path) -> None:
    english, french = files.english_elements(tmp_path / "en.csv"), files.french_elements(tmp_path / "fr.csv")
    assert read_official("noc-titles", Path(english), english)["en"].rows[0] == ["helper 00010, 0", "00010"]
    assert len(read_official("noc-titles", Path(english), english)["en"].rows) == 2580
    assert read_official("noc-titles", Path(french), french)["fr"].rows[0] == ["aide 00010, 0", "00010"]


def test_what_is_wrong_with_titles_is_said_by_row(tmp_path: Path) -> None:
    given = files.write(
        tmp_path / "t.csv",
        "noc2021,lang,title",
        ["99999,en,mayor", "00010,de,mayor", "00010,en,", "00010,en,mayor"],
    )
    assert problems("noc-titles", given) == [
        (2, "noc2021", "NOC 2021 has no unit group “99999”."),
        (3, "lang", "The language “de” is neither en nor fr."),
        (4, "title", "The title is missing."),
    ]


def test_too_few_rows_are_not_believed(tmp_path: Path) -> None:
    given = files.write(tmp_path / "t.csv", "noc2021,lang,title", ["00010,en,mayor"])
    assert problems("noc-titles", given) == [
        (None, None, "There are 1 rows to load; it should be from 2500 to 200000.")
    ]


def test_every_unit_group_must_be_spoken_of(tmp_path: Path) -> None:
    lines = [f"00010,en,mayor {n}" for n in range(3000)]
    given = files.write(tmp_path / "t.csv", "noc2021,lang,title", lines)
    ((row, _, what),) = problems("noc-titles", given)
    assert row is None
    assert what.startswith("Nothing is said of 515 unit groups, such as ['00011', '00012'")


def test_another_file_is_told_by_its_columns(tmp_path: Path) -> None:
    given = files.write(tmp_path / "t.csv", "Level,Code,Class title", ["1,0,x"])
    with pytest.raises(AnotherFile) as refused:
        read_official("noc-titles", Path(given), given)
    assert refused.value.findings[0].params == {"names": ["noc2021", "lang", "title"]}


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Reading Comprehension", "skills"),
        ("Accounting", "knowledge"),
        ("Getting Information", "work_activities"),
        ("Deductive Reasoning", "abilities"),
    ],
)
def test_ratings_are_told_apart_by_a_column(tmp_path: Path, first: str, kind: str) -> None:
    given = files.ratings(tmp_path / "r.csv", first)
    parts = read_official("oasis", Path(given), given)
    assert list(parts) == [kind]
    assert parts[kind].columns == (first, "Writing")
    assert parts[kind].rows[0] == ["00010.00", 3, 5]


def test_labels_are_no_ratings(tmp_path: Path) -> None:
    given = files.write(tmp_path / "l.csv", "OaSIS Code,OaSIS Label", ["00010.00,x"])
    with pytest.raises(AnotherFile):
        read_official("oasis", Path(given), given)


@pytest.mark.parametrize("rating", ["6", "-1", "x", "", "2.5"])
def test_what_is_no_rating(tmp_path: Path, rating: str) -> None:
    found = problems("oasis", files.ratings(tmp_path / "r.csv", rating=rating))
    assert found[0] == (2, "Reading Comprehension", f"“{rating}” is not a rating from 0 to 5.")
    assert len(found) == 516


def test_hints_of_regulation(tmp_path: Path) -> None:
    given = files.regulated(tmp_path / "r.csv")
    rows = read_official("regulated", Path(given), given)["hints"].rows
    assert rows[0] == ["00010", ["licence", "certification"], ["ON", "QC"], "A licence."]


def test_a_province_there_is_not(tmp_path: Path) -> None:
    found = problems("regulated", files.regulated(tmp_path / "r.csv", "ALL|ZZ"))
    assert found[0] == (2, "provinces_named", "“ZZ” is not the code of a province or territory.")


def test_outlook_leaves_totals_out(tmp_path: Path) -> None:
    given = files.outlook(tmp_path / "o.csv")
    rows = read_official("outlook", Path(given), given)["outlook"].rows
    assert len(rows) == 516
    assert rows[0] == ["00010", 1000, -20, None, 4, 5, 6, 7, 8, 9, "strong_shortage", "moderate_surplus"]


def test_outlook_that_cannot_be(tmp_path: Path) -> None:
    assert (
        problems("outlook", files.outlook(tmp_path / "o.csv", count="many"))[0][2]
        == "“many” is not a number."
    )
    found = problems("outlook", files.outlook(tmp_path / "o.csv", recent="Fine"))
    assert found[0] == (4, "Recent_Labour_Market_Conditions", "“Fine” is not a condition of the market.")
    given = files.outlook(tmp_path / "o.csv", recent="N/A")
    assert read_official("outlook", Path(given), given)["outlook"].rows[0][-2:] == [None, "moderate_surplus"]


@pytest.mark.parametrize("french", [False, True])
def test_old_codes_get_their_zeros_back(tmp_path: Path, french: bool) -> None:  # noqa: FBT001 - a parameter
    given = files.old_codes(tmp_path / "c.csv", french=french)
    rows = read_official("noc-2016", Path(given), given)["codes"].rows
    assert rows[:3] == [["0000", "00010"], ["1000", "00010"], ["0001", "00011"]]


def test_what_is_no_old_code(tmp_path: Path) -> None:
    head = "NOC 2021 Code (5-digit),NOC 2016 Code (4-digit)"
    given = files.write(tmp_path / "c.csv", head, [",2131", "21300,N/A", "21300,21311", "21300,"])
    assert [row for row, _, _ in problems("noc-2016", given)] == [2, 3, 4]


@pytest.mark.slow
def test_a_hopeless_file_is_given_up(tmp_path: Path) -> None:
    given = files.write(tmp_path / "t.csv", "noc2021,lang,title", ["9,xx,"] * 12_000)
    with pytest.raises(Refused) as refused:
        read_official("noc-titles", Path(given), given)
    assert refused.value.more > 20_000


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared data")
@pytest.mark.parametrize(
    ("table", "file", "rows"),
    [
        ("noc-titles", "noc/noc_2021_job_titles.csv", {"en": 27_935, "fr": 29_767}),
        ("oasis", "oasis/skills_oasis_2023_v1.0.csv", {"skills": 900}),
        ("oasis", "oasis/knowledges_oasis_2023_v1.0.csv", {"knowledge": 900}),
        ("oasis", "oasis/workactivities_oasis_2023_v1.0.csv", {"work_activities": 900}),
        ("oasis", "oasis/abilities_oasis_2023_v1.0.csv", {"abilities": 900}),
        ("regulated", "regulated/noc2021_regulated_statements_derived.csv", {"hints": 702}),
        ("outlook", "cops/summary_sommaire_2024_2033_noc2021.csv", {"outlook": 516}),
        ("noc-2016", "crosswalk/noc2021_noc2016_en.csv", {"codes": 582}),
        ("noc-2016", "crosswalk/noc2021_noc2016_fr.csv", {"codes": 582}),
    ],
)
def test_the_official_files_are_read(table: str, file: str, rows: dict[str, int]) -> None:
    parts = read_official(table, SHARED / file, file)
    assert {name: len(one.rows) for name, one in parts.items()} == rows
