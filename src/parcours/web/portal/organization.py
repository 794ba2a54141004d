"""An organization as its members see it: who it is, whom to ask, who answers for privacy."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parcours.accounts.roles import Permission
from parcours.core.zones import ZONES
from parcours.web.pages import OrganizationRequest

_PAGES = (
    (
        _("Appointments"),
        _("Meetings, interviews and orientations to come, and your own."),
        "appointments",
        Permission.MANAGE_APPOINTMENTS,
    ),
    (
        _("Invitations"),
        _("Who is invited, and who has not answered."),
        "invitations",
        Permission.MANAGE_MEMBERS,
    ),
    (
        _("Partnerships"),
        _("What other organizations do in your programs, and until when."),
        "partnerships",
        Permission.SEE_PARTNERS,
    ),
    (_("Networks"), _("The groups of organizations that you work in."), "networks", Permission.SEE_PARTNERS),
    (
        _("Confirm contact details"),
        _("Ask the contact and the privacy officer whether they are right."),
        "contacts",
        Permission.EDIT_ORGANIZATION,
    ),
    (
        _("Messages"),
        _("What is sent by email, in which words, and whether it arrived."),
        "messages",
        Permission.MANAGE_MESSAGES,
    ),
    (
        _("What people read"),
        _("The words that stand above each yes and no to what may be done with personal information."),
        "consent-texts",
        Permission.EDIT_ORGANIZATION,
    ),
    (
        _("Privacy"),
        _("What people ask about their data, erasures, how long data is kept, breaches."),
        "data-requests",
        Permission.HANDLE_PRIVACY,
    ),
    (
        _("Background work"),
        _("Imports and the like: what is done, what failed, what waits."),
        "jobs",
        Permission.MANAGE_JOBS,
    ),
    (
        _("Sign-in through your identity provider"),
        _("Let members sign in as they do at work."),
        "sign_in",
        Permission.MANAGE_SIGN_IN,
    ),
    (
        _("Webhooks"),
        _("Have other systems told when something happens here."),
        "webhooks",
        Permission.MANAGE_WEBHOOKS,
    ),
)
"""Where the organization is looked after: what each page is called, what it is for, and who may open it."""


def show(request: OrganizationRequest) -> HttpResponse:
    """The organization, and the person's roles in it."""
    zone = request.organization.time_zone
    context = {
        "roles": [role.label for role in sorted(request.actor.roles)],
        "zone": ZONES.get(zone, zone),
        "pages": [
            (label, purpose, reverse(name, args=[request.organization.slug]))
            for label, purpose, name, permission in _PAGES
            if request.actor.may(permission)
        ],
        "may_edit": request.actor.may(Permission.EDIT_ORGANIZATION),
    }
    return render(request, "portal/organization.html", context)


def logo(request: OrganizationRequest) -> HttpResponse:
    """The organization's logo, which we drew ourselves; Parcours' own where there is none."""
    if not request.organization.logo:
        return redirect(static("parcours/icon.svg"))
    with request.organization.logo.open("rb") as file:
        return HttpResponse(file.read(), content_type="image/png")
