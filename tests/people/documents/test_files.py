"""CVs saved by a word processor are read word for word, in every format."""

from pathlib import Path

import pytest

from parcours.people.documents.formats import format_of
from parcours.people.documents.reading import read_apart

FILES = Path(__file__).parent / "files"
SAVED = sorted(path.name for path in FILES.iterdir() if path.suffix in {".docx", ".odt", ".pdf"})

WORDS = {
    "engineer": (
        "Ifeoma Balogun Rivermouth, Ontario – ifeoma.balogun@mail.example Experience"
        " Civil engineer, Harmattan Works, Lagos, 2014–2022"
        " Designed culverts and small bridges for 120 km of rural road."
        " Led a team of six; first to model floods in the district."
        " Education Bachelor of Engineering (Civil), Lagos, 2013"
    ),
    "infirmiere": (
        "Anaïs Lefèvre-Ndiaye Gatineau (Québec) – anais@mail.example Expérience"
        " Infirmière en néonatalogie, Hôpital de l’Île, Dakar, 2011 à 2021"
        " Soins à des nouveau-nés prématurés; relève de l’équipe de nuit."
        " Mise à jour du protocole d’allaitement, cœur du « projet Août »."
        " Études Diplôme d’État d’infirmière, 2010"
    ),
    "accountant": (
        "Tomasz Wiśniewski Comptable – accountant"
        " Skills: budgets audits payroll Languages: Polish English français"
        " Years Employer Work 2009–2015 Baltic Paper, Gdańsk Bookkeeper 2015–2023 Łódź Textiles Senior accountant"
        " References on request."
    ),
}
"""What each CV says: columns one after the other, tables row by row."""


def test_every_cv_was_saved_in_every_format() -> None:
    assert len(SAVED) == len(WORDS) * 3 + 1


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_cv_is_read_word_for_word(name: str) -> None:
    data = (FILES / name).read_bytes()
    outcome = read_apart(data, format_of(data))
    words = [word for word in outcome.text.split() if word != "•"]
    assert (outcome.remarks, words) == ([], WORDS[name.partition("-")[0]].split())


@pytest.mark.parametrize("name", SAVED)
def test_the_format_of_a_saved_cv_is_that_of_its_name(name: str) -> None:
    assert f".{format_of((FILES / name).read_bytes()).value}" == Path(name).suffix
