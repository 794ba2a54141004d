"""What the background did, does and will do for the organization."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_scopes import get_scope

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actions.jobs import run_again
from parcours.jobs.leases import Stored
from parcours.jobs.queries import jobs
from parcours.web import background
from parcours.web.background import is_anybody_there, jobs_list
from parcours.web.pages import OrganizationRequest


def _address(job: Stored) -> str:
    return reverse("job", args=[get_scope()["organization"].slug, job.pk])


JOBS = jobs_list(_("Background work"), _address)


def index(request: OrganizationRequest) -> HttpResponse:
    """What ran, what failed, and what waits."""
    shown = JOBS.read(request, jobs(request.organization.pk))
    if (file := shown.file()) is not None:
        note_export(of="jobs", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    return render(request, "manage/jobs/list.html", {"list": shown, "worker": is_anybody_there()})


def show(request: OrganizationRequest, job: UUID) -> HttpResponse:
    """One piece of work: how it stands, and the button that runs it again where it failed."""
    found = _found(request, job)
    context = {
        "job": found,
        "name": background.name_of(found),
        "state": background.state_of(found),
        "tone": background.tone_of(found),
    }
    return render(request, "manage/jobs/show.html", context)


def again(request: OrganizationRequest, job: UUID) -> HttpResponse:
    """Run it again."""
    found = _found(request, job)
    run_again(job=found, by=request.actor)
    messages.success(request, gettext("This work is done again as soon as a worker is free."))
    return redirect("job", request.organization.slug, found.pk)


def _found(request: OrganizationRequest, job: UUID) -> Stored:
    found = jobs(request.organization.pk).filter(pk=job).first()
    if found is None:
        raise Http404
    return found
