"""Keeping what a run answered: whom it proposed, the short-lists, who has no place, and the proof."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from parcours.core.language import speak
from parcours.matching.adapter import (
    AGENCY,
    Assessment,
    Clash,
    Limit,
    Pair,
    Proposal,
    all_costs,
)
from parcours.matching.gathering import LOCALES, Gathered, agency_id, number_in
from parcours.matching.models import Candidate, Run, Unplaced
from parcours.matching.words import Words
from parcours.matching.words_limits import clash


def keep(run: Run, gathered: Gathered, proposal: Proposal) -> None:
    """Keep the answer in rows of the run, in both languages, in the caller’s transaction."""
    said = {
        language: Words(replace(proposal, cohort=gathered.rows(language)), language) for language in LOCALES
    }
    Candidate.objects.bulk_create(_candidates(run, proposal, said), batch_size=500)
    Unplaced.objects.bulk_create(_unplaced(run, proposal, said), batch_size=500)
    result = proposal.result
    run.state = "done"
    run.mentees, run.mentors = len(gathered.participants), len(gathered.mentors)
    run.certificate = asdict(result.certificate) | {
        "mentee_rank": result.standing.left_rank,
        "mentor_rank": result.standing.right_rank,
        "limits": [placed for _quota, placed in result.quotas],
    }
    run.rule_costs = dict(all_costs(result))
    run.supply = [asdict(one) for one in result.supply]
    run.agencies = {agency: list(counts) for agency, counts in result.agencies.items()}
    run.blocking_pairs = result.blocking_pairs
    run.notes = {language: list(words.never_given()) for language, words in said.items()}
    run.save()


def keep_impossible(run: Run, unmet: Clash) -> None:
    """Keep that no proposal can keep to all limits, and which of them exclude each other."""
    run.state = "impossible"
    run.notes = {language: clash(unmet.told(_by_number), speak(language)) for language in LOCALES}
    run.save()


def _by_number(limit: Limit) -> Limit:
    """Return the same with what sentences have in place of the name of an agency."""
    if limit.kind == AGENCY and limit.name:
        return replace(limit, name=agency_id(int(limit.name)))
    return limit


def _candidates(run: Run, proposal: Proposal, said: dict[str, Words]) -> Iterator[Candidate]:
    pairs = {pair.assessment.participant: pair for pair in proposal.result.pairs}
    for mentee, listed in proposal.result.short_lists.items():
        pair = pairs.get(mentee)
        proposed = [pair.assessment] if pair else []
        others = [one for one in listed if not pair or one.place != pair.assessment.place]
        ranked = sorted([*proposed, *others], key=lambda one: -one.score)
        for rank, one in enumerate(ranked, start=1):
            yield _candidate(run, one, rank, pair if one in proposed else None, said)


def _candidate(
    run: Run, found: Assessment, rank: int, pair: Pair | None, said: dict[str, Words]
) -> Candidate:
    return Candidate(
        organization=run.organization,
        run=run,
        participant_id=number_in(found.participant),
        mentor_id=number_in(found.place),
        rank=rank,
        score=found.score,
        parts=dict(found.parts),
        reasons={language: [list(part) for part in words.reasons(found)] for language, words in said.items()},
        broken=list(found.broken),
        is_proposed=pair is not None,
        is_fixed=pair is not None and pair.locked,
        runner_up=_runner_up(pair) if pair else None,
    )


def _runner_up(pair: Pair) -> dict[str, Any] | None:
    other = pair.runner_up
    if other is None:
        return None
    return {
        "mentor": number_in(other.place),
        "score": other.score,
        "points_lost": other.points_lost,
        "places_lost": other.places_lost,
        "exact": other.exact,
    }


def _unplaced(run: Run, proposal: Proposal, said: dict[str, Words]) -> Iterator[Unplaced]:
    for one in proposal.result.unmatched:
        why = {}
        for language, words in said.items():
            reason, ways = words.unmatched(one)
            why[language] = [reason, ways]
        yield Unplaced(
            organization=run.organization,
            run=run,
            participant_id=number_in(one.participant),
            reason=one.reason,
            why=why,
        )
