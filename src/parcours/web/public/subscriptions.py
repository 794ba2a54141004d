"""Stopping messages of one kind by their link, without signing in (RFC 8058)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from parcours.core.catalogue import CATALOGUE
from parcours.messaging import subscriptions


@csrf_exempt  # mail programs press the button for people, and have no cookie; the token is the proof
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link stops, and stop it when asked: to look changes nothing, to ask twice is to ask once."""
    one = subscriptions.by_token(token)
    if one is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("again"):
            subscriptions.want(one)
        else:
            subscriptions.stop(one)
    context = {"kind": CATALOGUE[one.key].name if one.key in CATALOGUE else one.key, "one": one}
    return render(request, "public/messages/stop.html", context)
