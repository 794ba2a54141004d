"""Two lists of people, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parcours.tables.cohort.people import Mentee, Mentor
from parcours.tables.findings import Finding


@dataclass(frozen=True, slots=True)
class Source:
    """Where one side comes from: its `file` as the user gave it, and the `headers` of its columns by field."""

    file: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def header(self, field: str) -> str | None:
        """Return the header of a field as the user wrote it, or None where there is no such column."""
        return self.headers.get(field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Two lists of people, in the order of their files.

    `locks` are the pairs (mentee id, mentor id) that must stay, sorted. `carried_mentees` and `carried_mentors` are
    the headers of the columns that were not used, in order; each person has their cells. `mentees_table` and
    `mentors_table` say which header stands for which field. `warnings` are remarks on the files; `more_warnings`
    were only counted. `withdrawn_mentees` and `withdrawn_mentors` are the ids of those left out because they do not
    agree to be matched.
    """

    mentees: list[Mentee]
    mentors: list[Mentor]
    locks: list[tuple[str, str]]
    carried_mentees: tuple[str, ...]
    carried_mentors: tuple[str, ...]
    mentees_table: Source
    mentors_table: Source
    warnings: list[Finding]
    more_warnings: int
    withdrawn_mentees: frozenset[str] = frozenset()
    withdrawn_mentors: frozenset[str] = frozenset()
