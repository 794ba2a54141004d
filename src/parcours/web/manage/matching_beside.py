"""What stands beside a short-list: the next best and what it would cost, notes on both sides, why there is no place."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.accounts.actors import Actor
from parcours.accounts.roles import Permission
from parcours.applications.models import Application, Review, ScreeningStep
from parcours.matching.models import Candidate, Run
from parcours.matching.queries import in_words, naming
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort


@dataclass(frozen=True, slots=True)
class Notes:
    """What is written down: what the mentee wrote, what staff wrote about them, and what they noted about mentors."""

    words: str = ""
    reviews: list[Review] = field(default_factory=list)
    mentors: dict[int, list[ScreeningStep]] = field(default_factory=dict)


def notes_about(cohort: Cohort, mentee: Participant, mentors: Collection[int], by: Actor) -> Notes:
    """Return the notes on a mentee’s application and on these mentors; none where the actor may not read them."""
    if not by.may(Permission.MANAGE_PEOPLE):
        return Notes()
    application = Application.objects.filter(cohort=cohort, participant=mentee).first()
    reviews = (
        Review.objects.filter(application=application).exclude(sealed_note=b"").select_related("reviewer")
    )
    of_mentors: dict[int, list[ScreeningStep]] = {}
    noted = ScreeningStep.objects.filter(mentor__in=mentors).exclude(sealed_note=b"")
    for step in noted.select_related("noted_by"):
        of_mentors.setdefault(step.mentor_id, []).append(step)
    return Notes(application.words if application else "", list(reviews), of_mentors)


def switching(pair: Candidate | None) -> str:
    """Return who comes next after the mentor proposed, and what taking them instead would cost; nothing without."""
    other = pair.runner_up if pair else None
    if not other:
        return ""
    mentor = Mentor.objects.filter(pk=other["mentor"]).select_related("person").first()
    if mentor is None:
        return ""
    said = {"mentor": mentor, "score": other["score"], "points": other["points_lost"]}
    if other["places_lost"]:
        cost = _("taking them would leave somebody without a mentor.")
    elif other["points_lost"] <= 0:
        cost = _("taking them would cost nobody anything.")
    elif other["exact"]:
        cost = ngettext(
            "taking them would cost all pairs together %(points)s point, however the others are arranged.",
            "taking them would cost all pairs together %(points)s points, however the others are arranged.",
            said["points"],
        )
    else:
        cost = ngettext(
            "taking them would cost all pairs together %(points)s point at least.",
            "taking them would cost all pairs together %(points)s points at least.",
            said["points"],
        )
    return _("Best other mentor: %(mentor)s, score %(score)s;") % said + " " + cost % said


def why_unplaced(run: Run | None, mentee: Participant) -> tuple[str, list[str]]:
    """Return why the run had no place for the mentee, and what would open one; nothing where it had."""
    row = run.unplaced.filter(participant=mentee).first() if run else None
    if row is None:
        return "", []
    reason, ways = in_words(row.why)
    named = naming((reason, *ways))
    return named(reason), [named(way) for way in ways]
