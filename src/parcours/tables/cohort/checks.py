"""Checks between people: whom they avoid, whom they wish for, and who is locked with whom."""

import difflib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parcours.tables.cells import shown
from parcours.tables.cohort.cohort import Source
from parcours.tables.cohort.people import Mentee, Mentor, Person
from parcours.tables.findings import N_, Findings
from parcours.tables.text import fold

_GUESSES = 20  # looking for the closest identifier takes time: the first lines that need it are enough


@dataclass(slots=True)
class Side[Kind: Person]:
    """One file: its people, the findings about it, and where they come from."""

    people: list[Kind]
    findings: Findings
    source: Source


class Register:
    """Finds people of one side by identifier or name, and employers."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = {person.id: person for person in people}
        self.names: dict[str, list[str]] = defaultdict(list)
        for person in people:
            if person.name:
                self.names[fold(person.name)].append(person.id)
        self.employers = set(map(fold, {person.employer for person in people})) - {""}
        self._guesses = _GUESSES

    def find(self, text: str) -> list[str]:
        """Return the identifiers that a text means: itself, or those of the people of that name."""
        return [text] if text in self.people else self.names.get(fold(text), [])

    def closest(self, text: str) -> str | None:
        """Return the identifier most like a text that is none, or None."""
        self._guesses -= 1
        if self._guesses < 0:
            return None
        near = difflib.get_close_matches(text[:50], self.people, n=1)
        return near[0] if near else None


def resolve_wishes[Kind: Person](side: Side[Kind], others: Register) -> None:
    """Find out whom the people of ``side`` avoid and prefer; warn of what names nobody."""
    for index, person in enumerate(side.people):
        if person.avoid or person.prefers:
            side.people[index] = replace(
                person,
                prefers=_preferred(person, side, others),
                avoid_ids=frozenset(found for text in person.avoid for found in others.find(text)),
                avoid_employers=frozenset(map(fold, person.avoid)) & others.employers,
            )
            _warn_of_unknown(person, side, others)


def _preferred[Kind: Person](person: Person, side: Side[Kind], others: Register) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in person.prefers:
        ids = others.find(text)
        if len(ids) != 1:
            side.findings.warning(
                person.row,
                side.source.header("prefers"),
                N_("“{id}” is nobody in the other file and is left out."),
                N_("Write the identifiers of people of the other file, best first, separated by “;”."),
                id=shown(text),
            )
        elif ids[0] in found:
            side.findings.warning(
                person.row,
                side.source.header("prefers"),
                N_("“{id}” is named twice; the first place counts."),
                N_("Name each person once, best first."),
                id=shown(text),
            )
        else:
            found[ids[0]] = None
    return tuple(found)


def _warn_of_unknown[Kind: Person](person: Person, side: Side[Kind], others: Register) -> None:
    for text in person.avoid:
        if not others.find(text) and fold(text) not in others.employers:
            side.findings.warning(
                person.row,
                side.source.header("avoid"),
                N_("“{id}” is neither a person nor an employer of the other file, so nothing is avoided."),
                N_(
                    "Write identifiers, names or employers as they stand in the other file, separated by “;”."
                ),
                id=shown(text),
            )


def check_locks(mentees: Side[Mentee], mentors: Side[Mentor]) -> list[tuple[str, str]]:
    """Return the pairs (mentee, mentor) that are locked, sorted; report every lock that cannot be kept."""
    if not any(person.locked_with for person in (*mentees.people, *mentors.people)):
        return []
    all_mentees, all_mentors = Register(mentees.people), Register(mentors.people)
    said: dict[tuple[str, str], Person] = {}
    for mentee in mentees.people:
        for mentor_id in _locked(mentee, mentees, all_mentees, all_mentors):
            said.setdefault((mentee.id, mentor_id), mentee)
    for mentor in mentors.people:
        for mentee_id in _locked(mentor, mentors, all_mentors, all_mentees):
            said.setdefault((mentee_id, mentor.id), mentor)
    _check_one_mentor(said, mentees, mentors)
    _check_capacity(said, mentors)
    return sorted(said)


def _locked[Kind: Person](person: Person, side: Side[Kind], own: Register, others: Register) -> list[str]:
    """Return the identifiers of those that ``person`` is locked with; report the entries that are none."""
    found = []
    for text in person.locked_with:
        if text in others.people:
            found.append(text)
        else:
            what, fix, params = _why_not(text, own, others)
            side.findings.error(
                person.row, side.source.header("locked_with"), what, fix, id=shown(text), **params
            )
    return found


def _why_not(text: str, own: Register, others: Register) -> tuple[str, str, dict[str, object]]:
    named = others.find(text)
    if named:
        return (
            N_("The lock must give an identifier; “{id}” is a name."),
            N_("Write the identifier of that person: {named}."),
            {"named": named[:5]},
        )
    if own.find(text):
        return (
            N_("A lock joins a mentee and a mentor; “{id}” is in this same file."),
            N_("Write the identifier of somebody in the other file."),
            {},
        )
    closest = others.closest(text)
    what = N_("“{id}” is not an identifier of the other file, so there is nobody to lock with.")
    if closest:
        return (
            what,
            N_("Did you mean “{closest}”? Separate several identifiers with “;”."),
            {"closest": closest},
        )
    return what, N_("Write an identifier of the other file; separate several with “;”."), {}


def _check_one_mentor(
    said: dict[tuple[str, str], Person], mentees: Side[Mentee], mentors: Side[Mentor]
) -> None:
    """Report each mentee who is locked with several mentors, in the row that says the second lock."""
    locked: dict[str, list[str]] = defaultdict(list)
    for mentee_id, mentor_id in said:
        locked[mentee_id].append(mentor_id)
    for mentee_id, found in locked.items():
        if len(found) > 1:
            person = said[mentee_id, found[1]]
            side: Side[Mentee] | Side[Mentor] = mentees if isinstance(person, Mentee) else mentors
            side.findings.error(
                person.row,
                side.source.header("locked_with"),
                N_("The mentee “{mentee}” is locked with several mentors: {mentors}."),
                N_("Keep one of these locks."),
                mentee=mentee_id,
                mentors=found,
            )


def _check_capacity(said: dict[tuple[str, str], Person], mentors: Side[Mentor]) -> None:
    """Report each mentor with more locks than places."""
    locked: dict[str, list[str]] = defaultdict(list)
    for mentee_id, mentor_id in said:
        locked[mentor_id].append(mentee_id)
    for mentor in mentors.people:
        if len(locked[mentor.id]) > mentor.capacity:
            mentors.findings.error(
                mentor.row,
                mentors.source.header("capacity"),
                N_("The mentor “{mentor}” is locked with {locked} and has a capacity of {capacity}."),
                N_("Raise the capacity, or remove locks."),
                mentor=mentor.id,
                locked=locked[mentor.id],
                capacity=mentor.capacity,
            )
