"""Two lists of people for the tests, and the findings about them in words."""

from pathlib import Path

import pytest

from parcours.tables.cohort.cohort import Cohort
from parcours.tables.cohort.rows import read_cohort
from parcours.tables.findings import Refused
from tests.tables.made import said

LANGUAGES = {"English": "en", "anglais": "en", "French": "fr", "français": "fr", "espagnol": "es"}
PROVINCES = {"Ontario": "ON", "Québec": "QC", "Qué.": "QC"}

MENTEES = "id,name,occupation\nP1,Ana Silva,21300\nP2,Bob Roy,31301\n"
MENTORS = "id,name,occupation,capacity,employer\nM1,Eve Côté,21300,2,Génie Nord\nM2,Jo Kim,31301,1,Ville\n"


def read(folder: Path, mentees: str = MENTEES, mentors: str = MENTORS, columns: str = "") -> Cohort:
    """Read the cohort of these two CSV files."""
    (folder / "mentees.csv").write_text(mentees, encoding="utf-8")
    (folder / "mentors.csv").write_text(mentors, encoding="utf-8")
    (folder / "columns.toml").write_text(columns, encoding="utf-8")
    return read_cohort(
        folder / "mentees.csv",
        folder / "mentors.csv",
        given=("mentees.csv", "mentors.csv"),
        languages=LANGUAGES,
        provinces=PROVINCES,
        columns=folder / "columns.toml" if columns else None,
    )


def refusal(folder: Path, mentees: str = MENTEES, mentors: str = MENTORS, columns: str = "") -> list[str]:
    """Return the problems of a cohort that must be refused: ``file:row:column what``, without what is not there."""
    with pytest.raises(Refused) as refused:
        read(folder, mentees, mentors, columns)
    return in_words(refused.value)


def in_words(refused: Refused) -> list[str]:
    """Return each finding as ``file:row:column what``, without what is not there."""
    return [
        " ".join(
            [
                ":".join([Path(one.file).name, *(str(part) for part in (row, column) if part is not None)]),
                what,
            ]
        )
        for one, (row, column, what) in zip(refused.findings, said(refused.findings), strict=True)
    ]


def warnings(folder: Path, mentees: str = MENTEES, mentors: str = MENTORS) -> list[str]:
    """Return the remarks on a cohort that is read, in the same words."""
    return in_words(Refused(read(folder, mentees, mentors).warnings))
