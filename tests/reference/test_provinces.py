from collections import Counter

import pytest

from parcours.reference.facts import rows
from parcours.reference.provinces import province_code, province_codes, province_name
from parcours.tables.text import fold

ALL = ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"]


def test_ten_provinces_and_three_territories() -> None:
    table = rows("provinces")
    assert [row["code"] for row in table] == ALL
    names = Counter(
        name
        for row in table
        for name in {
            fold(n) for n in (row["code"], row["name_en"], row["name_fr"], *row["other_names"].split(";"))
        }
    )
    assert set(names.values()) == {1}
    assert names.keys() == province_codes().keys()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ON", "ON"),
        ("Ont.", "ON"),
        ("ontario", "ON"),
        ("Québec", "QC"),
        ("QUEBEC", "QC"),
        ("Qué.", "QC"),
        ("P.Q.", "QC"),
        ("T.-N.-L.", "NL"),
        ("TNL", "NL"),
        ("Newfoundland & Labrador", "NL"),
        ("Newfoundland and Labrador", "NL"),
        ("N.-B.", "NB"),
        ("N.-É.", "NS"),
        ("C.-B.", "BC"),
        ("B. C.", "BC"),
        ("Î.-P.-É.", "PE"),
        ("ile du prince edouard", "PE"),
        ("T.N.-O.", "NT"),
        ("Yukon Territory", "YT"),
        ("Nunavut", "NU"),
    ],
)
def test_what_people_write(written: str, code: str) -> None:
    assert province_code(written) == code


@pytest.mark.parametrize("written", ["", "Canada", "Ottawa", "NY", "O"])
def test_what_is_no_province(written: str) -> None:
    assert province_code(written) is None


def test_names() -> None:
    assert [province_name(code, "en") for code in ("NB", "QC")] == ["New Brunswick", "Quebec"]
    assert [province_name(code, "fr") for code in ("NB", "QC")] == ["Nouveau-Brunswick", "Québec"]
