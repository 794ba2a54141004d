"""Reads about surveys, of the organization in scope."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from parcours.accounts.models import Organization
from parcours.people.models import Person
from parcours.programs.models import Cohort
from parcours.surveys.lists import RETIRED
from parcours.surveys.models import Answer, Question, Questionnaire, SurveyRequest


def today(organization: Organization) -> dt.date:
    """Return the day that it is where the organization works."""
    return timezone.localdate(timezone=ZoneInfo(organization.time_zone))


def questionnaires() -> QuerySet[Questionnaire]:
    """Return every edition, with how many people were ``asked`` and have ``answered``."""
    return Questionnaire.objects.annotate(
        asked=Count("requests", filter=~Q(requests__state="planned")),
        answered=Count("requests", filter=Q(requests__state="answered")),
    ).order_by("purpose", "audience", "-edition", "pk")


def questions_of(questionnaire: Questionnaire) -> list[Question]:
    """Return the questions in the order in which they are asked."""
    return list(Question.objects.filter(questionnaire=questionnaire).select_related("only_if"))


def next_edition(questionnaire: Questionnaire) -> Questionnaire | None:
    """Return the edition that follows, or None."""
    return Questionnaire.objects.filter(before=questionnaire).first()


def in_use(purpose: str, audience: str) -> Questionnaire | None:
    """Return what people are asked for ``purpose`` now: the newest published one, or None."""
    found = Questionnaire.objects.filter(purpose=purpose, audience=audience, state="published")
    return found.order_by("-pk").first()


def survey(pk: int) -> SurveyRequest | None:
    """Return a request with its person and its questionnaire, or None."""
    rows = SurveyRequest.objects.select_related("person__user", "questionnaire", "organization")
    return rows.filter(pk=pk).first()


def waiting_for(person: Person) -> list[SurveyRequest]:
    """Return what the person is asked and has not answered, the nearest day first."""
    rows = SurveyRequest.objects.filter(
        person=person, state="open", closes_on__gte=today(person.organization)
    )
    return list(rows.select_related("questionnaire"))


def open_to(person: Person) -> list[SurveyRequest]:
    """Return what the person can answer or correct now, the nearest day first."""
    rows = SurveyRequest.objects.filter(
        person=person, state__in=("open", "answered"), closes_on__gte=today(person.organization)
    )
    return list(rows.select_related("questionnaire"))


def programs_of(surveys: Iterable[SurveyRequest]) -> dict[int, int]:
    """Return the number of the program, by the number of the survey, of each that is about one of its cohorts."""
    about = {one.pk: int(one.about_id) for one in surveys if one.about_kind == "cohort"}
    programs = dict(Cohort.objects.filter(pk__in=set(about.values())).order_by().values_list("pk", "program"))
    return {number: programs[cohort] for number, cohort in about.items() if cohort in programs}


def program_of(survey: SurveyRequest) -> int | None:
    """Return the number of the program that a survey is about, or None."""
    return programs_of([survey]).get(survey.pk)


def given_to(survey: SurveyRequest) -> dict[int, Any]:
    """Return what was answered so far, by the number of the question."""
    answers = Answer.objects.filter(request=survey).select_related("question")
    return {answer.question_id: answer.given for answer in answers}


def can_be_changed(questionnaire: Questionnaire) -> bool:
    """Return whether another edition can be begun: it is in use, and none was."""
    return questionnaire.state not in {"draft", RETIRED} and next_edition(questionnaire) is None
