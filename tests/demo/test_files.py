import csv
from pathlib import Path

from parcours.demo.cohort import MENTEE_COLUMNS, MENTOR_COLUMNS, sample_cohort
from parcours.demo.files import HEADERS, write_csv


def test_every_column_has_a_header_in_both_languages() -> None:
    assert HEADERS.keys() == {*MENTEE_COLUMNS, *MENTOR_COLUMNS}
    for language in (0, 1):
        assert len({words[language] for words in HEADERS.values()}) == len(HEADERS)


def test_an_english_file(tmp_path: Path) -> None:
    mentees, _ = sample_cohort()
    write_csv(tmp_path / "mentees.csv", mentees, "en")
    with (tmp_path / "mentees.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:5] == ["ID", "Name", "Email", "Occupation", "Years of experience"]
    assert rows == [list(row.values()) for row in mentees]


def test_a_french_file(tmp_path: Path) -> None:
    _, mentors = sample_cohort(lang="fr")
    write_csv(tmp_path / "mentors.csv", mentors, "fr")
    assert (tmp_path / "mentors.csv").read_bytes().startswith(b"\xef\xbb\xbfIdentifiant;Nom;Courriel;")
    with (tmp_path / "mentors.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header[-4:] == ["Capacité", "Minimum", "Offres", "Service"]
    assert rows == [list(row.values()) for row in mentors]
