"""An organization as its members see it: who it is, whom to ask, who answers for privacy."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from parcours.accounts.roles import Permission
from parcours.web.pages import OrganizationRequest
from parcours.web.zones import ZONES


def show(request: OrganizationRequest) -> HttpResponse:
    """The organization, and the person's roles in it."""
    zone = request.organization.time_zone
    context = {
        "roles": [role.label for role in sorted(request.actor.roles)],
        "zone": ZONES.get(zone, zone),
        "may_edit": request.actor.may(Permission.EDIT_ORGANIZATION),
    }
    return render(request, "portal/organization.html", context)


def logo(request: OrganizationRequest) -> HttpResponse:
    """The organization's logo, which we drew ourselves; Parcours' own where there is none."""
    if not request.organization.logo:
        return redirect(static("parcours/icon.svg"))
    with request.organization.logo.open("rb") as file:
        return HttpResponse(file.read(), content_type="image/png")
