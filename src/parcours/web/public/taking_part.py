"""A mentor says by link, without an account, whether they take part in a cohort."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.applications.actions.mentors import agree, decline_place, send_link_again
from parcours.applications.models import MentorPlace
from parcours.applications.queries import asked_of
from parcours.applications.telling import time_it_takes
from parcours.core.refusals import Stale
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.web.numbers import row_numbers
from parcours.web.public.link_cookie import carried, carry
from parcours.web.public.link_over import over


def show(request: HttpRequest) -> HttpResponse:
    """What the mentor is asked for, with a yes and a no; then what they said, and the way to their profile."""
    link = carried(request)
    if link is None or link.purpose != Purpose.TAKE_PART or not link.works:
        return over(request, link)
    with scope(organization=link.organization), timezone.override(link.organization.time_zone):
        who = person(person_in(link.subject))
        parts = asked_of(who) if who else []
        if request.method == "POST":
            _answer(request, link, parts)
            response: HttpResponse = redirect("link-take-part")
        elif parts:
            shown = [(part, time_it_takes(part.cohort)) for part in parts]
            context = {"sender": link.organization, "parts": shown}
            response = render(request, "public/taking_part.html", context)
        else:
            response = over(request, None)
    carry(response, request, link)
    return response


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is not None:
        send_link_again(person=who, link=link, by=holder(link))


def _answer(request: HttpRequest, link: SignedLink, parts: list[MentorPlace]) -> None:
    number = next(iter(row_numbers([request.POST.get("place", "")])), 0)
    part = next((one for one in parts if one.pk == number), None)
    if part is None:
        return
    act = agree if "agree" in request.POST else decline_place
    try:
        act(place=part, by=holder(link))
    except Stale as problem:
        messages.warning(request, str(problem))
