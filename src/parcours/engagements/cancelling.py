"""What of a cohort is under way, and so is closed when it is cancelled."""

from dataclasses import dataclass

from django.db.models import Count, Q

from parcours.applications.queries import applications, places
from parcours.applications.states import UNDER_WAY
from parcours.engagements.models import Mentorship
from parcours.programs.models import Cohort

NOT_BEGUN = ("draft", "proposed", "mentor_accepted", "mentee_accepted")
BEGUN = ("active", "at_risk", "paused")


@dataclass(frozen=True, slots=True)
class UnderWay:
    """How many applications, mentors and pairs there are; those that have ``begun`` stand in the way."""

    applications: int
    mentors: int
    pairs: int
    begun: int


def under_way(cohort: Cohort) -> UnderWay:
    """Return what cancelling the cohort would close."""
    pairs = Mentorship.objects.filter(cohort=cohort).aggregate(
        pairs=Count("pk", filter=Q(status__in=NOT_BEGUN)), begun=Count("pk", filter=Q(status__in=BEGUN))
    )
    return UnderWay(
        applications().filter(cohort=cohort, status__in=UNDER_WAY | {"draft"}).count(),
        places().filter(cohort=cohort, status__in=("invited", "agreed")).count(),
        **pairs,
    )
