import datetime as dt
import io
import re
from dataclasses import replace
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from parcours.core.language import N_, Language, speak

NBSP = "\N{NO-BREAK SPACE}"


def test_a_marked_message_is_unchanged() -> None:
    assert N_("Row {row}") == "Row {row}"


def test_a_language_is_made_once() -> None:
    assert speak("fr") is speak("fr")
    assert [speak(code).code for code in ("en", "fr")] == ["en", "fr"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match=re.escape("no such language: 'es' (en or fr)")):
        speak("es")


def test_a_message_is_filled_after_it_is_looked_up() -> None:
    assert speak("en")("Name: {name}", name="{row}") == "Name: {row}"


def test_a_message_without_its_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        speak("en")("Name: {name}")


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_empty_message_stays_empty(code: str) -> None:
    assert speak(code)("") == ""


def test_a_message_not_in_the_catalogue_is_shown_in_english() -> None:
    unheard_of = "A sentence nobody translates: {n}"  # not marked, so never collected
    assert speak("fr")(unheard_of, n=1) == "A sentence nobody translates: 1"


def french_with(*entries: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Language:
    """French with a catalogue of its own, compiled as the real one is."""
    catalogue = Catalog(locale="fr_CA")
    for message, translation in entries:
        catalogue.add(message, translation)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return replace(speak("fr"), catalogue=GNUTranslations(compiled))


def test_a_message_is_translated() -> None:
    say = french_with(("Row {row}: {what}", "Ligne {row} : {what}"))
    assert say("Row {row}: {what}", row=3, what="Row") == "Ligne 3 : Row"


@pytest.mark.parametrize(
    ("n", "english", "french"),
    [
        (0, "0 free places in Ottawa", "0 place libre à Ottawa"),
        (1, "1 free place in Ottawa", "1 place libre à Ottawa"),
        (2, "2 free places in Ottawa", "2 places libres à Ottawa"),
        (1200, "1,200 free places in Ottawa", f"1{NBSP}200 places libres à Ottawa"),
    ],
)
def test_plural(n: int, english: str, french: str) -> None:
    forms = ("{n} free place in {city}", "{n} free places in {city}")
    in_french = french_with((forms, ("{n} place libre à {city}", "{n} places libres à {city}")))
    assert speak("en").plural(*forms, n, city="Ottawa") == english
    assert in_french.plural(*forms, n, city="Ottawa") == french


@pytest.mark.parametrize(
    ("value", "digits", "english", "french"),
    [
        (0, 0, "0", "0"),
        (-0.01, 0, "0", "0"),
        (1234.5, 1, "1,234.5", f"1{NBSP}234,5"),
        (-1234567.891, 2, "-1,234,567.89", f"-1{NBSP}234{NBSP}567,89"),
        (999, 2, "999.00", "999,00"),
    ],
)
def test_number(value: float, digits: int, english: str, french: str) -> None:
    assert [speak(code).number(value, digits) for code in ("en", "fr")] == [english, french]


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_reads_back(value: int) -> None:
    assert int(speak("fr").number(value).replace(NBSP, "")) == value
    assert int(speak("en").number(value).replace(",", "")) == value


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (dt.date(2026, 11, 22), "22 Nov 2026", "22 nov. 2026"),
        (dt.date(2026, 5, 1), "1 May 2026", "1er mai 2026"),
        (dt.date(2024, 2, 29), "29 Feb 2024", "29 févr. 2024"),
    ],
)
def test_date(day: dt.date, english: str, french: str) -> None:
    assert [speak(code).date(day) for code in ("en", "fr")] == [english, french]


def test_every_month_has_its_own_name() -> None:
    days = [dt.date(2026, month, 2) for month in range(1, 13)]
    assert [len({speak(code).date(day) for day in days}) for code in ("en", "fr")] == [12, 12]


@pytest.mark.parametrize(
    ("parts", "english", "french"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a et b"),
        (["a", "b", "c"], "a, b and c", "a, b et c"),
    ],
)
def test_join(parts: list[str], english: str, french: str) -> None:
    assert [speak(code).join(parts) for code in ("en", "fr")] == [english, french]
