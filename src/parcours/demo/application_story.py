"""Who applies to the city’s cohort of this year, and what came of it so far: by the real actions."""

import datetime as dt

from django.utils import timezone

from parcours.accounts.actors import Actor, Via
from parcours.applications.actions.applying import begin, submit, write_words
from parcours.applications.actions.deciding import accept, begin_review, decline, put_on_waitlist
from parcours.applications.actions.mentors import invite_mentor, take_mentor
from parcours.applications.actions.reviewing import write_review
from parcours.applications.models import Application
from parcours.people.policies import subject_of
from parcours.people.queries import mentors, participants
from parcours.programs.models import Cohort
from parcours.programs.queries import criteria_of, partners_of

_WORDS = (
    "I planned bridges for nine years. I would like to learn how tenders are written here.",
    "J’ai dirigé une équipe de comptables. Je cherche quelqu’un qui connaît l’ordre professionnel d’ici.",
    "My diploma is recognized, and I get no interviews. I would like to know why.",
    "I know the work. I do not know anybody.",
)
_WAYS = ("accept", "accept", "review", "", "wait", "accept", "decline", "")
"""What came of each, in order; then again from the start."""
_BY_THEMSELVES = 9
"""Every so many come without a partner, and read why that does not fit."""


def tell(by: Actor) -> None:
    """Most have applied; some have a seat, one waits, one was not chosen, and a few were not looked at yet."""
    cohort = Cohort.objects.filter(status="recruiting").first()
    if cohort is None:
        return
    partners = [one.partnership.partner for one in partners_of(cohort.program)]
    referrers = [one for one in partners if one.kind == "isa"] or partners
    for number, participant in enumerate(participants().order_by("pk")):
        oneself = Actor(by.here, via=Via.LINK, subject=subject_of(participant.person))
        partner = referrers[number % len(referrers)] if referrers and (number + 1) % _BY_THEMSELVES else None
        row = begin(cohort=cohort, participant=participant, by=by, referred_by=partner)
        write_words(application=row, words=_WORDS[number % len(_WORDS)], by=oneself)
        submit(application=row, by=oneself)
        if row.status == "eligible":
            _decide(row, _WAYS[number % len(_WAYS)], by)
    for number, mentor in enumerate(mentors().filter(capacity__gte=1).order_by("pk")):
        act = invite_mentor if number % 3 == 2 else take_mentor  # noqa: PLR2004 - every third
        act(cohort=cohort, mentor=mentor, places=mentor.capacity, by=by)
    _let_wait(cohort)


def _let_wait(cohort: Cohort) -> None:
    """One referral and one review have waited for a while, and stand under *Today*."""
    for status, days in (("eligible", 9), ("in_review", 8)):
        row = Application.objects.filter(cohort=cohort, status=status).order_by("pk").first()
        if row is not None:
            row.since = timezone.now() - dt.timedelta(days=days)
            row.save(update_fields=["since"])


def _decide(row: Application, way: str, by: Actor) -> None:
    if way in {"accept", "review"}:
        begin_review(application=row, by=by)
        scores = dict(zip([one.pk for one in criteria_of(row.cohort.program)], (4, 5, 4, 5), strict=False))
        write_review(application=row, scores=scores, advice="accept", note="Knows what to ask for.", by=by)
    if way == "accept":
        accept(application=row, by=by)
    elif way == "wait":
        put_on_waitlist(application=row, by=by)
    elif way == "decline":
        said = "We have no mentor of your profession this year. In spring we ask two more employers."
        decline(application=row, reason="no_mentor", feedback=said, by=by)
