"""People of other organizations who allow this one to see them, as long as they do."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record_view
from parcours.accounts.queries import partnerships_with_across
from parcours.applications.queries import applications_of
from parcours.applications.waiting import news_by
from parcours.people.consent.sight import read_across, shared_person_across, shared_with_across
from parcours.people.kinds import standings
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage.application_tones import APPLICATION
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.facts import profile


def _list(by: Actor) -> List:
    """Return the list, whose organizations are those that name this one as their partner."""
    owners = {
        row.organization_id: row.organization
        for row in partnerships_with_across(by.here, timezone.localdate())
    }
    return List(
        name=_("Shared by partners"),
        columns=(
            Column(
                "name",
                _("Name"),
                lambda row: row.person.full_name,
                order=("person__called", "pk"),
                head=True,
                link=lambda row: reverse("shared-person", args=[by.here.slug, row.person_id]),
            ),
            Column("organization", _("Organization"), lambda row: str(row.organization)),
            Column("since", _("Since"), lambda row: timezone.localdate(row.said_at), order=("said_at", "pk")),
            Column("until", _("Until"), lambda row: row.until, order=("until", "pk")),
        ),
        sort="name",
        filters=(
            Choice(
                "organization",
                _("Organization"),
                [(str(pk), owner.name) for pk, owner in owners.items()],
                "organization",
            ),
        ),
        search_plain=("person__called",),
    )


def index(request: OrganizationRequest) -> HttpResponse:
    """Who is shared with the organization now, by whom, and until when."""
    shown = _list(request.actor).read(request, shared_with_across(request.organization))
    _page, file = read_across(lambda: (shown.page, shown.file()))
    if file:
        note_export(of="shared", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="shared")
    return render(request, "manage/consents/shared.html", {"list": shown})


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
            "applications": [(one, APPLICATION[one.status], news_by(one)) for one in applications_of(row)],
            "standings": [
                (kind.label, one.get_status_display())  # type: ignore[attr-defined]
                for kind, one in standings(row).items()
            ],
        }
        return render(request, "manage/consents/shared_person.html", context)
