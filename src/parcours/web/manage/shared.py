"""People of other organizations who allow this one to see them, as long as they do."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.audit import record_view
from parcours.core.plain import plain
from parcours.people.consent.sight import shared_person_across, shared_with_across
from parcours.people.kinds import standings
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.facts import profile

MOST = 200
"""So many people are shown; whoever has more looks for one by name."""


def index(request: OrganizationRequest) -> HttpResponse:
    """Who is shared with the organization now, by whom, and until when."""
    record_view(by=request.actor, page="shared")
    asked = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]
    rows = [
        row
        for row in shared_with_across(request.organization)
        if all(word in row.person.called for word in plain(asked).split())
    ]
    context = {"rows": rows[:MOST], "more": len(rows) - MOST, "asked": asked, "most": MOST}
    return render(request, "manage/consents/shared.html", context)


def show(request: OrganizationRequest, person: int) -> HttpResponse:
    """The profile of somebody who is shared; whoever keeps it can tell who looked."""
    row = shared_person_across(person, request.actor)
    if row is None:
        raise Http404
    with scope(organization=row.organization), timezone.override(row.organization.time_zone):
        context = {
            "person": row,
            "owner": row.organization,
            "profile": profile(row),
            "standings": [
                (kind.label, one.get_status_display())  # type: ignore[attr-defined]
                for kind, one in standings(row).items()
            ],
        }
        return render(request, "manage/consents/shared_person.html", context)
