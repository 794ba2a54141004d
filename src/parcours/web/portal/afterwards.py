"""After a mentorship, for somebody who is signed in; and ending one."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from parcours.engagements.policies import can_answer, can_follow
from parcours.engagements.queries import mentorship
from parcours.outcomes.queries import closing, follow_up
from parcours.people.queries import person_of
from parcours.web import afterwards, endings, follow_ups
from parcours.web.certificates import as_pdf
from parcours.web.pages import OrganizationRequest


def index(request: OrganizationRequest) -> HttpResponse:
    """Everything that waits for the person."""
    who = person_of(request.user)
    if who is None:
        raise Http404
    return afterwards.show(request, "portal/afterwards.html", who, request.actor)


def certificate(request: OrganizationRequest, closing: int) -> HttpResponse:
    """One’s certificate."""
    row, who = _closing(closing), person_of(request.user)
    if row is None or who is None or row.person_id != who.pk or not row.is_valid:
        raise Http404
    return as_pdf(row, request.actor)


def questions(request: OrganizationRequest, follow_up: int) -> HttpResponse:
    """The questions of one follow-up."""
    row, who = _follow_up(follow_up), person_of(request.user)
    if row is None or who is None or row.participant.person_id != who.pk or row.asked_at is None:
        raise Http404
    return follow_ups.respond(request, "portal/follow_up.html", row, request.actor)


def end(request: OrganizationRequest, match: int) -> HttpResponse:
    """End a mentorship."""
    row = mentorship(match)
    if row is None or not can_answer(request.actor, row):
        raise Http404
    back = "own-mentorship" if can_follow(request.actor, row) else "own-match"
    address = reverse(back, args=[request.organization.slug, match])
    return endings.end(request, "portal/end_mentorship.html", row, request.actor, address)


_closing, _follow_up = closing, follow_up
