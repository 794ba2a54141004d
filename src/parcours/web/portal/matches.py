"""A proposed match, for a mentor or a mentee who is signed in."""

from django.http import Http404, HttpResponse

from parcours.engagements.policies import can_answer
from parcours.engagements.queries import mentorship
from parcours.web.matches import answer
from parcours.web.pages import OrganizationRequest


def show(request: OrganizationRequest, match: int) -> HttpResponse:
    """The proposal, or what became of it."""
    row = mentorship(match)
    if row is None or not can_answer(request.actor, row):
        raise Http404
    return answer(request, "portal/match.html", row, request.actor)
