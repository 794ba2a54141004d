"""How far the city’s cohort of this year is matched: by the real actions."""

from parcours.accounts.actors import Actor, Via
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose
from parcours.engagements.queries import live_of, mentorships
from parcours.matching.actions.running import run
from parcours.matching.adapter import Settings
from parcours.matching.queries import proposed_by
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort

_ANSWERS = ((), ("mentor",), ("mentor", "mentee"))
"""Who has agreed so far, of the pairs that were chosen, in order."""


def tell(by: Actor) -> None:
    """A run proposed pairs; the first few are chosen and sent, and some have answered."""
    cohort = Cohort.objects.select_related("program").filter(status="recruiting").first()
    if cohort is None:
        return
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
