"""From the people of a cohort on the site to the rows that the adapter takes. What is not on file stays unknown.

Of occupations only the code counts that a person confirmed: for a mentee what they aim at, or else did before; for a
mentor what they do at present, or else did before. Backgrounds are looked at where a mentee asks for it, and by those
alone whose role has that purpose; each look is kept.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import translation

from parcours.accounts.actors import Actor
from parcours.applications.models import Application
from parcours.applications.queries import places_of
from parcours.core.codes import NO_ANSWERS
from parcours.core.refusals import NotAllowed
from parcours.engagements.lists import LIVE
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import needs_no_other
from parcours.matching.closed import resting
from parcours.matching.models import Exclusion, Wish
from parcours.people.actions.sensitive import look
from parcours.people.consent.queries import refuses
from parcours.people.lists import TOPICS, times_of_week
from parcours.people.models import LanguageSkill, Mentor, OccupationHeld, Participant, Person
from parcours.people.sensitive import Why
from parcours.programs.models import Cohort
from parcours.tables.cohort.cohort import Cohort as Rows
from parcours.tables.cohort.cohort import Source
from parcours.tables.cohort.people import Mentee as MenteeRow
from parcours.tables.cohort.people import Mentor as MentorRow
from parcours.tables.text import fold

LOCALES = {"en": "en", "fr": "fr-ca"}
"""The site’s name of each language that is said."""

_OF_MENTEE, _OF_MENTOR = ("target", "before"), ("present", "before")


def mentee_id(number: int) -> str:
    """Return what a run calls the participant of this number."""
    return f"{{p{number}}}"


def mentor_id(number: int) -> str:
    """Return what a run calls the mentor of this number; sentences have it in place of a name, which may change."""
    return f"{{m{number}}}"


def agency_id(number: int) -> str:
    """Return what sentences of a run have in place of the name of the agency of this number."""
    return f"{{a{number}}}"


def number_in(id_: str) -> int:
    """Return the number of the row that a run calls so."""
    return int(id_[2:-1])


@dataclass(frozen=True)
class Gathered:
    """The people of a cohort with what is on file about them, and what was decided about them so far.

    ``live`` are the pairs that hold, as numbers of mentee and mentor; ``apart`` those that are not to be. ``wishes``
    are by side and number, the dearest first.
    """

    participants: Sequence[Participant]
    mentors: Sequence[Mentor]
    capacities: Mapping[int, int]
    live: Collection[tuple[int, int]]
    apart: Collection[tuple[int, int]]
    waiting: Mapping[int, Application]
    codes: Mapping[tuple[int, str], tuple[str, ...]]
    spoken: Mapping[int, dict[str, int | None]]
    backgrounds: Mapping[int, frozenset[str]] = field(default_factory=dict)
    wishes: Mapping[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)

    def rows(self, language: str, *, pairs: Collection[tuple[int, int]] | None = None) -> Rows:
        """Return the cohort as the adapter takes it, tags in ``language``; the live pairs hold, or ``pairs``."""
        with translation.override(LOCALES[language]):
            topics = {code: TOPICS.label(code) for code, _label in TOPICS.choices if code not in NO_ANSWERS}
        held = self.live if pairs is None else pairs
        taken: dict[int, int] = defaultdict(int)
        for _mentee, mentor in held:
            taken[mentor] += 1
        return Rows(
            mentees=[self._mentee(row, topics) for row in self.participants],
            mentors=[self._mentor(row, topics, taken[row.pk]) for row in self.mentors],
            locks=sorted((mentee_id(mentee), mentor_id(mentor)) for mentee, mentor in held),
            carried_mentees=(),
            carried_mentors=(),
            mentees_table=Source(""),
            mentors_table=Source(""),
            warnings=[],
            more_warnings=0,
        )

    def _mentee(self, row: Participant, topics: Mapping[str, str]) -> MenteeRow:
        applied = self.waiting.get(row.pk)
        return MenteeRow(
            id=mentee_id(row.pk),
            **self._shared(row.person, _OF_MENTEE),
            prefers=tuple(map(mentor_id, self.wishes.get(("mentee", row.pk), ()))),
            avoid_ids=frozenset(mentor_id(mentor) for mentee, mentor in self.apart if mentee == row.pk),
            agency=str(applied.agency_id or "") if applied else "",
            goals={code: topics[code] for code in row.goals if code in topics},
            waiting_since=applied.submitted_at.date() if applied and applied.submitted_at else None,
            background_matters=bool(row.similar_background),
        )

    def _mentor(self, row: Mentor, topics: Mapping[str, str], taken: int) -> MentorRow:
        capacity = max(min(self.capacities[row.pk], row.capacity), taken)
        return MentorRow(
            id=mentor_id(row.pk),
            **self._shared(row.person, _OF_MENTOR),
            prefers=tuple(map(mentee_id, self.wishes.get(("mentor", row.pk), ()))),
            capacity=capacity,
            minimum=min(row.minimum, capacity),
            offers={code: topics[code] for code in row.offers if code in topics},
            department=row.person.department,
        )

    def _shared(self, person: Person, kinds: Sequence[str]) -> dict[str, Any]:
        codes = next((found for kind in kinds if (found := self.codes.get((person.pk, kind)))), ())
        years = person.years_experience
        return {
            "row": 0,
            "name": "",
            "email": "",
            "occupations": codes,
            "years_experience": None if years is None else float(years),
            "languages": self.spoken.get(person.pk, {}),
            "city": person.city,
            "province": person.province,
            "meeting": frozenset(person.meeting),
            "availability": times_of_week(person.availability),
            "employer": person.employer,
            "avoid": (),
            "locked_with": (),
            "background": {tag: tag for tag in self.backgrounds.get(person.pk, ())},
            "carried": {},
        }


def gather(cohort: Cohort, by: Actor) -> Gathered:
    """Return the people of a cohort of the organization in scope, with everything that matching looks at."""
    rows = list(Mentorship.objects.filter(cohort=cohort))
    live = {(row.participant_id, row.mentor_id) for row in rows if row.status in LIVE}
    served = {row.participant_id for row in rows if needs_no_other(row)} - {mentee for mentee, _ in live}
    places = {place.mentor_id: place.places for place in places_of(cohort)}
    applied = {row.participant_id: row for row in Application.objects.filter(cohort=cohort)}
    seated = {number for number, row in applied.items() if row.status == "accepted"} - served
    participants = _with_people(Participant, seated, {mentee for mentee, _ in live})
    mentors = _with_people(Mentor, places, {mentor for _, mentor in live})
    people = [row.person for row in (*participants, *mentors)]
    taking_nobody = {*resting(cohort, mentors), *_refusing(mentors)}
    ruled_out = Exclusion.objects.filter(cohort=cohort).values_list("participant", "mentor")
    return Gathered(
        participants=participants,
        mentors=mentors,
        capacities={row.pk: 0 if row.pk in taking_nobody else places.get(row.pk, 0) for row in mentors},
        live=live,
        apart={*ruled_out, *((row.participant_id, row.mentor_id) for row in rows if did_not_work(row))}
        - live,
        waiting=applied,
        codes=_codes(people),
        spoken=_spoken(people),
        backgrounds=_backgrounds(participants, mentors, by),
        wishes=_wishes(cohort),
    )


def _refusing(mentors: Sequence[Mentor]) -> set[int]:
    return {row.pk for row in mentors if row.refuses}  # type: ignore[attr-defined] # see _with_people


def did_not_work(row: Mentorship) -> bool:
    """Return whether the two are not proposed to each other again: one of them said no, or it ended early."""
    return row.status in {"declined", "ended_early"}


def _with_people[Row: (Participant, Mentor)](
    model: type[Row], numbers: Iterable[int], matched: Collection[int]
) -> list[Row]:
    """Return these rows, less those who refuse to be matched; those who are `matched` stay until that is ended."""
    rows = model.objects.filter(pk__in={*numbers, *matched}).annotate(refuses=refuses("service"))
    rows = rows.exclude(~Q(pk__in=matched), refuses=True).select_related(
        "person__user", "person__organization"
    )
    return list(rows.order_by("called", "pk"))


def _codes(people: Sequence[Person]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Return the confirmed codes of each person and kind of occupation, as they were given."""
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    held = OccupationHeld.objects.filter(person__in=people).exclude(noc="").order_by("pk")
    for person, kind, code in held.values_list("person", "kind", "noc"):
        found[person, kind] = (*found.get((person, kind), ()), code)
    return found


def _spoken(people: Sequence[Person]) -> dict[int, dict[str, int | None]]:
    """Return the languages of each person, with the lowest level given."""
    found: dict[int, dict[str, int | None]] = defaultdict(dict)
    for skill in LanguageSkill.objects.filter(person__in=people):
        found[skill.person_id][skill.language] = skill.lowest
    return found


def _wishes(cohort: Cohort) -> dict[tuple[str, int], tuple[int, ...]]:
    """Return whom each side would like best, as numbers of the other side."""
    found: dict[tuple[str, int], tuple[int, ...]] = {}
    for wish in Wish.objects.filter(cohort=cohort):
        two = (wish.participant_id, wish.mentor_id)
        whose, wanted = two if wish.side == "mentee" else two[::-1]
        found[wish.side, whose] = (*found.get((wish.side, whose), ()), wanted)
    return found


def _backgrounds(
    participants: Sequence[Participant], mentors: Sequence[Mentor], by: Actor
) -> dict[int, frozenset[str]]:
    """Return the backgrounds of the mentees who ask that theirs counts, and of mentors who gave one for it."""
    asking = [row.person for row in participants if row.similar_background]
    if not asking:
        return {}
    try:
        found = {
            person.pk: look(person=person, why=Why.MATCHING, by=by)["background"]
            for person in (*asking, *(row.person for row in mentors))
        }
    except NotAllowed:
        return {}
    return {number: _tags(text) for number, text in found.items()}


def _tags(text: str) -> frozenset[str]:
    return frozenset(tag for part in text.replace(";", ",").split(",") if (tag := fold(part)))
