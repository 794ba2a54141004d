"""What the background did, does and will do, for every organization and for the installation itself."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actions.jobs import run_again
from parcours.accounts.actors import Actor
from parcours.accounts.models import User
from parcours.core import last_backup
from parcours.jobs.leases import Stored
from parcours.jobs.queries import jobs
from parcours.web import background
from parcours.web.background import again_and_again, is_anybody_there, jobs_list

JOBS = jobs_list(_("Background work"), lambda job: reverse("installation-job", args=[job.pk]))


def index(request: HttpRequest) -> HttpResponse:
    """What ran, what failed, what waits, and what comes again and again."""
    shown = JOBS.read(request, jobs())
    if (file := shown.file()) is not None:
        note_export(of="installation-jobs", kind=shown.file_asked, rows=shown.count, by=_actor(request))
        return file
    age = last_backup.age()
    context = {
        "list": shown,
        "worker": is_anybody_there(),
        "again": again_and_again(),
        "backup_hours": None if age is None else age // timedelta(hours=1),
        "backup_is_old": age is None or age > last_backup.OLD,
    }
    return render(request, "installation/jobs/list.html", context)


def show(request: HttpRequest, job: UUID) -> HttpResponse:
    """One piece of work, where it failed, and the button that runs it again."""
    found = _found(job)
    context = {
        "job": found,
        "name": background.name_of(found),
        "state": background.state_of(found),
        "tone": background.tone_of(found),
    }
    return render(request, "installation/jobs/show.html", context)


def again(request: HttpRequest, job: UUID) -> HttpResponse:
    """Run it again."""
    found = _found(job)
    run_again(job=found, by=_actor(request))
    messages.success(request, gettext("This work is done again as soon as a worker is free."))
    return redirect("installation-job", found.pk)


def _actor(request: HttpRequest) -> Actor:
    return Actor(None, user=cast("User", request.user))


def _found(job: UUID) -> Stored:
    found = jobs().filter(pk=job).first()
    if found is None:
        raise Http404
    return found
