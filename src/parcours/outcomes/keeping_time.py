"""What a day brings: people who left are followed, letters leave, windows close."""

import datetime as dt

from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import Organization
from parcours.core.refusals import Stale
from parcours.outcomes.actions.asking import keep_time
from parcours.outcomes.lists import OPEN
from parcours.outcomes.models import FollowUp
from parcours.outcomes.planning import plan
from parcours.outcomes.queries import follow_ups
from parcours.people.consent.queries import today
from parcours.programs.models import Cohort


def keep_time_across() -> int:
    """Plan, ask, remind and close whatever is due today; return how many follow-ups it concerned."""
    done = 0
    for organization in Organization.objects.filter(is_active=True).order_by("pk"):
        with scope(organization=organization):
            by, day = system(organization, Via.JOB), today(organization)
            for cohort in Cohort.objects.exclude(status__in=("planned", "cancelled")).select_related(
                "program"
            ):
                plan(cohort=cohort, by=by)
            rows = follow_ups().filter(status__in=OPEN, due_on__lte=day)
            done += sum(_kept(row, day, by) for row in list(rows))
    return done


def _kept(row: FollowUp, day: dt.date, by: Actor) -> bool:
    try:
        return keep_time(row, day, by)
    except Stale:  # answered, or kept by another worker, at this moment
        return False
