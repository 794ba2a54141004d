"""Writing down what a reviewer thinks, and what came of an interview."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.lists import ADVICE, REVIEW_KIND
from parcours.applications.models import Application, Review
from parcours.core.refusals import Refused
from parcours.programs.queries import criteria_of

STEPS = range(1, 6)
"""The scores there are."""


@transaction.atomic
def write_review(
    *,
    application: Application,
    scores: Mapping[int, int],
    by: Actor,
    advice: str = "",
    note: str = "",
    kind: str = "review",
) -> Review:
    """Keep what the actor thinks of the application, in place of what they wrote before.

    ``scores`` are by the number of the program’s criterion, and are kept with its words.
    Raises NotAllowed, and Refused for a score or a criterion that there is not.
    """
    check(by, Permission.MANAGE_PEOPLE)
    criteria = {one.pk: one for one in criteria_of(application.cohort.program)}
    if (
        scores.keys() - criteria.keys()
        or set(scores.values()) - set(STEPS)
        or (advice and advice not in ADVICE)
        or kind not in REVIEW_KIND
    ):
        raise Refused(_("Score each point from 1 to 5, or leave it out."))
    review, _made = Review.objects.get_or_create(
        organization=by.here, application=application, reviewer=by.user, kind=kind
    )
    review.scores = [
        {"name_en": criteria[pk].name_en, "name_fr": criteria[pk].name_fr, "score": score}
        for pk, score in scores.items()
    ]
    review.advice, review.written_at = advice, timezone.now()
    review.note = note.strip()
    review.save()
    person = application.participant.person
    record(by=by, verb="application.reviewed", what=review, about=person.user, kind=kind, advice=advice)
    return review
