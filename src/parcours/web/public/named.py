"""Whoever an employer named as a mentor reads who did, before anything is asked; one button takes the name out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.applications.actions.naming import remove_name
from parcours.applications.queries import offer_of
from parcours.people.models import Person
from parcours.web.public.profile import next_step, with_person


def show(request: HttpRequest) -> HttpResponse:
    """Who gave the name, the way to the profile, and the button that removes it."""
    return with_person(request, lambda link, who: _answer(request, link, who))


def _answer(request: HttpRequest, link: SignedLink, who: Person) -> HttpResponse:
    offer = offer_of(who)
    if request.method == "POST":
        erased = remove_name(person=who, by=holder(link))
        return render(
            request, "public/employer/removed.html", {"sender": link.organization, "erased": erased}
        )
    if offer is None:
        return redirect(next_step(who))
    context = {"sender": link.organization, "offer": offer, "onward": next_step(who)}
    return render(request, "public/employer/named.html", context)
