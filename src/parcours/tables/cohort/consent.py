"""Who does not agree, or no longer agrees, to be matched: they are left out, and with them the pairs fixed for them."""

from dataclasses import replace

from parcours.tables.cohort.cohort import Cohort
from parcours.tables.findings import N_, Finding


def without_refusals(cohort: Cohort) -> Cohort:
    """Return `cohort` without those who do not agree to be matched, with a warning where anybody is left out."""
    mentees = frozenset(one.id for one in cohort.mentees if not one.agrees)
    mentors = frozenset(one.id for one in cohort.mentors if not one.agrees)
    warnings = [
        Finding(
            "warning",
            side.file,
            one.row,
            side.header("agrees"),
            N_("{who} does not agree to be matched, and is left out."),
            N_("Write yes once the person agrees."),
            {"who": one.name or one.id},
        )
        for side, people in ((cohort.mentees_table, cohort.mentees), (cohort.mentors_table, cohort.mentors))
        for one in people
        if not one.agrees
    ]
    return replace(
        cohort,
        mentees=[one for one in cohort.mentees if one.agrees],
        mentors=[one for one in cohort.mentors if one.agrees],
        locks=[lock for lock in cohort.locks if lock[0] not in mentees and lock[1] not in mentors],
        withdrawn_mentees=mentees,
        withdrawn_mentors=mentors,
        warnings=[*cohort.warnings, *warnings],
    )
