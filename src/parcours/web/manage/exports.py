"""Everything that the organization has, as one file: asked for, made in the background, taken within two days."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from parcours.reporting.exports.actions import ask, note_taken
from parcours.reporting.exports.models import ExportStatus
from parcours.reporting.exports.queries import exports
from parcours.reporting.exports.tasks import make_export
from parcours.web.pages import OrganizationRequest


def index(request: OrganizationRequest) -> HttpResponse:
    """Ask for a package, and take one that is ready."""
    if request.method == "POST":
        export = ask(by=request.actor)
        make_export.enqueue(organization=request.organization.pk, export_id=export.pk)
        return redirect("exports", request.organization.slug)
    found = list(exports()[:10])
    context = {"exports": found, "at_work": any(one.status == ExportStatus.WAITING for one in found)}
    return render(request, "manage/exports/index.html", context)


def take(request: OrganizationRequest, export: int) -> HttpResponse:
    """Take a package away."""
    found = exports().filter(pk=export, status=ExportStatus.READY, expires_at__gt=timezone.now()).first()
    if found is None:
        raise Http404
    note_taken(export=found, by=request.actor)
    name = f"{request.organization.slug}-{timezone.localdate(found.asked_at).isoformat()}.zip"
    with found.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
