"""The first page, and where people go once they have signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parcours.accounts.models import User
from parcours.accounts.queries import places_across
from parcours.web.pages import VOUCHED_IN


def show(request: HttpRequest) -> HttpResponse:
    """What Parcours is, and the way in."""
    return render(request, "public/welcome.html")


def start(request: HttpRequest) -> HttpResponse:
    """On to the person's only organization, or the choice among several."""
    assert isinstance(request.user, User)  # noqa: S101 - the page is for whoever is signed in
    opened = request.session.get(VOUCHED_IN)  # the others are nothing that its provider may read
    places = [place for place in places_across(request.user) if opened in {None, place[0].pk}]
    if len(places) == 1:
        return redirect("home", places[0][0].slug)
    return render(request, "public/start.html", {"places": places})
