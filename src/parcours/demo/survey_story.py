"""What the mentees of the demo were asked and have answered, by the real actions: a pulse, and where they stand."""

import datetime as dt
from typing import Any

from parcours.accounts.actors import Actor
from parcours.accounts.links.actions import holder
from parcours.accounts.links.queries import latest_link
from parcours.accounts.models.link import Purpose
from parcours.people.policies import subject_of
from parcours.people.queries import participants
from parcours.surveys.actions.answering import decline, save_answers, send_answers
from parcours.surveys.actions.asking import ask
from parcours.surveys.actions.building import begin, publish
from parcours.surveys.built_in import BY_KEY as BUILT_IN
from parcours.surveys.models import Questionnaire, SurveyRequest
from parcours.surveys.queries import questions_of, today
from parcours.web.public.personas import BY_KEY

_DUE_IN = dt.timedelta(days=10)
_PULSE = (
    ("yes", "5", "no"),
    ("no", "2", "yes", "My mentor is away until spring. Could somebody step in?"),
    ("yes", "4", "yes", "A quiet room to practise interviews."),
    ("yes", "3", "yes", "Pourriez-vous relire mon CV avec moi?"),
)
"""What the first few answer; the others need nothing."""
_WELL = ("5", "4", "4", "3", "5")
_READINESS = (("3", "2", "1", "2", "A job in my field."), ("4", "3", "2", "3"), ("2", "2", "2", "1"))


def tell(by: Actor) -> None:
    """Ask every mentee; most answer, one declines, and the persona has not got round to it."""
    persona = BY_KEY["participant"].email
    pulse, before = _published("pulse-participant", by), _published("readiness-before", by)
    day = today(by.here)
    mentees = [row.person for row in participants().exclude(person__email="").order_by("pk")]
    for number, person in enumerate(mentees):
        asked = ask(person=person, questionnaire=pulse, opens=day, due=day + _DUE_IN, by=by)
        if person.email == persona:
            continue
        calm = ("yes", _WELL[number % len(_WELL)], "no")
        _answer(asked, _PULSE[number] if number < len(_PULSE) else calm)
        earlier = ask(person=person, questionnaire=before, opens=day, due=day + _DUE_IN, by=by)
        if person == mentees[-1]:
            decline(survey=earlier, by=_oneself(earlier))
        else:
            _answer(earlier, _READINESS[number % len(_READINESS)])
    begin(built_in=BUILT_IN["final-mentor"], by=by)


def _published(key: str, by: Actor) -> Questionnaire:
    made = begin(built_in=BUILT_IN[key], by=by)
    publish(questionnaire=made, by=by)
    return made


def _answer(survey: SurveyRequest, values: tuple[Any, ...]) -> None:
    by = _oneself(survey)
    given = dict(zip(questions_of(survey.questionnaire), values, strict=False))
    save_answers(survey=survey, given=given, by=by)
    send_answers(survey=survey, by=by)


def _oneself(survey: SurveyRequest) -> Actor:
    link = latest_link(Purpose.SURVEY, subject_of(survey.person))
    assert link is not None  # noqa: S101 - it was just sent
    return holder(link)
