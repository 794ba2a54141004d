"""Whether a certificate is genuine, for whoever holds it: nothing can be searched, and no full name is shown."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_scopes import scope

from parcours.outcomes.actions.certifying import certificate_across
from parcours.outcomes.models import Closing


def show(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether it is genuine, was withdrawn, or is none of ours."""
    found = certificate_across(token)
    if found is None:
        return render(request, "public/certificate.html", {"closing": None}, status=HTTPStatus.NOT_FOUND)
    with scope(organization=found.organization):
        context = {"closing": found, "sender": found.organization, "initials": initials(found)}
        return render(request, "public/certificate.html", context)


def initials(closing: Closing) -> str:
    """Return the first letters of the name on the certificate, to be compared with the paper."""
    return " ".join(f"{word[0].upper()}." for word in closing.name.split())
