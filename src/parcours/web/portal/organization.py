"""An organization as its members see it: who it is, whom to ask, who answers for privacy."""

from django.http import HttpResponse
from django.shortcuts import render

from parcours.accounts.roles import Permission
from parcours.web.pages import OrganizationRequest


def show(request: OrganizationRequest) -> HttpResponse:
    """The organization, and the person's roles in it."""
    context = {
        "roles": sorted(request.actor.roles),
        "may_edit": request.actor.may(Permission.EDIT_ORGANIZATION),
    }
    return render(request, "portal/organization.html", context)
