"""The door of an organization."""

from django.http import HttpResponse
from django.shortcuts import redirect

from parcours.web.areas import home
from parcours.web.pages import OrganizationRequest


def show(request: OrganizationRequest) -> HttpResponse:
    """On to what the person comes for: today's work, the organization, or its figures."""
    return redirect(home(request.actor))
