"""The figures of a cohort. Each is a set of people, so that its list and its number cannot differ (docs/adr/0104).

Nobody is in a set twice: whoever was matched again is one mentee, with the hours of both mentorships.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parcours.applications.models import Application
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import COURSE
from parcours.outcomes.lists import SUCCESSES
from parcours.reporting.cohort.facts import Facts
from parcours.reporting.cohort.words import FIGURES, SECTIONS, Words

type People = frozenset[int]

HOUR = 60
MENTEE, MENTOR = "mentee", "mentor"
HOURS, EACH, EMPLOYERS = "hours", "each", "employers"
_SENT = ("proposed", "mentor_accepted", *COURSE)
_IN = frozenset({"eligible", "in_review", "waitlisted", "accepted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: the ``people`` who are counted, as numbers of mentees or mentors by ``side``.

    ``whole`` are those who could have been counted, unknowns among them; ``reached`` those of them who answered, None
    where nobody was asked anything. With a ``unit``, ``amount`` is shown in place of the number of people: employers,
    hours, or hours divided by the people. ``means`` are those before and after. ``is_dated`` says whether it is known
    for a day that is past, ``is_private`` whether nobody but the organization itself sees it about single people,
    ``is_alone`` whether it adds up with no other figure to a third one.
    """

    key: str
    people: People
    whole: People | None = None
    reached: People | None = None
    side: str = MENTEE
    amount: Fraction = Fraction(0)
    unit: str = ""
    means: tuple[Fraction, ...] = ()
    is_dated: bool = True
    is_private: bool = False
    is_alone: bool = False
    label: Words = ""
    meaning: Words = ""

    @property
    def words(self) -> tuple[str, str]:
        """What it is called, and the sentence that says what it counts."""
        label, meaning = FIGURES.get(self.key.partition(":")[2] or self.key, ("", ""))
        return str(self.label or label), str(self.meaning or meaning)


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that stand together."""

    key: str
    figures: Sequence[Figure]

    @property
    def title(self) -> str:
        """What they are about."""
        return str(SECTIONS[self.key])


def mentees(facts: Facts) -> Section:
    """Return the way of the mentees; whoever is counted at a step is counted at each before it."""
    applied, eligible, accepted, matched, together, met, completed = _nested(
        [
            _people(row.participant_id for row in facts.applications if _is_applied(facts, row)),
            _people(
                row.participant_id
                for row in facts.applications
                if _is_applied(facts, row) and _is_eligible(row)
            ),
            _people(
                row.participant_id
                for row in facts.applications
                if row.status == "accepted" and facts.had(row.since)
            ),
            _people(row.participant_id for row in facts.pairs if row.status in _SENT and _is_known(facts)),
            agreed(facts),
            _people(
                row.participant_id
                for row in facts.pairs
                if row.status in COURSE and row.started_on is not None and facts.had(row.started_on)
            ),
            _people(row.participant_id for row in facts.pairs if _is_completed(facts, row)),
        ]
    )
    left = _people(
        row.participant_id for row in facts.follow_ups if row.point == "exit" and facts.had(row.due_on)
    )
    known = _people(
        row.participant_id for row in facts.follow_ups if row.counts and facts.had(row.answered_on)
    )
    return Section(
        "mentees",
        (
            Figure(key="applied", people=applied),
            Figure(key="eligible", people=eligible, whole=applied, is_dated=False),
            Figure(key="accepted", people=accepted, whole=applied),
            Figure(key="matched", people=matched, whole=applied, is_dated=False),
            Figure(key="agreed", people=together, whole=applied),
            Figure(key="met", people=met, whole=applied),
            Figure(key="completed", people=completed, whole=applied),
            Figure(key="left", people=left, whole=together | left),
            Figure(key="known", people=known & left, whole=left),
        ),
    )


def mentors(facts: Facts) -> Section:
    """Return the way of the mentors, their employers and the hours that they gave."""
    paired = _people(
        row.mentor_id for row in facts.pairs if row.status in COURSE and facts.had(row.agreed_on)
    )
    asked, part, paired, completed = _nested(
        [
            _people(row.mentor_id for row in facts.places if _is_known(facts)),
            _people(row.mentor_id for row in facts.places if row.status == "agreed" and facts.had(row.since)),
            paired,
            _people(row.mentor_id for row in facts.pairs if _is_completed(facts, row)),
        ]
    )
    employers = {row.mentor_id: row.mentor.person.employer.casefold() for row in facts.places}
    named = frozenset(who for who in part if employers.get(who))
    given = sum(facts.minutes_of(row) for row in facts.pairs)
    return Section(
        "mentors",
        (
            Figure(key="mentors-asked", people=asked, side=MENTOR, is_dated=False),
            Figure(key="mentors-part", people=part, whole=asked, side=MENTOR),
            Figure(
                key="employers",
                people=named,
                side=MENTOR,
                amount=Fraction(len({employers[who] for who in named})),
                unit=EMPLOYERS,
            ),
            Figure(key="mentors-paired", people=paired, whole=asked, side=MENTOR),
            Figure(key="mentors-completed", people=completed, whole=asked, side=MENTOR),
            Figure(
                key="mentors-hours",
                people=paired,
                side=MENTOR,
                amount=Fraction(given, HOUR),
                unit=HOURS,
            ),
        ),
    )


def hours(facts: Facts) -> Section:
    """Return the hours of the mentees: in all, for each of them, and who reached the target of the program."""
    minutes = minutes_by_mentee(facts)
    together, total = frozenset(minutes), sum(minutes.values())
    target = facts.cohort.program.required_hours * HOUR
    return Section(
        "hours",
        (
            Figure(key="hours", people=together, amount=Fraction(total, HOUR), unit=HOURS),
            Figure(key="hours-each", people=together, amount=Fraction(total, HOUR), unit=EACH),
            Figure(
                key="hours-reached",
                people=frozenset(who for who, found in minutes.items() if found >= target),
                whole=together,
            ),
        ),
    )


def minutes_by_mentee(facts: Facts) -> dict[int, int]:
    """Return the minutes that count of each mentee who agreed, with whichever mentor."""
    found = dict.fromkeys(agreed(facts), 0)
    for row in facts.pairs:
        if row.participant_id in found:
            found[row.participant_id] += facts.minutes_of(row)
    return found


def minutes_by_mentor(facts: Facts) -> dict[int, int]:
    """Return the minutes that count of each mentor, with all of their mentees."""
    found: dict[int, int] = {}
    for row in facts.pairs:
        found[row.mentor_id] = found.get(row.mentor_id, 0) + facts.minutes_of(row)
    return found


def agreed(facts: Facts) -> People:
    """Return the mentees who had a mentor with whom both agreed."""
    return _people(
        row.participant_id for row in facts.pairs if row.status in COURSE and facts.had(row.agreed_on)
    )


def _people(numbers: Iterable[int]) -> People:
    return frozenset(numbers)


def _nested(steps: Sequence[People]) -> list[People]:
    """Return the steps, each with whoever is counted at a later one."""
    found: list[People] = []
    later: People = frozenset()
    for step in reversed(steps):
        later |= step
        found.append(later)
    return found[::-1]


def _is_known(facts: Facts) -> bool:
    """Whether the day is today: what has no day of its own is not known for another."""
    return facts.had(None)


def _is_applied(facts: Facts, row: Application) -> bool:
    if row.submitted_at is None and row.status in {"draft", "withdrawn"}:
        return False
    return facts.had(row.submitted_at)


def _is_eligible(row: Application) -> bool:
    """Whether they stand so, or the rules had nothing against them and staff nothing later."""
    turned_down = row.status == "not_eligible" or row.decline_reason == "not_eligible"
    return row.status in _IN or not (turned_down or row.reasons or row.missing)


def _is_completed(facts: Facts, row: Mentorship) -> bool:
    is_success = row.status == "completed" or (row.status == "ended_early" and row.end_reason in SUCCESSES)
    return is_success and facts.had(row.ended_on)
