"""Small spreadsheets for the tests of the command."""

from pathlib import Path

MENTEES = """id,name,occupation,languages,city,meeting,availability,years_experience,goals,agency,Notes
E1,Amara Diallo,21300,en:8; fr:9,Ottawa,in_person; online,weekday_evening,6,networking; licensing,North,calls first
E2,Bao Tran,21300,en:7,Ottawa,online,weekend,3,networking,North,
E3,Carla Reyes,31301,en:9; es,Toronto,online,weekday_day,8,licensing,South,night shifts
E4,Dina Haddad,11100,fr:10,Gatineau,in_person,weekend,12,resume,South,
"""

MENTORS = """id,name,occupation,languages,city,meeting,availability,years_experience,offers,capacity,employer,Floor
M1,Nadia Roy,21300,en; fr,Ottawa,in_person; online,weekday_evening; weekend,15,networking; licensing,1,City of Ottawa,4
M2,Paul Kim,21301,en,Ottawa,online,weekend,10,networking,1,Bridge Co,2
M3,Rosa Lind,31301,en,Toronto,online,weekday_day,20,licensing,2,Hospital,
M4,Sam Ray,11100,en,Toronto,in_person,weekend,9,resume,1,Bank,9
"""


def cohort(folder: Path, mentees: str = MENTEES, mentors: str = MENTORS) -> list[str]:
    """Write the two files and return the beginning of a command line that matches them."""
    (folder / "mentees.csv").write_text(mentees, encoding="utf-8")
    (folder / "mentors.csv").write_text(mentors, encoding="utf-8")
    return ["match", str(folder / "mentees.csv"), str(folder / "mentors.csv"), "--lang", "en"]


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
