"""A member's own appointments."""

from django.http import HttpResponse

from parcours.web.calendars import own
from parcours.web.pages import OrganizationRequest


def show(request: OrganizationRequest) -> HttpResponse:
    """What the person is invited to, and the address of their feed."""
    return own(request, "portal/calendar.html", request.user, request.actor)
