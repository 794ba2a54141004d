from collections import Counter

import pytest

from parcours.reference.facts import NAMES, rows
from parcours.reference.languages import language_code, language_codes, language_name
from parcours.tables.text import fold

# The second letters that follow each first one.
ISO_639_1 = [
    first + second
    for first, seconds in {
        "a": "abefkmnrsvyz",
        "b": "aegimnors",
        "c": "aehorsuvy",
        "d": "aevz",
        "e": "elnostu",
        "f": "afijory",
        "g": "adlnuv",
        "h": "aeiortuyz",
        "i": "adegikostu",
        "j": "av",
        "k": "agijklmnorsuvwy",
        "l": "abginotuv",
        "m": "ghiklnrsty",
        "n": "abdeglnorvy",
        "o": "cjmrs",
        "p": "ailst",
        "q": "u",
        "r": "mnouw",
        "s": "acdegiklmnoqrstuvw",
        "t": "aeghiklnorstwy",
        "u": "gkrz",
        "v": "eio",
        "w": "ao",
        "x": "h",
        "y": "io",
        "z": "ahu",
    }.items()
    for second in seconds
]


def test_every_language_with_two_letters_is_there() -> None:
    assert [language_code(code) for code in ISO_639_1] == ISO_639_1
    assert len(ISO_639_1) == 183


def test_the_table_is_whole_and_no_name_is_shared() -> None:
    table = rows("languages")
    assert list(table[0]) == ["code", "name_en", "name_fr", "name_own", "other_names"]
    assert [row["code"] for row in table] == sorted({row["code"] for row in table})
    owners: Counter[str] = Counter()
    for row in table:
        assert row["code"].isascii()
        assert row["code"].islower()
        assert all(row[column] == row[column].strip() != "" for column in NAMES[:3])
        owners.update(
            {fold(row["code"]), *(fold(n) for column in NAMES for n in row[column].split(";") if n)}
        )
    # The code of Irish is also the name of a language of Ghana.
    assert [name for name, rows_with_it in owners.items() if rows_with_it > 1] == ["ga"]
    assert owners.keys() == language_codes().keys()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("English", "en"),
        ("anglais", "en"),
        ("EN", "en"),
        ("eng", "en"),
        ("en-CA", "en"),
        ("Français", "fr"),
        ("FRANCAIS", "fr"),
        ("fr_CA", "fr"),
        ("zh-Hant", "zh"),
        ("Farsi", "fa"),
        ("Persan", "fa"),
        ("فارسی", "fa"),
        ("Dari", "prs"),
        ("fa-AF", "prs"),
        ("Mandarin Chinese", "cmn"),
        ("Chinese (Mandarin)", "cmn"),
        ("chinois", "zh"),
        ("中文", "zh"),
        ("Cantonese", "yue"),
        ("Castilian", "es"),
        ("Portuguese (Brazil)", "pt"),
        ("Tagalog/Filipino", "tl"),
        ("fil", "tl"),
        ("Punjabi", "pa"),
        ("Tigrinya", "ti"),
        ("Hausa", "ha"),
        ("Akan (Twi)", "ak"),
        ("Twi", "tw"),
        ("Cebuano", "ceb"),
        ("Ilocano", "ilo"),
        ("Kirundi", "rn"),
        ("Kinyarwanda", "rw"),
        ("Lingala", "ln"),
        ("Wolof", "wo"),
        ("Fulah", "ff"),
        ("Pashto", "ps"),
        ("Kurdish (Sorani)", "ckb"),
        ("Levantine", "apc"),
        ("Haitian Creole", "ht"),
        ("iw", "he"),
    ],
)
def test_what_people_write(written: str, code: str) -> None:
    assert language_code(written) == code


@pytest.mark.parametrize("written", ["", " ", "Klingon", "xx", "xx-CA", "()", "English and French", "🙂"])
def test_what_is_no_language(written: str) -> None:
    assert language_code(written) is None


def test_names() -> None:
    assert language_name("ar", "en") == "Arabic"
    assert language_name("ar", "fr") == "arabe"
    with pytest.raises(KeyError, match="xx"):
        language_name("xx", "en")


def test_every_code_has_a_name_that_leads_back_to_it() -> None:
    for code in set(language_codes().values()) - {"gaa"}:
        assert language_code(language_name(code, "en")) == code
        assert language_code(language_name(code, "fr")) == code
