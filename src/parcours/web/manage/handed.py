"""Follow-ups that partners have handed to this organization: its staff ask, as the people allow."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.outcomes.handed import handed_across, handed_to_across
from parcours.people.consent.sight import read_across
from parcours.web.list_rows import Column
from parcours.web.lists import List
from parcours.web.manage.follow_ups import shown, worked, working_forms
from parcours.web.pages import OrganizationRequest


def _list(slug: str) -> List:
    return List(
        name=_("Follow-ups of partners"),
        columns=(
            Column(
                "name",
                _("Name"),
                lambda row: str(row.participant),
                order=("participant__called", "pk"),
                head=True,
                link=lambda row: reverse("handed-follow-up", args=[slug, row.pk]),
            ),
            Column("organization", _("Organization"), lambda row: str(row.organization)),
            Column("point", _("Point of time"), lambda row: row.get_point_display()),
            Column("due", _("Due"), lambda row: row.due_on, order=("due_on", "pk")),
            Column("until", _("Counts until"), lambda row: row.ends_on),
            Column("phone", _("Telephone"), lambda row: row.participant.person.phone),
            Column("tried", _("Attempts"), lambda row: row.tried, number=True),
            Column("next", _("Next"), lambda row: row.next_on, order=("next_on", "pk")),
        ),
        sort="due",
        search_plain=("participant__called",),
    )


def index(request: OrganizationRequest) -> HttpResponse:
    """Whom to ask for partners; when somebody takes their consent back, they are gone from here at once."""
    found = _list(request.organization.slug).read(request, handed_to_across(request.organization))
    _page, file = read_across(lambda: (found.page, found.file()))
    if file:
        note_export(of="handed_follow_ups", kind=found.file_asked, rows=found.count, by=request.actor)
        return file
    record_view(by=request.actor, page="handed-follow-ups")
    return render(request, "manage/outcomes/handed.html", {"list": found})


def show(request: OrganizationRequest, follow_up: int) -> HttpResponse:
    """One of them; what is noted is noted with the organization that handed it over."""
    found = handed_across(follow_up, request.actor)
    if found is None:
        raise Http404
    row, guest = found
    with scope(organization=row.organization), timezone.override(row.organization.time_zone):
        forms_ = working_forms(request, row)
        if request.method == "POST" and worked(request, row, forms_, guest, request.organization):
            return redirect("handed-follow-ups", request.organization.slug)
        return render(
            request, "manage/outcomes/follow_up.html", shown(row, forms_) | {"owner": row.organization}
        )
