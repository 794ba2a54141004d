"""Whatever stands in the cells, a cohort is read or refused with findings that can be said in both languages."""

import csv
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcours.core.language import speak
from parcours.reporting.findings import place, what_and_fix
from parcours.tables.cohort.fields import MENTEES, MENTORS
from parcours.tables.cohort.rows import read_cohort
from parcours.tables.findings import Finding, Refused

COMMON = st.sampled_from(
    ["1", "2", "P1", "M1", "-1", "2.5", "12,5", "21300", "en:8", "fr;en", "online", "both", "soir",
     "oui", "non", "?", "n/a", "2026-05-01", "01/05/2026", "22/11/2026", "Ana", "Acme", "=1+1", "+1",
     "#N/A", "1e999", "٣", "१२", "é", "😀", ";", ",,,", "nan", "inf", "9999999999999999999999", "{x}",
     "%s", "😀:3", "(7)", "1er"]
)  # fmt: skip
CELLS = st.one_of(
    st.just(""), COMMON, COMMON, st.text(max_size=8), st.text(alphabet="0123456789/-.: ", max_size=12)
)
HEADERS = st.sampled_from([*MENTEES.aliases, *MENTORS.aliases, "Notes", "", "Nom", "Prénom", "=x"])


def tables() -> st.SearchStrategy[list[list[str]]]:
    required = st.just(["id", "occupation"])
    heads = st.tuples(required, st.lists(HEADERS, max_size=8)).map(lambda parts: [*parts[0], *parts[1]])
    return heads.flatmap(
        lambda head: st.lists(st.lists(CELLS, min_size=len(head), max_size=len(head)), max_size=5).map(
            lambda rows: [head, *rows]
        )
    )


def findings(folder: Path) -> list[Finding]:
    try:
        return read_cohort(
            folder / "mentees.csv",
            folder / "mentors.csv",
            given=("mentees.csv", "mentors.csv"),
            languages={"English": "en", "français": "fr"},
            provinces={"Ontario": "ON"},
        ).warnings
    except Refused as refused:
        return refused.findings


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(tables(), tables())
def test_any_cells(tmp_path: Path, mentees: list[list[str]], mentors: list[list[str]]) -> None:
    for name, rows in (("mentees", mentees), ("mentors", mentors)):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", errors="replace", newline="") as file:
            csv.writer(file).writerows(rows)
    for finding in findings(tmp_path):
        for language in ("en", "fr"):
            say = speak(language)
            assert all([place(finding, say), *what_and_fix(finding, say)])
