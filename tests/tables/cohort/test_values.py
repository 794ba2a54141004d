import pytest

from parcours.core.language import speak
from parcours.tables.cells import Bad
from parcours.tables.cohort import values

IN_PERSON, ONLINE = "in_person", "online"
DAY, EVENING, WEEKEND = "weekday_day", "weekday_evening", "weekend"


def why(bad: pytest.ExceptionInfo[Bad]) -> str:
    params = {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in bad.value.params.items()
    }
    return " ".join(speak("en")(message, **params) for message in (bad.value.what, bad.value.fix))


@pytest.mark.parametrize("text", ["", "?", "--", "Unknown", "inconnue", "N/A", "je ne sais pas"])
def test_what_says_nothing(text: str) -> None:
    assert values.says_nothing(text)
    assert (values.years(text), values.meeting(text), values.yes_or_no(text)) == (None, frozenset(), False)


def test_lists() -> None:
    assert values.entries(" a; b\n;c ;a; ") == ("a", "b", "c")
    assert values.tags("C++; Réseau ;c#; réseau; C; ★") == {
        "c++": "C++",
        "reseau": "Réseau",
        "c#": "c#",
        "c": "C",
        "★": "★",
    }


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("12", 12), ("12,5", 12.5), ("12.5", 12.5), ("12.0", 12), ("0", 0), ("12 ans", 12), ("10+", 10),
        ("10 + ans", 10),
        ("12 years", 12), ("3 yrs exp.", 3), ("plus de 10 ans", 10), ("~7", 7), ("1 an", 1),
        ("18 mois", 1.5), ("70", 70),
        ("6 months", 0.5), ("12 ans d’expérience", 12), ("5 ans et plus", 5), ("5 years or more", 5),
        ("20 ANNÉES", 20),
    ],
)  # fmt: skip
def test_years(text: str, years: float) -> None:
    assert values.years(text) == years


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-1", "“-1” is not a likely number of years."),
        ("71", "“71” is not a likely number of years."),
        ("5-10", "“5-10” is not a number of years."),
        ("many", "“many” is not a number of years."),
        ("x" * 300, "“" + "x" * 60 + "…” is not a number of years."),
    ],
)
def test_what_is_no_number_of_years(text: str, what: str) -> None:
    with pytest.raises(Bad) as bad:
        values.years(text)
    assert why(bad).startswith(what)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("yes", True), ("Oui", True), ("X", True), ("1", True), ("true", True), ("VRAI", True), ("✓", True),
     ("☒", True),
     ("no", False), ("non", False), ("0", False), ("FAUX", False), ("", False)],
)  # fmt: skip
def test_yes_or_no(text: str, *, answer: bool) -> None:
    assert values.yes_or_no(text) is answer


def test_neither_yes_nor_no() -> None:
    with pytest.raises(Bad) as bad:
        values.yes_or_no("maybe")
    assert why(bad) == "“maybe” is neither yes nor no. Write yes or no, or leave the cell empty."


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("in_person", {IN_PERSON}), ("En personne", {IN_PERSON}), ("présentiel", {IN_PERSON}),
        ("face-to-face", {IN_PERSON}),
        ("online", {ONLINE}), ("Virtuel", {ONLINE}), ("Zoom", {ONLINE}), ("à distance", {ONLINE}),
        ("video", {ONLINE}),
        ("both", {IN_PERSON, ONLINE}), ("Les deux", {IN_PERSON, ONLINE}), ("hybride", {IN_PERSON, ONLINE}),
        ("in_person; online", {IN_PERSON, ONLINE}), ("en personne / en ligne", {IN_PERSON, ONLINE}),
        ("Zoom, Teams or phone", {ONLINE}), ("peu importe", {IN_PERSON, ONLINE}),
        ("in-person and virtual", {IN_PERSON, ONLINE}),
    ],
)  # fmt: skip
def test_ways_of_meeting(text: str, ways: set[str]) -> None:
    assert values.meeting(text) == ways


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("weekday_day", {DAY}), ("weekday_evening; weekend", {EVENING, WEEKEND}),
        ("soirs de semaine", {EVENING}),
        ("soir", {EVENING}), ("Weekday evenings", {EVENING}), ("lundi soir", {EVENING}),
        ("Tuesday mornings", {DAY}),
        ("fin de semaine", {WEEKEND}), ("fins de semaine", {WEEKEND}), ("week-end", {WEEKEND}),
        ("samedi matin", {WEEKEND}),
        ("les jours de semaine", {DAY}), ("en semaine", {DAY, EVENING}), ("Weekdays", {DAY, EVENING}),
        ("any time", {DAY, EVENING, WEEKEND}), ("N’importe quand", {DAY, EVENING, WEEKEND}),
        ("soir et fin de semaine", {EVENING, WEEKEND}), ("Mon, Wed evenings", {DAY, EVENING}),
        ("après-midi", {DAY}),
        ("le jour ou le soir", {DAY, EVENING}), ("business hours", {DAY}),
        ("du lundi au vendredi", {DAY, EVENING}),
    ],
)  # fmt: skip
def test_times(text: str, times: set[str]) -> None:
    assert values.availability(text) == times


def test_words_that_are_not_understood() -> None:
    with pytest.raises(Bad) as bad:
        values.meeting("online; carrier pigeon; lundi soir")
    assert why(bad) == (
        "Not understood: carrier pigeon, lundi soir. Write one or more of these, separated by “;”: in_person, online."
    )
    with pytest.raises(Bad) as bad:
        values.availability("Monday 5 pm; the; " + "x" * 300)
    assert why(bad).startswith("Not understood: Monday 5 pm; the; xxx")
    with pytest.raises(Bad) as bad:
        values.availability("Monday 5 pm; the")
    assert why(bad) == (
        "Not understood: Monday 5 pm, the. Write one or more of these, separated by “;”: "
        "weekday_day, weekday_evening, weekend."
    )


def test_provinces() -> None:
    codes = {"ontario": "ON", "on": "ON", "que": "QC"}
    found = [values.province(text, codes) for text in ("Ontario", "ON", "Qué.", "", "?", "Paris")]
    assert found == ["ON", "ON", "QC", "", "", None]


@pytest.mark.parametrize(
    ("text", "looks"),
    [("a@b.ca", True), ("é.b+c@sous.exemple.ca", True), ("a@b", False), ("a b@c.ca", False),
     ("a@b.ca; c@d.ca", False),
     ("@b.ca", False), ("a" * 500 + "@b.ca", False)],
)  # fmt: skip
def test_addresses(text: str, *, looks: bool) -> None:
    assert values.looks_like_email(text) is looks
