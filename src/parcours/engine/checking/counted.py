"""What a result counts of a cohort: agencies, quotas, and supply and demand of occupations."""

from collections import Counter
from collections.abc import Mapping

from parcours.engine.checking.people import Cohort, Person
from parcours.engine.checking.said import Counts

AGENCY, AGENCY_QUOTA, HOST_QUOTA, SUPPLY = "agency", "agency quota", "host quota", "supply"


def counted(cohort: Cohort, now: Mapping[str, str]) -> Counts:
    """Return the people and places of each group, where `now` is who has whom."""
    program = cohort.program
    employer = {mentor.id: mentor.employer for mentor in cohort.mentors}
    people = Counter(mentee.agency for mentee in cohort.mentees)
    placed = Counter(mentee.agency for mentee in cohort.mentees if mentee.id in now)
    hosted = Counter(employer[mentor] for mentor in now.values())
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    found |= {(AGENCY, name): (number, placed[name]) for name, number in people.items()}
    found |= {(AGENCY_QUOTA, name): (placed[name],) for name in program.agencies}
    found |= {(HOST_QUOTA, name): (hosted[name],) for name in program.employers}
    groups: dict[str, list[int]] = {}
    for mentee in cohort.mentees:
        row = groups.setdefault(_group(mentee, program.digits), [0, 0, 0, 0])
        row[0] += 1
        row[1] += mentee.id in now
    for mentor in cohort.mentors:
        row = groups.setdefault(_group(mentor, program.digits), [0, 0, 0, 0])
        row[2] += 1
        row[3] += mentor.capacity
    return found | {(SUPPLY, name): tuple(row) for name, row in groups.items()}


def _group(person: Person, digits: int) -> str:
    """Return the first digits of the main occupation, nothing where it is unknown."""
    return person.occupations[0][:digits] if person.occupations else ""
