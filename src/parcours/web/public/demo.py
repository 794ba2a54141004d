"""Signing in as one of the demo's people. In a demo only: `page()` answers 404 everywhere else."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render

from parcours.accounts.models import User
from parcours.web.local import is_local
from parcours.web.public.personas import BY_KEY

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def show(request: HttpRequest) -> HttpResponse:
    """One button for each person; ``persona`` names the one to sign in as, ``next`` where to go."""
    if request.method != "POST":
        return render(request, "public/demo.html")
    persona = BY_KEY.get(request.POST.get("persona", ""))
    user = User.objects.filter(email=persona.email).first() if persona else None
    if user is None:
        return HttpResponseBadRequest("persona: " + ", ".join(BY_KEY))
    login(request, user, backend=_BACKEND)
    record_authentication(request, user, method="code")  # so that they may look at all of their account
    there = request.POST.get("next", "")
    return redirect(there if is_local(there) else "start")
