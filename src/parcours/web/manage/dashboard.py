"""What needs staff today."""

from django.http import HttpResponse
from django.shortcuts import render

from parcours.web.pages import OrganizationRequest


def show(request: OrganizationRequest) -> HttpResponse:
    """The queue of named things, with the one button that answers each."""
    return render(request, "manage/dashboard.html")
