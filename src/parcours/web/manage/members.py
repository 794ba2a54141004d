"""Members of the organization."""

from django.http import HttpResponse
from django.shortcuts import render

from parcours.accounts.audit import record_view
from parcours.accounts.queries import memberships
from parcours.web.pages import OrganizationRequest


def index(request: OrganizationRequest) -> HttpResponse:
    """Everybody who belongs to the organization, and as what."""
    record_view(by=request.actor, page="members")
    return render(request, "manage/members/list.html", {"members": memberships()})
