"""Remarks on a cohort that only the occupations and the answer bring out."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from parcours.core.language import N_
from parcours.engine.occupations.reading import ReadingStatus
from parcours.engine.occupations.suggestions import Outcome
from parcours.engine.occupations.taxonomy import Taxonomy
from parcours.matching.occupations import How, Understood
from parcours.tables.cohort.rows import Cohort
from parcours.tables.findings import Finding

_UNSURE: Mapping[ReadingStatus, str] = MappingProxyType(
    {
        ReadingStatus.UNKNOWN: N_("Occupation not recognised: choose a code (“{text}”)."),
        ReadingStatus.NO_SUCH_CODE: N_(
            "Occupation not recognised: “{text}” is no code of NOC 2021; choose a code."
        ),
        ReadingStatus.AMBIGUOUS: N_("The occupation “{text}” may be one of several: choose a code."),
        ReadingStatus.BROAD: N_(
            "The occupation “{text}” is a group of occupations: choose a code of five digits."
        ),
    }
)
_CODED: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.CHOOSE: N_("It is not certain which occupation “{text}” is: choose a code."),
        Outcome.EMPLOYER_ONLY: N_(
            "“{text}” looks like the name of an employer: choose the code of the work done there."
        ),
    }
)
_NEAREST = N_("Write one of these codes, or look for another: {occupations}.")
_NO_IDEA = N_("Write the five-digit code of NOC 2021 that fits the person’s work.")

_BROKEN: Mapping[str, str] = MappingProxyType(
    {
        "occupation": N_(
            "Fixed by hand against the occupation rule: their codes have too few digits in common."
        ),
        "language": N_("Fixed by hand against the language rule: they share no working language."),
        "meeting": N_("Fixed by hand against the meeting rule: they share no way of meeting."),
        "availability": N_(
            "Fixed by hand against the availability rule: they are never free at the same time."
        ),
        "avoid": N_("Fixed by hand although one of them asked not to meet the other."),
        "employer": N_("Fixed by hand against the employer rule: both work for the same employer."),
    }
)

_FEWER = N_("Raise the maximum, or empty the cell of a pair that is fixed by hand.")
_OTHER_MODE = N_("The mode “stable” passes over this limit: choose another mode where it must hold.")


class Limited(NamedTuple):
    """A group with a quota, as it was set, and how many `placed` it has; `field` is the column that names the group."""

    field: str
    name: str
    least: int
    most: int | None
    placed: int


def unsure_occupations(
    cohort: Cohort, readings: Mapping[str, Understood], taxonomy: Taxonomy, language: str
) -> Iterator[Finding]:
    """Yield a warning for every occupation that a person has to choose, or that was read with its zeros restored."""
    for side, people in ((cohort.mentees_table, cohort.mentees), (cohort.mentors_table, cohort.mentors)):
        for person in people:
            for text in person.occupations:
                found = readings[text]
                if found.how is How.OPEN:
                    options = [f"{one.code} {taxonomy.title(one.code, language)}" for one in found.options]
                    what, fix = why_open(found), _NEAREST if options else _NO_IDEA
                    params: dict[str, object] = {"text": text, "occupations": options}
                elif found.how is How.CODE and found.reading.status is ReadingStatus.ZEROS_RESTORED:
                    what = N_("“{text}” was read as {code}: a spreadsheet took its leading zeros away.")
                    fix = N_("Format the column as text, then write {code}.")
                    params = {"text": text, "code": found.code}
                else:
                    continue
                yield Finding("warning", side.file, person.row, side.header("occupation"), what, fix, params)


def why_open(found: Understood) -> str:
    """Return the message that says why a person has to choose the code of an occupation."""
    otherwise = _UNSURE[found.reading.status]
    return _CODED.get(found.coded.outcome, otherwise) if found.coded else otherwise


def broken_locks(cohort: Cohort, broken: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Yield a warning for every rule that a pair fixed by hand breaks; `broken` gives the rules by mentee id."""
    locks = dict(cohort.locks)
    mentors = {mentor.id: mentor for mentor in cohort.mentors}
    for mentee in cohort.mentees:
        for rule in broken.get(mentee.id, ()):
            said_by_mentee = bool(mentee.locked_with)
            side = cohort.mentees_table if said_by_mentee else cohort.mentors_table
            row = mentee.row if said_by_mentee else mentors[locks[mentee.id]].row
            fix = N_("Keep the pair if you are sure ({mentee} with {mentor}); otherwise empty the cell.")
            params = {
                "mentee": mentee.name or mentee.id,
                "mentor": mentors[locks[mentee.id]].name or locks[mentee.id],
            }
            yield Finding("warning", side.file, row, side.header("locked_with"), _BROKEN[rule], fix, params)


def limits_not_kept(
    cohort: Cohort, quotas: Iterable[Limited], placed: Mapping[str, int], *, stable: bool
) -> Iterator[Finding]:
    """Yield a warning for every quota and every minimum of a mentor that does not hold; `placed` is by mentor id.

    Pairs fixed by hand may be more than a maximum; a `stable` choice passes over all such limits.
    """
    for one in quotas:
        side = cohort.mentees_table if one.field == "agency" else cohort.mentors_table
        if one.most is not None and one.placed > one.most:
            what = N_("Places of “{name}”: {placed}, and {most} at most were asked for.")
        elif one.placed < one.least:
            what = N_("Places of “{name}”: {placed}, and {least} at least were asked for.")
        else:
            continue
        fix = _OTHER_MODE if stable else _FEWER
        yield Finding("warning", side.file, None, side.header(one.field), what, fix, one._asdict())
    side = cohort.mentors_table
    for mentor in cohort.mentors:
        facts = {"placed": placed.get(mentor.id, 0), "least": mentor.minimum}
        if facts["placed"] < mentor.minimum:
            what = N_("Mentees: {placed}, and {least} at least were asked for.")
            yield Finding("warning", side.file, mentor.row, side.header("minimum"), what, _OTHER_MODE, facts)
