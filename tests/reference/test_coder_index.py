import os
import time
from pathlib import Path

import numpy as np
import pytest

from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.confidence import BASIC, FULL
from parcours.engine.occupations.learning import Training
from parcours.engine.occupations.suggestions import Outcome
from parcours.engine.occupations.title_index import KnownTitle
from parcours.reference.coder_index import (
    RECIPE,
    aliases,
    class_titles,
    complete,
    ensure_index,
    is_complete,
    is_current,
    lexicon,
    load_coder,
    official_titles,
    old_codes,
    put_in_place,
    read_arrays,
    version_in,
    write_index,
    write_vectors,
)
from parcours.reference.facts import rows
from parcours.reference.noc import load_taxonomy
from tests.engine.occupations import small_index

SHARED = Path(__file__).parents[3] / "shared/data"
QUICK = Training(size=4, rounds=1)
KITES = [KnownTitle("test pilot of kites", "en", ("72600",))]
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no shared data")


@pytest.fixture(scope="session")
def folder(data_home: Path) -> Path:
    return data_home / "parcours/occupations"


@pytest.fixture(scope="session")
def coder(folder: Path) -> Coder:
    return load_coder(folder, {"2131": ("21300",), "1254": ("12113", "14110")})


def test_every_code_of_an_alias_is_a_unit_group() -> None:
    codes = {code for alias in aliases() for code in alias.codes}
    assert codes - set(load_taxonomy().unit_groups()) == set()


def test_aliases_are_many_bilingual_unique_and_explained() -> None:
    table = rows("occupation_aliases")
    languages = [row["language"] for row in table]
    assert languages.count("en") > 400
    assert languages.count("fr") > 400
    assert len({(row["text"].casefold(), row["language"]) for row in table}) == len(table)
    assert all(row["why"] for row in table)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "MBBS",
            "CA",
            "ACCA",
            "B.Tech civil",
            "ingénieur d’État en génie civil",
            "expert-comptable",
            "Facharzt",
        ),
        *(
            "licenciado en enfermería",
            "House Officer",
            "Resident Medical Officer",
            "RN",
            "QA",
            "HR",
            "ECE",
            "BDS",
        ),
        *("会计", "软件工程师", "مهندس مدني", "медсестра", "kỹ sư", "मेकैनिकल इंजीनियर"),
    ],
)
def test_what_the_classification_does_not_have_is_an_alias(text: str) -> None:
    assert [a for a in aliases() if a.text.casefold() == text.casefold()] != []


def test_words_of_other_languages_say_something() -> None:
    table = rows("occupation_lexicon")
    assert [row for row in table if not (row["form"].strip("*") and row["english"])] == []
    assert lexicon().translate("ingénierie", lambda _: True) == "ingenierie"


def test_groups_begin_codes_that_exist() -> None:
    units = load_taxonomy().unit_groups()
    beginnings = {code for row in rows("federal_groups") for code in row["codes"].split(";")}
    assert [b for b in beginnings if not any(unit.startswith(b) for unit in units)] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RN", "31301"),
        ("MBBS", "31102"),
        ("BDS", "31110"),
        ("MDS", "31110"),
        ("BDE", "41402"),
        ("会计", "11100"),
        ("软件工程师", "21231"),
        ("مهندس مدني", "21300"),
        ("медсестра", "31301"),
        ("मैकेनिकल इंजीनियर", "21301"),
        ("मेकैनिकल इंजीनियर", "21301"),
        ("ingénieure d’État en génie civil", "21300"),
        ("Sr. Civil Engineer (ENG-04) at Acme Ltd", "21300"),
        ("Conseiller/Conseillère en ressources humaines", "11200"),
        ("高级机械工程师", "21301"),
        ("инженер-программист", "21231"),
    ],
)
def test_what_people_write_is_coded(coder: Coder, text: str, code: str) -> None:
    assert coder.code(text).suggestions[0].code == code


def test_an_abbreviation_of_two_occupations_is_asked_about(coder: Coder) -> None:
    given = coder.code("ECE", top=2)

    assert given.outcome == Outcome.CHOOSE
    assert {suggestion.code for suggestion in given.suggestions} == {"21310", "42202"}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("", Outcome.EMPTY),
        (" \n", Outcome.EMPTY),
        ("😀", Outcome.EMPTY),
        ("<script>alert(1)</script>", Outcome.EMPTY),
        ("x" * 10_000, Outcome.UNKNOWN),
        ("PM-02", Outcome.UNKNOWN),
        ("Zyxwov Qkrumpf Inc.", Outcome.EMPLOYER_ONLY),
        ("21300", Outcome.CODE),
        ("NOC 21300", Outcome.CODE),
        ("99999", Outcome.NO_SUCH_CODE),
        ("2131", Outcome.OLD_CODE),
    ],
)
def test_bad_input_has_a_clear_answer(coder: Coder, text: str, outcome: Outcome) -> None:
    assert coder.code(text).outcome == outcome


def test_an_old_code_offers_what_became_of_it(coder: Coder) -> None:
    given = coder.code("1254")
    assert [s.code for s in given.suggestions] == ["12113", "14110"]
    assert given.question is not None
    assert given.question.codes == ("12113", "14110")


def test_rank_group_and_employer_are_set_aside(coder: Coder) -> None:
    assert coder.code("Senior Nurse (NU-03) at Hope Hospital").set_aside == (
        "NU-03",
        "Hope Hospital",
        "senior",
    )


def test_the_level_is_trusted_less_than_the_code_is_long_when_unsure(coder: Coder) -> None:
    given = coder.code("policy analyst")
    assert given.outcome == Outcome.CHOOSE
    assert given.level < 5
    assert given.question is not None


def test_confidence_falls_and_there_are_at_most_top(coder: Coder) -> None:
    given = coder.code("engineer", top=3).suggestions
    assert len(given) == 3
    assert [s.confidence for s in given] == sorted((s.confidence for s in given), reverse=True)


def test_vectors_are_kept_beside_the_arrays_they_belong_to(tmp_path: Path) -> None:
    put_in_place(tmp_path, "small", small_index.arrays())
    write_vectors(tmp_path, lambda texts: np.full((len(texts), 2), 0.5))

    assert sorted(path.suffix for path in (tmp_path / "small").iterdir() if path.stem == "embedded") == [
        ".npy"
    ]
    assert np.load(tmp_path / "small/embedded.npy").shape == (18, 2)
    # The arrays are read as before.
    assert read_arrays(tmp_path)[1] == "small"


def test_an_index_is_complete_with_its_vectors_where_there_is_a_model(folder: Path) -> None:
    assert is_complete(folder)


def test_what_is_there_is_not_built_again(folder: Path) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))
    complete(folder)
    assert sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*")) == before


@pytest.mark.slow
def test_the_same_titles_give_the_same_index(tmp_path: Path) -> None:
    heard: list[float] = []
    versions = [write_index(tmp_path / name, KITES, heard.append, QUICK) for name in ("a", "b")]
    (first, said), (second, _) = (read_arrays(tmp_path / name) for name in ("a", "b"))
    assert versions == [said, said]
    assert heard == [1.0, 1.0]
    assert said.startswith("full-")
    assert all((first.named()[name] == second.named()[name]).all() for name in first.named())


def test_each_kind_of_index_has_its_own_calibration(folder: Path, tmp_path: Path) -> None:
    put_in_place(tmp_path, "full-1-small", small_index.arrays())
    assert (load_coder(folder).calibration, load_coder(tmp_path).calibration) == (BASIC, FULL)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_index_takes_the_place_of_the_old_and_sweeps(tmp_path: Path) -> None:
    put_in_place(tmp_path, "old", small_index.arrays())
    arrays, _ = read_arrays(tmp_path)
    for name, age in ((".building-killed", 48), (".building-busy", 1)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (then := time.time() - age * 3600, then))
    (tmp_path / "stray").write_text("", encoding="utf-8")

    put_in_place(tmp_path, "new", small_index.arrays())

    assert names(tmp_path) == [".building-busy", "current", "new"]
    assert read_arrays(tmp_path)[1] == "new"
    # Whoever had opened the old one goes on with it.
    assert arrays.title(0) == small_index.arrays().title(0)


def test_the_same_index_may_be_built_again(tmp_path: Path) -> None:
    for _ in range(2):
        put_in_place(tmp_path, "same", small_index.arrays())
    assert names(tmp_path) == ["current", "same"]


def test_an_index_is_current_until_what_we_carry_changes(folder: Path, tmp_path: Path) -> None:
    assert is_current(folder)
    assert not is_current(tmp_path)
    versions = {f"basic-{RECIPE}-000000000000": False, f"full-{RECIPE}-0": True, "full-0-0": False}
    for version, current in versions.items():
        (tmp_path / version).mkdir()
        (tmp_path / "current").write_text(version, encoding="utf-8")
        assert is_current(tmp_path) == current
    (tmp_path / "current").write_text(f"full-{RECIPE}-1", encoding="utf-8")
    assert not is_current(tmp_path)


def test_an_index_that_is_there_is_not_built_again(folder: Path) -> None:
    before = (folder / "current").stat().st_mtime_ns
    ensure_index(folder)
    assert (folder / "current").stat().st_mtime_ns == before


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        ensure_index(tmp_path / "file/occupations")


def test_no_index_and_half_an_index_are_no_index(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no index"):
        load_coder(tmp_path)
    put_in_place(tmp_path, "half", small_index.arrays())
    (tmp_path / "half/holders.npy").unlink()
    with pytest.raises(FileNotFoundError, match="holders"):
        load_coder(tmp_path)


def test_without_official_titles_the_version_says_so(folder: Path) -> None:
    assert read_arrays(folder)[1] == version_in(folder)
    assert version_in(folder).startswith("basic-")
    assert len(class_titles()) == 2 * 516


def test_official_titles_get_their_zeros_back(tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    path.write_text("\ufeffnoc2021,lang,title\n10,en, mayor \n", encoding="utf-8")
    assert official_titles(path) == [KnownTitle("mayor", "en", ("00010",))]


@needs_shared
def test_the_official_files_are_read() -> None:
    units = set(load_taxonomy().unit_groups())
    titles = official_titles(SHARED / "noc/noc_2021_job_titles.csv")
    became = old_codes(SHARED / "crosswalk/noc2021_noc2016_en.csv")
    assert {code for title in titles for code in title.codes} == units
    assert {code for codes in became.values() for code in codes} == units
    assert (became["2131"], became["1227"]) == (("21300",), ("10019", "14103", "42200"))


def test_old_codes_get_their_zeros_back(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("new,,,old\n10,,,11\n21300,,,2131\n,,,2132\n,,,N/A\n", encoding="utf-8")
    assert old_codes(path) == {"0011": ("00010",), "2131": ("21300",), "2132": ("21300",)}
