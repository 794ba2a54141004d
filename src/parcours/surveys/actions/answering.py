"""Answering, page by page: each is saved at once, and can be corrected until the survey closes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.surveys.actions.asking import thank
from parcours.surveys.lists import LISTED
from parcours.surveys.models import Answer, Question, SurveyRequest
from parcours.surveys.policies import check_answer
from parcours.surveys.queries import given_to, questions_of, today
from parcours.surveys.states import ANSWER, DECLINE
from parcours.surveys.steps import asked

_NOTHING: tuple[object, ...] = ("", None, [])


@transaction.atomic
def save_answers(*, survey: SurveyRequest, given: Mapping[Question, Any], by: Actor) -> None:
    """Save what was answered to some of the questions; nothing takes an answer back.

    Raises NotAllowed for anybody but the person, and Refused once it is closed or for an answer that is none of the
    question’s.
    """
    _check_open(survey, by)
    for question, value in given.items():
        _check_value(survey, question, value)
        found = Answer.objects.filter(request=survey, question=question)
        if value in _NOTHING:
            found.delete()
            continue
        answer = found.first() or Answer.objects.create(
            organization=survey.organization, request=survey, question=question
        )
        answer.write(value)
    survey.touched_at = timezone.now()
    survey.save(update_fields=["touched_at"])
    record(by=by, verb="survey.saved", what=survey, about=survey.person.user, answers=len(given))


@transaction.atomic
def send_answers(*, survey: SurveyRequest, by: Actor) -> None:
    """Hand the answers in. What was answered to questions that are not asked after all goes.

    Raises NotAllowed, and Refused once it is closed or where an answer is missing that has to be given.
    """
    _check_open(survey, by)
    given = given_to(survey)
    shown = asked(questions_of(survey.questionnaire), given)
    if missing := first_missing(shown, given):
        raise Refused(_("Answer this first: %(question)s") % {"question": missing.text})
    Answer.objects.filter(request=survey).exclude(question__in=shown).delete()
    is_first = survey.state == "open"
    now = timezone.now()
    move(survey, ANSWER, field="state", answered_at=survey.answered_at or now, touched_at=now)
    record(by=by, verb="survey.answered", what=survey, about=survey.person.user)
    if is_first:
        thank(survey)


@transaction.atomic
def decline(*, survey: SurveyRequest, by: Actor) -> None:
    """Say that one will not answer; what was saved goes. Raises NotAllowed, and Refused once it is closed."""
    _check_open(survey, by)
    if survey.state != "open":
        raise Refused(_("Your answers are in. You can correct them, and not decline any more."))
    Answer.objects.filter(request=survey).delete()
    move(survey, DECLINE, field="state")
    record(by=by, verb="survey.declined", what=survey, about=survey.person.user)


def first_missing(questions: list[Question], given: Mapping[int, Any]) -> Question | None:
    """Return the first question that has to be answered and is not, or None."""
    return next((one for one in questions if one.required and given.get(one.pk) in _NOTHING), None)


def can_be_answered(survey: SurveyRequest) -> bool:
    """Return whether answers are taken: it is open, or answered and not closed yet."""
    return survey.state in ANSWER.sources and today(survey.organization) <= survey.closes_on


def _check_open(survey: SurveyRequest, by: Actor) -> None:
    check_answer(by, survey)
    if not can_be_answered(survey):
        raise Refused(_("These questions are closed, so nothing was changed."))


def _check_value(survey: SurveyRequest, question: Question, value: Any) -> None:  # noqa: ANN401 - whatever was given
    is_list = isinstance(value, list)
    strange = (
        set(map(str, value if is_list else [value])) - {code for code, _words in question.choices}
        if value not in _NOTHING and (question.is_chosen or question.kind in LISTED)
        else set()
    )
    is_foreign = question.questionnaire_id != survey.questionnaire_id
    if strange or is_foreign or (value not in _NOTHING and is_list != (question.kind == "several")):
        raise Refused(_("Choose one of the answers to: %(question)s") % {"question": question.text})
