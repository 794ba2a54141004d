import datetime as dt
from pathlib import Path

import pytest

from parcours.tables.cohort.people import Mentee, Mentor
from tests.tables.cohort.people import MENTORS, read, refusal, warnings


def test_everything_a_mentee_may_say(tmp_path: Path) -> None:
    mentees = (
        "Identifiant;Prénom;Nom;Courriel;Profession;Années d’expérience;Langues;Ville;Province;Mode de rencontre;"
        "Disponibilité;Employeur;Origine;Organisme;Objectifs;En attente depuis;Origine importante;Remarques\n"
        "P1;Ana;da Silva;ana@ex.ca;21300\xa0; 21301;12,5;fr:8, anglais;Montréal;Qué.;les deux;soir;Acme;"
        '"Afrique; réfugiée";CANA;"CV; Réseau";1er mai 2026;oui;=1\n'
    ).replace("21300\xa0; 21301", '"21300\xa0; 21301"')
    [mentee] = read(tmp_path, mentees).mentees
    assert mentee == Mentee(
        row=2,
        id="P1",
        name="Ana da Silva",
        email="ana@ex.ca",
        occupations=("21300", "21301"),
        years_experience=12.5,
        languages={"fr": 8, "en": None},
        city="Montréal",
        province="QC",
        meeting=frozenset({"in_person", "online"}),
        availability=frozenset({"weekday_evening"}),
        employer="Acme",
        avoid=(),
        prefers=(),
        locked_with=(),
        background={"afrique": "Afrique", "refugiee": "réfugiée"},
        carried={"Remarques": "=1"},
        agency="CANA",
        goals={"cv": "CV", "reseau": "Réseau"},
        waiting_since=dt.date(2026, 5, 1),
        background_matters=True,
    )


def test_what_is_not_said_is_missing(tmp_path: Path) -> None:
    [mentor] = read(tmp_path, mentors="name,occupation\nEve,?\n").mentors
    assert mentor == Mentor(
        row=2,
        id="2",
        name="Eve",
        email="",
        occupations=(),
        years_experience=None,
        languages={},
        city="",
        province="",
        meeting=frozenset(),
        availability=frozenset(),
        employer="",
        avoid=(),
        prefers=(),
        locked_with=(),
        background={},
        carried={},
        capacity=1,
        minimum=0,
        offers={},
        department="",
    )


@pytest.mark.parametrize(
    ("capacity", "what"),
    [
        ("-1", "-1 is less than zero."),
        ("2.5", "2.5 is not a whole number."),
        ("two", "“two” is not a number."),
        ("1000000000", "1000000000 is more than 1,000."),
    ],
)
def test_a_capacity_that_is_none(tmp_path: Path, capacity: str, what: str) -> None:
    mentors = f"id,occupation,Capacité\nM1,21300,{capacity}\n"
    assert refusal(tmp_path, mentors=mentors) == [f"mentors.csv:2:Capacité {what}"]


def test_a_minimum_above_the_capacity(tmp_path: Path) -> None:
    mentors = "id,occupation,capacity,min\nM1,21300,2,3\nM2,21300,,2\nM3,21300,0,0\n"
    assert refusal(tmp_path, mentors=mentors) == [
        "mentors.csv:2:min The minimum, 3, is more than the capacity, 2.",
        "mentors.csv:3:min The minimum, 2, is more than the capacity, 1.",
    ]


def test_identifiers(tmp_path: Path) -> None:
    mentees = "id,name,occupation\nP1,Ana,1\nP1 ,Bob,1\n4,Eve,1\n,Zoé,1\n,,1\np1,Joe,1\n"
    assert refusal(tmp_path, mentees) == [
        "mentees.csv:3:id The identifier “P1” is already that of row 2.",
        "mentees.csv:6:id The row has neither a name nor an identifier.",
    ]
    assert refusal(tmp_path, mentees.replace("4,Eve", "5,Eve").replace("P1 ", "P2").replace("\n,,1", "")) == [
        "mentees.csv:5:id The row has no identifier, and its number is already the identifier of row 4.",
    ]
    assert refusal(tmp_path, "name,occupation\nAna,1\n,2\n") == [
        "mentees.csv:3:name The row has neither a name nor an identifier."
    ]
    assert [one.id for one in read(tmp_path, "name,occupation\n\nAna,1\n,\nBob,2\n").mentees] == ["3", "5"]


def test_an_occupation_is_asked_for_and_may_be_unknown(tmp_path: Path) -> None:
    mentees = "id,occupation\nP1,inconnu\nP2, \nP3,comptable; ;21300\n"
    assert refusal(tmp_path, mentees) == ["mentees.csv:3:occupation The occupation is missing."]
    people = read(tmp_path, mentees.replace("P2, ", "P2,n/a")).mentees
    assert [one.occupations for one in people] == [(), (), ("comptable", "21300")]


def test_every_bad_value_is_said_with_its_place(tmp_path: Path) -> None:
    mentees = (
        "id,occupation,Yrs exp,Langues,Meeting,Availability,Waiting since,Background matters\n"
        "P1,1,many,en:13,pigeon,never,01/05/2026,perhaps\n"
    )
    assert refusal(tmp_path, mentees) == [
        "mentees.csv:2:Yrs exp “many” is not a number of years.",
        "mentees.csv:2:Langues “en:13” is not a language with a level from 1 to 12.",
        "mentees.csv:2:Meeting Not understood: pigeon.",
        "mentees.csv:2:Availability Not understood: never.",
        "mentees.csv:2:Waiting since “01/05/2026” can be read as two dates: the day or the month may come first.",
        "mentees.csv:2:Background matters “perhaps” is neither yes nor no.",
    ]


def test_what_is_only_remarked(tmp_path: Path) -> None:
    mentees = "id,occupation,email,languages,province\nP1,1,ana at ex.ca,Klingon; English fluent,Narnia\n"
    assert warnings(tmp_path, mentees) == [
        "mentees.csv:2:email “ana at ex.ca” does not look like an e-mail address.",
        "mentees.csv:2:languages “Klingon” is not a language that is known here; it is compared as it is written.",
        "mentees.csv:2:languages “fluent” is not a CLB or NCLC level and is left out.",
        "mentees.csv:2:province “Narnia” is not a province or territory of Canada.",
    ]
    [mentee] = read(tmp_path, mentees).mentees
    assert (mentee.email, mentee.languages, mentee.province) == (
        "ana at ex.ca",
        {"klingon": None, "en": None},
        "Narnia",
    )


def test_a_cell_with_a_fault_is_said_once(tmp_path: Path) -> None:
    mentees = "id,name,occupation\nP1,Ana,#N/A\nP2,Bob\nP3,Eve,,x\n"
    assert refusal(tmp_path, mentees, MENTORS) == [
        "mentees.csv:2:occupation The cell holds the error #N/A.",
        "mentees.csv:3:occupation The occupation is missing.",
        "mentees.csv:4 The row has more cells than the header; too many: x.",
    ]
