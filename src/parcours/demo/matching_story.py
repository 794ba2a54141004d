"""How far the city’s cohort of this year is matched: by the real actions."""

import datetime as dt

from django.utils import timezone

from parcours.accounts.actors import Actor, Via
from parcours.applications.actions.screening import note_step
from parcours.applications.queries import mentors_of, participants_of
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose
from parcours.engagements.queries import live_of, mentorships
from parcours.matching.actions.ruling import rule_out
from parcours.matching.actions.running import run
from parcours.matching.actions.wishing import keep_wishes
from parcours.matching.adapter import Settings
from parcours.matching.models import Run
from parcours.matching.queries import proposed_by
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort

_ANSWERS = ((), ("mentor",), ("mentor", "mentee"))
"""Who has agreed so far, of the pairs that were chosen, in order."""


_SAID = (
    "Has been a mentor twice. Prefers lunch hours, and people who come with questions.",
    "New to mentoring; knows the licensing body well. Would rather meet online.",
)
"""What mentors said when they were called."""


def tell(by: Actor) -> None:
    """A run proposed pairs; the first few are chosen and sent, some have answered; the others are matched again."""
    cohort = Cohort.objects.select_related("program", "organization").filter(status="recruiting").first()
    if cohort is None:
        return
    _call(cohort, by)
    made = run(cohort=cohort, settings=Settings(), by=by)
    chosen = [
        choose(
            cohort=cohort,
            participant=one.participant,
            mentor=one.mentor,
            chosen_as="proposal",
            score=one.score,
            seen=[row.pk for row in live_of(cohort, one.participant, one.mentor)],
            why="Same profession; both said what they would like to work on.",
            by=by,
        )
        for one in proposed_by(made)[: len(_ANSWERS)]
    ]
    sent = list(mentorships().filter(pk__in=[row.pk for row in chosen]))
    publish(mentorships=sent, by=by)
    for row, sides in zip(sent, _ANSWERS, strict=False):
        for side in sides:
            person = row.mentor.person if side == "mentor" else row.participant.person
            accept(mentorship=row, by=Actor(by.here, via=Via.LINK, subject=subject_of(person)))
    _wish(made, by)
    run(cohort=cohort, settings=Settings(), by=by)


def _wish(made: Run, by: Actor) -> None:
    """A mentee who was called knows the mentor proposed, and would rather have another of the short-list."""
    pair = proposed_by(made)[-1]
    who, others = pair.participant, made.candidates.filter(is_proposed=False, participant=pair.participant)
    wanted = list(others.values_list("mentor", flat=True)[:2])
    keep_wishes(cohort=made.cohort, who=who, wanted=wanted, by=by)
    rule_out(cohort=made.cohort, participant=who, mentor=pair.mentor, reason="known", by=by)


def _call(cohort: Cohort, by: Actor) -> None:
    """Mentors are screened, the first ones to the last step; what they said, and whom one would like, is noted."""
    called = timezone.localdate() - dt.timedelta(days=9)
    mentees, mentors = list(participants_of(cohort)), list(mentors_of(cohort))
    for number, mentor in enumerate(mentors):
        done = cohort.program.screening if number < len(_SAID) else cohort.program.screening[:2]
        for step in done:
            note = _SAID[number] if step == "interview" else ""
            note_step(mentor=mentor, step=step, on=called, note=note, by=by)
    keep_wishes(cohort=cohort, who=mentors[0], wanted=[mentees[-1].pk], by=by)
