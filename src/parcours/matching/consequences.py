"""What choosing a pair would mean for everybody else in the cohort, as the engine works it out before it is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from parcours.accounts.actors import Actor
from parcours.matching.adapter import Assessment, Clash, Proposal, Settings, propose
from parcours.matching.gathering import Gathered, gather, mentee_id, mentor_id, number_in
from parcours.matching.words import Reasons, Words
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort
from parcours.reference.noc import load_taxonomy


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a pair would mean, as numbers of participants and mentors.

    ``without`` are mentees who could have a mentor now and could have none then; ``placed`` those for whom it is the
    other way round. ``moved`` are mentees who would be proposed another mentor: before, and then. ``points`` is what
    the whole would gain or lose in score. ``broken`` are the names of the rules that the pair breaks, and ``reasons``
    what speaks for and against it. ``impossible`` says that not all limits could hold then.
    """

    score: int | None
    reasons: Reasons
    broken: tuple[str, ...]
    without: tuple[int, ...] = ()
    placed: tuple[int, ...] = ()
    moved: tuple[tuple[int, int, int], ...] = ()
    points: int = 0
    impossible: bool = False


def consequences(
    *,
    cohort: Cohort,
    participant: Participant,
    mentor: Mentor,
    instead_of: Collection[tuple[int, int]],
    settings: Settings,
    language: str,
    by: Actor,
) -> Consequences:
    """Return what choosing this pair would mean, where the pairs ``instead_of`` (numbers) are taken back for it."""
    gathered = gather(cohort, by)
    then_pairs = {*gathered.live} - {*instead_of} | {(participant.pk, mentor.pk)}
    try:
        now = _proposed(gathered, gathered.live, settings, language)
        then = _proposed(gathered, then_pairs, settings, language)
    except Clash:
        return Consequences(None, Reasons((), (), ()), (), impossible=True)
    pair = _pair(then, participant.pk, mentor.pk)
    before, after = _mentors(now), _mentors(then)
    others = [number for number in before.keys() | after.keys() if number != participant.pk]
    return Consequences(
        score=pair.score,
        reasons=Words(then, language).reasons(pair),
        broken=pair.broken,
        without=tuple(sorted(number for number in others if number in before and number not in after)),
        placed=tuple(sorted(number for number in others if number not in before and number in after)),
        moved=tuple(
            (number, before[number], after[number])
            for number in sorted(others)
            if number in before and number in after and before[number] != after[number]
        ),
        points=then.result.certificate.score - now.result.certificate.score,
    )


def _proposed(
    gathered: Gathered, pairs: Collection[tuple[int, int]], settings: Settings, language: str
) -> Proposal:
    return propose(gathered.rows(language, pairs=pairs), load_taxonomy(), settings, language=language)


def _pair(proposal: Proposal, participant: int, mentor: int) -> Assessment:
    wanted = mentee_id(participant), mentor_id(mentor)
    return next(
        pair.assessment
        for pair in proposal.result.pairs
        if (pair.assessment.participant, pair.assessment.place) == wanted
    )


def _mentors(proposal: Proposal) -> dict[int, int]:
    pairs: Sequence[Assessment] = [pair.assessment for pair in proposal.result.pairs]
    return {number_in(one.participant): number_in(one.place) for one in pairs}
