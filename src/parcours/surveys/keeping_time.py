"""What a day brings: surveys that open, reminders that are due, surveys that close."""

import datetime as dt

from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import Organization
from parcours.core.refusals import Stale
from parcours.surveys.actions.asking import close, open_now, remind_now
from parcours.surveys.models import SurveyRequest
from parcours.surveys.queries import programs_of, today


def keep_time_across() -> int:
    """Open, remind and close whatever is due today; return how many requests it concerned."""
    done = 0
    for organization in Organization.objects.filter(is_active=True).order_by("pk"):
        with scope(organization=organization):
            by, day = system(organization, Via.JOB), today(organization)
            waiting = SurveyRequest.objects.filter(state__in=("planned", "open"))
            found = list(waiting.select_related("person__user", "questionnaire", "organization"))
            programs = programs_of(found)
            done += sum(_keep(survey, programs.get(survey.pk), day, by) for survey in found)
    return done


def _keep(survey: SurveyRequest, program: int | None, day: dt.date, by: Actor) -> bool:
    try:
        if survey.closes_on < day:
            close(survey=survey, by=by)
            return True
        if survey.state == "planned":
            if survey.opens_on > day:
                return False
            open_now(survey=survey, program=program, by=by)
            return True
    except Stale:  # answered, or kept by another worker, at this moment
        return False
    return _remind(survey, program, day, by)


def _remind(survey: SurveyRequest, program: int | None, day: dt.date, by: Actor) -> bool:
    """Send the latest reminder that is due; those that were missed are not caught up on."""
    left = (survey.due_on - day).days
    due = [days for days in survey.remind if days >= left and survey.opens_on < day]
    if not due or min(due) in survey.reminded:
        return False
    remind_now(survey=survey, days=min(due), program=program, by=by)
    return True
