"""Rows of surveys for the pages that need some."""

import datetime as dt
from typing import Any

from parcours.surveys.models import Question, Questionnaire, SurveyRequest
from tests.access.world import World


def a_questionnaire(world: World) -> int:
    """A draft with two questions, the second of which depends on the first."""
    row = world.row(
        Questionnaire, purpose="pulse", audience="participant", edition=1, title_en="Pulse", title_fr="Pouls"
    )
    first = world.row(
        Question, questionnaire_id=row, position=1, kind="yes_no", text_en="Well?", text_fr="Bien?"
    )
    own: dict[str, Any] = {"only_if_id": first, "only_if_answer": "no"}
    words = {"text_en": "Why?", "text_fr": "Pourquoi?"}
    world.row(Question, questionnaire_id=row, position=2, kind="long", **words, **own)
    return row


def a_published_questionnaire(world: World) -> int:
    """One that the mentors of a cohort can be asked."""
    return world.row(
        Questionnaire,
        purpose="pulse",
        audience="mentor",
        edition=1,
        state="published",
        title_en="Pulse of mentors",
        title_fr="Pouls des mentors",
    )


def a_survey(world: World, person: int) -> int:
    """An open request to somebody."""
    return world.row(
        SurveyRequest,
        person_id=person,
        questionnaire_id=a_questionnaire(world),
        state="open",
        language="en",
        opens_on=dt.date(2026, 1, 1),
        due_on=dt.date(2031, 1, 1),
        closes_on=dt.date(2031, 1, 8),
    )
