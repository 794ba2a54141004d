"""Findings in the reader's language."""

import pytest

from parcours.core.language import speak
from parcours.reporting.findings import place, what_and_fix
from parcours.tables.findings import Finding

SMALL = Finding(
    "error",
    "mentees.csv",
    None,
    None,
    "The file is larger than {most} MB.",
    "Give the result.json that “parcours match” wrote.",
    {"most": 1200},
)


def test_what_and_fix_are_translated_and_filled() -> None:
    assert what_and_fix(SMALL, speak("en"))[0] == "The file is larger than 1,200 MB."
    assert what_and_fix(SMALL, speak("fr")) == (
        "Le fichier dépasse 1\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}Mo.",
        "Donnez le fichier result.json que «\N{NO-BREAK SPACE}parcours match\N{NO-BREAK SPACE}» a écrit.",
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [(1200, "1,200"), (["a", "b", "c"], "a, b and c"), ("{x}", "{x}"), (("a",), "a"), (0.5, "0.5")],
)
def test_values_are_written_as_readers_write_them(value: object, said: str) -> None:
    finding = Finding("warning", "f", 2, None, "It is {value}.", "", {"value": value})
    assert what_and_fix(finding, speak("en")) == (f"It is {said}.", "")


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (None, None, "données/mentees.csv"),
        (3, None, "données/mentees.csv, ligne 3"),
        (3, "Profession", "données/mentees.csv, ligne 3, colonne Profession"),
        (None, "B", "données/mentees.csv, colonne B"),
    ],
)
def test_where_it_is(row: int | None, column: str | None, said: str) -> None:
    assert place(Finding("error", "données/mentees.csv", row, column, "", ""), speak("fr")) == said
