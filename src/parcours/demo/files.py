"""The sample cohort as two spreadsheets, each as an English or a French spreadsheet program would save it."""

import csv
from collections.abc import Sequence
from pathlib import Path

from parcours.demo.cohort import Row
from parcours.demo.people import Words

HEADERS: dict[str, Words] = {
    "id": ("ID", "Identifiant"),
    "name": ("Name", "Nom"),
    "email": ("Email", "Courriel"),
    "occupation": ("Occupation", "Profession"),
    "years_experience": ("Years of experience", "Années d’expérience"),
    "languages": ("Languages", "Langues"),
    "city": ("City", "Ville"),
    "province": ("Province", "Province"),
    "meeting": ("Meeting", "Rencontre"),
    "availability": ("Availability", "Disponibilité"),
    "employer": ("Employer", "Employeur"),
    "avoid": ("Avoid", "À éviter"),
    "prefers": ("Preferences", "Préférences"),
    "locked_with": ("Locked with", "Jumelage imposé"),
    "background": ("Background", "Parcours de vie"),
    "agency": ("Agency", "Organisme"),
    "goals": ("Goals", "Objectifs"),
    "waiting_since": ("Waiting since", "En attente depuis"),
    "background_matters": ("Background matters", "Parcours semblable souhaité"),
    "capacity": ("Capacity", "Capacité"),
    "minimum": ("Minimum", "Minimum"),
    "offers": ("Offers", "Offres"),
    "department": ("Department", "Service"),
}


def write_csv(path: Path, rows: Sequence[Row], lang: str) -> None:
    """Write ``rows`` under headers in ``lang``: commas in English, semicolons and a byte order mark in French."""
    french = lang == "fr"
    with path.open("w", encoding="utf-8-sig" if french else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if french else ",", lineterminator="\r\n")
        writer.writerow(HEADERS[column][french] for column in rows[0])
        writer.writerows(row.values() for row in rows)
