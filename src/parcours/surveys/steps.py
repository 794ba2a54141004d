"""Which questions somebody is asked, and on how many pages: those that depend on an answer come after its page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parcours.surveys.models import Question

ON_A_PAGE = 4


def asked(questions: Iterable[Question], given: Mapping[int, Any]) -> list[Question]:
    """Return the questions that somebody is asked who has ``given`` these answers, by the number of the question."""
    found: dict[int, Question] = {}
    for question in questions:
        depends = question.only_if_id
        if depends is None or (depends in found and given.get(depends) == question.only_if_answer):
            found[question.pk] = question
    return list(found.values())


def pages(questions: Sequence[Question]) -> list[list[Question]]:
    """Return the questions by page. None depends on one of its own page, so that no program has to show or hide any."""
    found: list[list[Question]] = []
    for question in questions:
        here = found[-1] if found else []
        if not here or len(here) == ON_A_PAGE or question.only_if_id in {one.pk for one in here}:
            found.append([])
        found[-1].append(question)
    return found
