"""What one allows, for somebody who has an account."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from parcours.people.queries import person_of
from parcours.web.consents import own
from parcours.web.pages import OrganizationRequest


def show(request: OrganizationRequest) -> HttpResponse:
    """What the person allows; a button says otherwise."""
    person = person_of(request.user)
    if person is None:
        raise Http404
    profile = reverse("own-profile", args=[request.organization.slug])
    return own(request, "portal/consent.html", person, request.actor, profile=profile)
