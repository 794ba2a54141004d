"""Surveys for tests, made by the real actions."""

import datetime as dt
from typing import Any

from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.people.models import Person
from parcours.surveys.actions.answering import save_answers, send_answers
from parcours.surveys.actions.asking import ask
from parcours.surveys.actions.building import begin, publish
from parcours.surveys.built_in import BY_KEY
from parcours.surveys.models import Question, Questionnaire, SurveyRequest
from parcours.surveys.queries import questions_of, today
from tests.people.consent.made import oneself

WEEK = dt.timedelta(days=7)


def questionnaire(here: Organization, key: str = "pulse-participant", **fields: Any) -> Questionnaire:
    """One of the product's, published."""
    with scope(organization=here):
        row = begin(built_in=BY_KEY[key], by=system(here))
        Questionnaire.objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
        publish(questionnaire=row, by=system(here))
    return row


def asked(person: Person, what: Questionnaire, opens: int = 0, **fields: Any) -> SurveyRequest:
    """Somebody asked, ``opens`` days from today, for a week."""
    with scope(organization=person.organization):
        day = today(person.organization) + dt.timedelta(days=opens)
        return ask(
            person=person,
            questionnaire=what,
            opens=day,
            due=day + WEEK,
            by=system(person.organization),
            **fields,
        )


def by_place(what: Questionnaire) -> list[Question]:
    """The questions in their order."""
    with scope(organization=what.organization):
        return questions_of(what)


def answer(survey: SurveyRequest, *values: Any, send: bool = True) -> None:
    """Answer the questions in their order, as the person; None leaves one out."""
    with scope(organization=survey.organization):
        given = {
            question: value
            for question, value in zip(questions_of(survey.questionnaire), values, strict=False)
            if value is not None
        }
        by = oneself(survey.person)
        save_answers(survey=survey, given=given, by=by)
        if send:
            send_answers(survey=survey, by=by)
