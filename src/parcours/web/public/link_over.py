"""The page for a link that does not work, or not any more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose

GONE = 410


def over(request: HttpRequest, link: SignedLink | None) -> HttpResponse:
    """Say why the link does not work, and what to do."""
    why = "unknown"
    # One that is passed on was sent to nobody who could have another one.
    if link is not None and link.purpose != Purpose.OFFER_ONESELF:
        why = "revoked" if link.revoked_at else "used" if link.used_at else "expired"
    return render(request, "public/link/over.html", {"why": why, "link": link}, status=GONE)
