"""Answering a proposed match by a link and without an account."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.engagements.actions.asking import send_link_again
from parcours.engagements.policies import can_answer
from parcours.engagements.queries import asked_of, mentorship
from parcours.people.models import Person
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.web.matches import answer
from parcours.web.public.link_cookie import carried, carry
from parcours.web.public.link_over import over


def index(request: HttpRequest) -> HttpResponse:
    """What the person is proposed: the proposal at once where that is one."""
    return _with_person(request, _index)


def show(request: HttpRequest, match: int) -> HttpResponse:
    """One proposal, with what the person may know of the other."""
    return _with_person(request, lambda request, link, _who: _show(request, link, match))


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is not None:
        send_link_again(person=who, link=link, by=holder(link))


def _with_person(
    request: HttpRequest, answered: Callable[[HttpRequest, SignedLink, Person], HttpResponse]
) -> HttpResponse:
    link = carried(request)
    if link is None or link.purpose != Purpose.MATCH or not link.works:
        return over(request, link)
    with scope(organization=link.organization), timezone.override(link.organization.time_zone):
        who = person(person_in(link.subject))
        response = over(request, None) if who is None else answered(request, link, who)
    carry(response, request, link)
    return response


def _index(request: HttpRequest, link: SignedLink, who: Person) -> HttpResponse:
    rows = asked_of(who)
    if len(rows) == 1:
        return redirect("link-match", rows[0].pk)
    return render(request, "public/matches.html", {"matches": rows, "sender": link.organization, "who": who})


def _show(request: HttpRequest, link: SignedLink, number: int) -> HttpResponse:
    row = mentorship(number)
    if row is None or not can_answer(holder(link), row):
        return over(request, None)
    return answer(request, "public/match.html", row, holder(link))
