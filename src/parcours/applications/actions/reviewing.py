"""Writing down what a reviewer thinks, and what came of an interview."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.lists import ADVICE, CRITERION, REVIEW_KIND
from parcours.applications.models import Application, Review
from parcours.core.refusals import Refused

STEPS = range(1, 6)
"""The scores there are."""


@transaction.atomic
def write_review(
    *,
    application: Application,
    scores: Mapping[str, int],
    by: Actor,
    advice: str = "",
    note: str = "",
    kind: str = "review",
) -> Review:
    """Keep what the actor thinks of the application, in place of what they wrote before.

    Raises NotAllowed, and Refused for a score or a criterion that there is not.
    """
    check(by, Permission.MANAGE_PEOPLE)
    odd = set(scores) - {code for code, _label in CRITERION.choices}
    if (
        odd
        or set(scores.values()) - set(STEPS)
        or (advice and advice not in ADVICE)
        or kind not in REVIEW_KIND
    ):
        raise Refused(_("Score each point from 1 to 5, or leave it out."))
    review, _made = Review.objects.get_or_create(
        organization=by.here, application=application, reviewer=by.user, kind=kind
    )
    review.scores, review.advice, review.written_at = dict(scores), advice, timezone.now()
    review.note = note.strip()
    review.save()
    person = application.participant.person
    record(by=by, verb="application.reviewed", what=review, about=person.user, kind=kind, advice=advice)
    return review
