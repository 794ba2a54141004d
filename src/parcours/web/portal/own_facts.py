"""One’s own sensitive facts, for somebody who has an account."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from parcours.people.queries import person_of
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.own_facts import OwnFacts


def show(request: OrganizationRequest) -> HttpResponse:
    """What the person said, to be changed."""
    row = person_of(request.user)
    if row is None:
        raise Http404
    onward = reverse("own-profile", args=[request.organization.slug])
    return OwnFacts(row, request.actor, onward).answer(
        request, "profiles/own_facts.html", sender=request.organization
    )
