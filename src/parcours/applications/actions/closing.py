"""What becomes of the applications, and of the mentors, of a cohort that is over or does not take place."""

from django.db import transaction
from django.utils.translation import ngettext

from parcours.accounts.actors import Actor
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.actions.mentors import release_mentor
from parcours.applications.actions.moving import go
from parcours.applications.lists import CALLED_OFF
from parcours.applications.queries import applications, places
from parcours.applications.seats import free_seat
from parcours.applications.states import UNDECIDED, UNDER_WAY
from parcours.applications.telling import tell, tell_it_is_off
from parcours.core.refusals import Refused
from parcours.programs.actions.cohorts import take
from parcours.programs.models import Cohort


@transaction.atomic
def complete_cohort(*, cohort: Cohort, by: Actor) -> None:
    """Complete a cohort. Raises NotAllowed, Stale, and Refused while somebody waits for a decision."""
    take(cohort=cohort, way="complete", by=by)
    waiting = applications().filter(cohort=cohort, status__in=UNDECIDED).count()
    if waiting:
        raise Refused(
            ngettext(
                "%(n)s application to this cohort is not decided. Decide about it first: the person waits for news.",
                "%(n)s applications to this cohort are not decided. Decide about them first: these people wait for"
                " news.",
                waiting,
            )
            % {"n": waiting}
        )


@transaction.atomic
def close_all(*, cohort: Cohort, by: Actor) -> None:
    """Close what is under way of a cohort that was cancelled: drafts and applications, seats, and the parts of mentors.

    Everybody is told that it does not take place. No pair is left in it. Raises NotAllowed, Stale.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    for row in applications().filter(cohort=cohort, status__in=UNDER_WAY | {"draft"}):
        before = row.status
        go(row, "withdraw" if before == "draft" else "call_off", by, decline_reason=CALLED_OFF)
        tell(row, by)
        if before == "accepted":
            free_seat(cohort)
    for place in places().filter(cohort=cohort, status__in=("invited", "agreed")):
        release_mentor(place=place, by=by)
        tell_it_is_off(place)
