"""Answering a questionnaire, for somebody who has an account."""

from django.http import Http404, HttpResponse

from parcours.surveys.policies import can_answer
from parcours.surveys.queries import survey as survey_with
from parcours.web.pages import OrganizationRequest
from parcours.web.surveys import answer


def show(request: OrganizationRequest, survey: int) -> HttpResponse:
    """The questions, page by page."""
    row = survey_with(survey)
    if row is None or row.state == "planned" or not can_answer(request.actor, row):
        raise Http404
    return answer(request, "portal/survey.html", row, request.actor)
