"""Noting whom somebody of a cohort would like best, as they told staff."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.queries import mentors_of, participants_of
from parcours.core.refusals import Refused
from parcours.matching.models import Wish
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort


@transaction.atomic
def keep_wishes(*, cohort: Cohort, who: Participant | Mentor, wanted: Sequence[int], by: Actor) -> None:
    """Keep whom somebody would like best, the dearest first, in place of what was noted before.

    ``wanted`` are numbers of mentors of the cohort for a mentee, and of its participants for a mentor. Raises
    NotAllowed, and Refused for somebody twice or not of the cohort.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    is_mentee = isinstance(who, Participant)
    side, other = ("mentee", "mentor") if is_mentee else ("mentor", "participant")
    there = mentors_of(cohort) if is_mentee else participants_of(cohort)
    if len(set(wanted)) < len(wanted):
        raise Refused(_("Wish for each person once."))
    if there.filter(pk__in=wanted).count() < len(wanted):
        raise Refused(_("Wish for people of this cohort. Open the page again."))
    whose = {"cohort": cohort, "side": side, "participant" if is_mentee else "mentor": who}
    Wish.objects.filter(**whose).delete()
    Wish.objects.bulk_create(
        Wish(organization=by.here, rank=rank, noted_by=by.user, **whose, **{f"{other}_id": number})
        for rank, number in enumerate(wanted, start=1)
    )
    record(
        by=by,
        verb="matching.wishes_kept",
        what=who,
        about=who.person.user,
        cohort=cohort.pk,
        wanted=list(wanted),
    )
