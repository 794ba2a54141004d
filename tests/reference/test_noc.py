from collections import Counter
from itertools import pairwise

import pytest

from parcours.engine.occupations.taxonomy import ReadingStatus
from parcours.reference.facts import rows
from parcours.reference.noc import CLASSIFICATION, load_taxonomy

NOC = load_taxonomy()


def test_the_classification_is_whole() -> None:
    assert CLASSIFICATION == "NOC 2021 v1.0"
    assert Counter(map(len, NOC.classes)) == {1: 10, 2: 45, 3: 89, 4: 162, 5: 516}
    assert Counter(NOC.teer(code) for code in NOC.unit_groups()) == {
        0: 48,
        1: 97,
        2: 162,
        3: 69,
        4: 95,
        5: 45,
    }


def test_the_table_agrees_with_itself() -> None:
    table = rows("noc_2021")
    assert list(table[0]) == ["code", "level", "teer", "title_en", "title_fr", "parent", "retired_on"]
    codes = [row["code"] for row in table]
    assert all(one < other for one, other in pairwise(codes))
    for row in table:
        code = row["code"]
        assert code.isdecimal()
        assert row["level"] == str(len(code))
        assert row["teer"] == code[1:2]
        assert row["parent"] == code[:-1]
        assert not row["parent"] or row["parent"] in codes
        assert row["title_en"] == row["title_en"].strip() != ""
        assert row["title_fr"] == row["title_fr"].strip() != ""
        assert row["retired_on"] == ""


def test_it_is_read_once() -> None:
    assert load_taxonomy() is NOC


def test_every_unit_group_is_found_by_its_own_titles() -> None:
    for code in NOC.unit_groups():
        for lang in ("en", "fr"):
            title = NOC.title(code, lang)
            for written in (title, title.upper(), title.replace("-", "–").replace("'", "’"), f" {title}."):
                reading = NOC.read(written)
                assert (reading.status, reading.code) == (ReadingStatus.TITLE, code), written


def test_every_code_is_read_as_itself() -> None:
    for code in NOC.unit_groups():
        assert NOC.read(code).code == code
        assert NOC.read(f"{code} - {NOC.title(code, 'fr')}").code == code


def test_codes_that_lost_their_zeros_are_read() -> None:
    short = [code for code in NOC.unit_groups() if code.startswith("0")]
    assert [NOC.read(str(int(code))).code for code in short] == short


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("civil engineer", "21300"),
        ("Ingénieur civil", "21300"),
        ("ingénieure civile", "21300"),
        ("ingénieur(e) civil(e)", "21300"),
        ("ingénieur·e civil·e", "21300"),
        ("Software engineers & designers", "21231"),
        ("ingénieure et conceptrice en logiciel", "21231"),
        ("pharmacienne", "31120"),
        ("Human resource professional", "11200"),
        ("professionnelle en ressources humaines", "11200"),
        ("infirmière praticienne", "31302"),
        ("Conseiller.ère financier.ère", "11102"),
        ("architecte", "21200"),
        ("travailleuse sociale", "41300"),
        ("enseignante au niveau secondaire", "41220"),
        ("contremaîtresse en électricité et en télécommunications", None),
        ("engineer", None),
        ("accountant", None),
        ("médecin", None),
    ],
)
def test_what_people_write(written: str, code: str | None) -> None:
    assert NOC.read(written).code == code


@pytest.mark.parametrize(
    ("written", "among"),
    [
        ("accountant", "11100"),
        ("nurse", "31301"),
        ("médecin de famille", "31102"),
        ("software enginer", "21231"),
        ("high school teacher", "41220"),
        ("développeuse web", "21234"),
        ("2131 - Civil engineers", "21300"),
    ],
)
def test_the_nearest_titles_hold_the_one_that_was_meant(written: str, among: str) -> None:
    nearest = NOC.read(written).nearest
    assert len(nearest) == 5
    assert nearest.count(among) == 1


@pytest.mark.slow
def test_ten_thousand_unknown_titles() -> None:
    titles = [
        f"{NOC.title(code, lang)} no {n}"
        for code in NOC.unit_groups()
        for lang in ("en", "fr")
        for n in range(10)
    ]
    assert {NOC.read(title).status for title in titles[:10_000]} == {ReadingStatus.UNKNOWN}
