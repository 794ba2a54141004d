"""Ruling out that two people are proposed to each other, and allowing it again."""

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.engagements.queries import live_of
from parcours.matching.lists import EXCLUSION_REASON
from parcours.matching.models import Exclusion
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort


@transaction.atomic
def rule_out(
    *, cohort: Cohort, participant: Participant, mentor: Mentor, reason: str, by: Actor, words: str = ""
) -> Exclusion:
    """Rule out that the two are proposed to each other in the cohort, with a reason of the list.

    Raises NotAllowed, and Refused without a reason or where they are chosen for each other.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    if reason not in EXCLUSION_REASON:
        raise Refused(_("Choose a reason."))
    if any(
        row.participant_id == participant.pk and row.mentor_id == mentor.pk
        for row in live_of(cohort, participant, mentor)
    ):
        raise Refused(_("These two are chosen for each other. Take that back first."))
    made, _is_new = Exclusion.objects.update_or_create(
        cohort=cohort,
        participant=participant,
        mentor=mentor,
        defaults={"reason": reason, "made_by": by.user},
        create_defaults={"organization": by.here, "reason": reason, "made_by": by.user},
    )
    made.write(words)
    record(
        by=by,
        verb="pair.ruled_out",
        what=made,
        about=participant.person.user,
        cohort=cohort.pk,
        mentor=mentor.pk,
        reason=reason,
    )
    return made


@transaction.atomic
def allow(*, exclusion: Exclusion, by: Actor) -> None:
    """Allow the two to be proposed to each other again. Raises NotAllowed."""
    check(by, Permission.MANAGE_PROGRAMS)
    record(
        by=by,
        verb="pair.allowed",
        what=exclusion,
        about=exclusion.participant.person.user,
        cohort=exclusion.cohort_id,
        mentor=exclusion.mentor_id,
    )
    exclusion.delete()
