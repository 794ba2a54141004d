from itertools import pairwise

import pytest
from babel import Locale

from parcours.reference.countries import country_code, country_codes, country_name
from parcours.reference.facts import rows
from parcours.tables.text import fold

TABLE = rows("countries")


def test_every_country_stands_once_in_order() -> None:
    codes = [row["code"] for row in TABLE]
    assert all(one < other for one, other in pairwise(codes))
    assert len(codes) == 250  # 249 of ISO 3166-1, and Kosovo
    assert {row["alpha_3"] for row in TABLE if len(row["alpha_3"]) != 3} == {""}
    assert len({row["alpha_3"] for row in TABLE}) == 250


def test_codes_are_those_of_cldr() -> None:
    territories = [str(code) for code in Locale("en").territories]
    no_country = ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
    known = {code for code in territories if len(code) == 2 and code.isalpha()} - set(no_country)
    assert {row["code"] for row in TABLE} == known


def test_no_name_means_two_countries() -> None:
    for row in TABLE:
        for name in (
            row["code"],
            row["name_en"],
            row["name_fr"],
            *filter(None, row["other_names"].split(";")),
        ):
            assert country_codes()[fold(name)] == row["code"], name


def test_names_agree_with_cldr_in_most() -> None:
    english, french = Locale("en").territories, Locale("fr", "CA").territories
    assert sum(fold(english[row["code"]]) == fold(row["name_en"]) for row in TABLE) > 215
    assert sum(fold(french[row["code"]]) == fold(row["name_fr"]) for row in TABLE) > 215


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Ivory Coast", "CI"),
        ("CIV", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("usa", "US"),
        ("U.K.", "GB"),
        ("Haïti", "HT"),
        ("in", "IN"),
    ],
)
def test_what_people_write(written: str, code: str) -> None:
    assert country_code(written) == code


def test_what_is_no_country() -> None:
    assert [country_code(text) for text in ("", "Ontario", "ZZ")] == [None, None, None]


def test_names() -> None:
    assert [country_name(code, "en") for code in ("CD", "DE")] == [
        "Democratic Republic of the Congo",
        "Germany",
    ]
    assert [country_name(code, "fr") for code in ("CD", "DE")] == [
        "République démocratique du Congo",
        "Allemagne",
    ]
