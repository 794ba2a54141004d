"""Which pairs a program's rules forbid, one pair at a time."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from parcours.engine.checking.people import Mentee, Mentor, Person, Program


class Rules:
    """The rules of a program, asked about a mentee and a mentor. Where a side is unknown, a rule lets them pass."""

    def __init__(self, program: Program) -> None:
        """Know the rules that hold."""
        self._held, self._digits = program.rules, program.digits
        self._fields: dict[int, frozenset[str]] = {}

    def broken(self, mentee: Mentee, mentor: Mentor) -> Iterator[str]:
        """Yield the names of the rules that forbid this pair."""
        held = self._held
        if "occupation" in held and _apart(self._field(mentee), self._field(mentor)):
            yield "occupation"
        if "language" in held and _apart(mentee.languages.keys(), mentor.languages.keys()):
            yield "language"
        if "meeting" in held and not _can_meet(mentee, mentor):
            yield "meeting"
        if "availability" in held and _apart(mentee.availability, mentor.availability):
            yield "availability"
        if self.avoided(mentee, mentor):
            yield "avoid"
        if "employer" in held and mentee.employer and mentee.employer == mentor.employer:
            yield "employer"

    def avoided(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Return whether one of the two asked not to meet the other, and the program heeds it."""
        return "avoid" in self._held and (
            mentor.id in mentee.avoid_ids
            or mentee.id in mentor.avoid_ids
            or (mentor.employer != "" and mentor.employer in mentee.avoid_employers)
            or (mentee.employer != "" and mentee.employer in mentor.avoid_employers)
        )

    def _field(self, person: Person) -> frozenset[str]:
        """Return the first digits of everything this person does, found once."""
        found = self._fields.get(id(person))
        if found is None:
            found = frozenset(code[: self._digits] for code in person.occupations)
            self._fields[id(person)] = found
        return found


def _apart(mine: AbstractSet[str], theirs: AbstractSet[str]) -> bool:
    """Return whether both are known, and have nothing in common."""
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _can_meet(mentee: Mentee, mentor: Mentor) -> bool:
    if not mentee.meeting or not mentor.meeting:
        return True
    ways = mentee.meeting & mentor.meeting
    if "online" in ways:
        return True
    if not ways:
        return False
    if not mentee.city or not mentor.city:
        return True
    provinces = {mentee.province, mentor.province} - {""}
    return mentee.city == mentor.city and len(provinces) <= 1
