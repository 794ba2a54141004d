"""Cancelling a cohort, with everything of it that is under way; everybody concerned is told."""

from django.db import transaction
from django.utils.translation import ngettext

from parcours.accounts.actors import Actor
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.actions.closing import close_all
from parcours.applications.models import Application, MentorPlace
from parcours.core.refusals import Refused
from parcours.engagements.actions.choosing import call_off
from parcours.engagements.actions.ending import end
from parcours.engagements.cancelling import BEGUN, NOT_BEGUN
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import of_cohort
from parcours.programs.actions.cohorts import take
from parcours.programs.models import Cohort


@transaction.atomic
def cancel_cohort(*, cohort: Cohort, by: Actor) -> None:
    """Cancel a cohort: its applications are closed, its pairs taken back, its mentors free. There is no way back.

    The letters of `applications` say to mentors and mentees at once that the cohort does not take place; two who had
    agreed read in the usual letter that it is over between them, too. Raises NotAllowed, Stale, and Refused while
    mentorships are active: they are ended by people, one by one.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    for rows in (
        MentorPlace.objects,
        Application.objects,
        Mentorship.objects,
    ):  # in the order in which others hold them
        list(rows.filter(cohort=cohort).order_by("pk").select_for_update().values_list("pk"))
    take(cohort=cohort, way="cancel", by=by)
    active = of_cohort(cohort, BEGUN).count()
    if active:
        raise Refused(
            ngettext(
                "%(n)s mentorship of this cohort has begun. End it first, then cancel the cohort.",
                "%(n)s mentorships of this cohort have begun. End them first, then cancel the cohort.",
                active,
            )
            % {"n": active}
        )
    for row in of_cohort(cohort, NOT_BEGUN):
        if row.status == "mentee_accepted":
            end(mentorship=row, reason="other", by=by)
        else:
            call_off(row, by, tells=False)
    close_all(cohort=cohort, by=by)
