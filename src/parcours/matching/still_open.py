"""What a run leaves open: the pairs of it that can be chosen now, and the next best where one cannot be any more."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from parcours.applications.models import MentorPlace
from parcours.applications.queries import participants_of, places_of
from parcours.engagements.lists import LIVE, MATCH_STATUS
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import needs_no_other, of_cohort
from parcours.matching.closed import resting
from parcours.matching.gathering import did_not_work
from parcours.matching.models import Candidate, Exclusion, Run
from parcours.matching.queries import exclusions_of, proposed_by
from parcours.people.consent.queries import refusing
from parcours.people.models import Participant
from parcours.programs.models import Cohort


@dataclass(frozen=True, slots=True)
class Now:
    """How a cohort stands: the mentees with a seat, the places of mentors, and all pairs that there ever were.

    ``closed`` says of mentors by number why they take nobody new; ``refusing`` are mentees who are not to be matched,
    and ``exclusions`` say who is ruled out for whom.
    """

    mentees: Sequence[Participant]
    places: Sequence[MentorPlace]
    pairs: Sequence[Mentorship]
    closed: Mapping[int, str]
    refusing: Collection[int]
    exclusions: Sequence[Exclusion]

    @property
    def looking(self) -> set[int]:
        """The numbers of the mentees who have nobody, and need somebody."""
        settled = {row.participant_id for row in self.pairs if row.status in LIVE or needs_no_other(row)}
        return {one.pk for one in self.mentees} - settled - {*self.refusing}

    @property
    def room(self) -> Counter[int]:
        """How many people more each mentor can take, by number; nobody else has room."""
        taking = {one.mentor_id: one.places for one in self.places if one.mentor_id not in self.closed}
        room = Counter(taking)
        room.subtract(row.mentor_id for row in self.pairs if row.status in LIVE)
        return room


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Pairs of a run, by the number of the mentee: as it proposed them, and the next best of its short-lists.

    All of ``proposed`` can be chosen together. ``next_best`` is for mentees whose pair was declined, or is not open for
    another reason: the first of their short-list who has room beside those. ``without`` have nobody there either.
    """

    proposed: Mapping[int, Candidate]
    next_best: Mapping[int, Candidate]
    without: Collection[int]


def how_it_stands(cohort: Cohort) -> Now:
    """Return how the cohort stands at this moment."""
    mentees, places = list(participants_of(cohort)), list(places_of(cohort))
    mentors = [one.mentor for one in places]
    no = refusing("service", [one.person for one in (*mentees, *mentors)])
    return Now(
        mentees=mentees,
        places=places,
        pairs=list(of_cohort(cohort, [code for code, _label in MATCH_STATUS.choices]).order_by("pk")),
        closed={one.pk: "refused" for one in mentors if one.person_id in no} | resting(cohort, mentors),
        refusing={one.pk for one in mentees if one.person_id in no},
        exclusions=exclusions_of(cohort),
    )


def still_open(run: Run, now: Now) -> StillOpen:
    """Return what of the run can still be chosen: what people said and decided since is out."""
    looking, room, apart = now.looking, now.room, _apart(run, now)
    lost = {row.participant_id for row in now.pairs if row.status == "declined"} & looking
    proposed: dict[int, Candidate] = {}
    for one in proposed_by(run):
        if one.participant_id not in looking:
            continue
        if room[one.mentor_id] > 0 and (one.participant_id, one.mentor_id) not in apart:
            proposed[one.participant_id] = one
            room[one.mentor_id] -= 1
        else:
            lost.add(one.participant_id)
    lost -= proposed.keys()
    next_best: dict[int, Candidate] = {}
    for one in _listed(run, lost):
        if room[one.mentor_id] > 0 and (one.participant_id, one.mentor_id) not in apart:
            next_best.setdefault(one.participant_id, one)
    return StillOpen(proposed, next_best, lost - next_best.keys())


def _apart(run: Run, now: Now) -> set[tuple[int, int]]:
    """Return who is not proposed to each other: ruled out, or it did not work, or staff took it back since the run."""
    ruled_out = {(one.participant_id, one.mentor_id) for one in now.exclusions}
    over = {
        (row.participant_id, row.mentor_id)
        for row in now.pairs
        if did_not_work(row) or (row.status == "withdrawn" and row.since > run.made_at)
    }
    return ruled_out | over


def _listed(run: Run, mentees: Collection[int]) -> Sequence[Candidate]:
    """Return the short-lists of these mentees, the best first."""
    if not mentees:
        return []
    rows = run.candidates.filter(participant__in=mentees)
    return list(rows.select_related("participant__person", "mentor__person"))
