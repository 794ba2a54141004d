import pytest

from parcours.tables.cohort.fields import MENTEES, MENTORS, MENTORS_KEPT, PARTICIPANTS_KEPT
from parcours.tables.findings import Findings
from parcours.tables.grid import Grid
from parcours.tables.headers import find_table
from tests.tables.made import said

BOTH = """
id: Identifiant; N°; #; Numéro de dossier; Matricule; File number; ID
name: Nom; NOM COMPLET; Full name; Nom et prénom; 1. Nom complet; Name / Nom
first_name: Prénom; First name; Given names
last_name: Nom de famille; Surname; Last name
email: Courriel; E-mail; Email address *; Adresse courriel; Courriel / Email
occupation: Profession; Métier ou profession; NOC 2021; Profession (code CNP); Job title; Emploi visé
occupation: Occupation aimed at; Target occupation
years_experience: Années d'expérience; ANNÉES_D_EXPÉRIENCE; yrs exp.; Years of Experience; Expérience (années)
languages: Langues; Langue(s) parlée(s); Languages spoken; Language
city: Ville; City of residence; Ville de résidence; Municipality
province: Prov.; Province/Territory; Province ou territoire
meeting: Mode de rencontre; In person or online?; Meeting format; En personne ou en ligne
availability: Disponibilité; Disponibilités; When are you available?; Availability
employer: Employeur; Company; Current employer; Nom de l’employeur
avoid: À éviter; Do not match with; Conflit d’intérêts
prefers: Préférences; Preferred mentors; Choix
locked_with: Jumelé avec; Locked with; Already matched
background: Origine; Parcours; Shared background
agrees: Consents to matching; Agrees to be matched; Consentement au jumelage; Accepte d’être jumelé(e)
"""
MENTEE = """
id: Mentee ID; id_mentee
name: Nom de la personne mentorée; Mentee’s name; Nom du mentoré(e)
agency: Organisme; Agence; Referring agency; Nom de l'organisme
goals: Objectifs; Objectif(s); Mentoring goals; Besoins
waiting_since: En attente depuis; Date d'inscription; Waiting since; Registration date
background_matters: Origine importante; Parcours semblable; Same background
"""
MENTOR = """
id: Mentor ID
name: Mentor name; Nom du/de la mentor/e
employer: Organisation; Organisme
capacity: Capacité; Nombre de mentoré(e)s; Max. mentees; Places disponibles
minimum: Minimum; Nombre minimal de mentorés
offers: Offre; Peut aider avec; Expertise
department: Service; Département; Department
"""

BEFORE = """
occupation_before: Occupation before; Previous occupation; Former occupation; Occupation in home country
occupation_before: Prior job title; Prior job titles; Occupation (before arrival); Occupation before arrival in Canada
occupation_before: Profession antérieure; Professions antérieures; Ancienne profession; Profession avant
occupation_before: Profession d’origine; Métier antérieur; Previous occupation / Profession antérieure
occupation: Occupation; Current occupation; Profession actuelle; Target occupation; Profession visée; Job title
"""


def cases(text: str) -> list[tuple[str, str]]:
    lines = (line.split(": ", 1) for line in text.strip().splitlines())
    return [(field, header) for field, headers in lines for header in headers.split("; ")]


@pytest.mark.parametrize(("field", "header"), cases(BOTH) + cases(MENTEE))
def test_headers_of_mentees(field: str, header: str) -> None:
    assert MENTEES.field_of(header) == field


@pytest.mark.parametrize(("field", "header"), cases(BOTH) + cases(MENTOR))
def test_headers_of_mentors(field: str, header: str) -> None:
    assert MENTORS.field_of(header) == field


@pytest.mark.parametrize(
    "header",
    ["Téléphone", "Notes", "Pays d’origine", "Years in Canada", "Mentor", "Previous occupation", "Occupation before",
     "Langue maternelle",
     "Number of people", "Postal code", "Timestamp", "References", "Statut"],
)  # fmt: skip
def test_what_is_something_else(header: str) -> None:
    assert (MENTEES.field_of(header), MENTORS.field_of(header)) == (None, None)


def test_columns_of_the_other_side_are_not_taken() -> None:
    assert [MENTEES.field_of(header) for header in ("Capacity", "Mentor ID", "Service")] == [None] * 3
    assert [MENTORS.field_of(header) for header in ("Goals", "Mentee ID", "Waiting since")] == [None] * 3


@pytest.mark.parametrize(("field", "header"), cases(BEFORE))
def test_what_participants_did_before_is_told_from_what_they_aim_at(field: str, header: str) -> None:
    assert PARTICIPANTS_KEPT.field_of(header) == field


def test_a_header_that_matching_knows_is_no_occupation_before() -> None:
    for names in (MENTEES, MENTORS, MENTORS_KEPT):
        known = [word for field, words in names.aliases.items() for word in (field, *words)]
        assert [word for word in known if PARTICIPANTS_KEPT.field_of(word) == "occupation_before"] == []


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["Nom", "Prénom"], {"last_name": 0, "first_name": 1}),
        (["Nom"], {"name": 0}),
        (["Nom de famille", "Prénom"], {"last_name": 0, "first_name": 1}),
        (["Prénom", "Nom", "Nom de famille"], {"name": 1}),
        (["Prénom", "Nom", "Nom complet"], {"name": 2}),
        (["First name", "Last name", "Name"], {"name": 2}),
        (["First name"], {"first_name": 0}),
    ],
)
def test_what_is_the_name(header: list[str], columns: dict[str, int]) -> None:
    findings = Findings("a.csv")
    grid = Grid("a.csv", [(1, [*header]), (2, ["x"])], [], ragged=True)
    assert find_table(grid, MENTEES, {}, findings).columns == columns
    assert said(findings.errors) == []
