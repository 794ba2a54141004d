"""Answering a proposed match by a link and without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

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
from parcours.web.public.link_over import over
from parcours.web.public.link_person import with_person


def index(request: HttpRequest) -> HttpResponse:
    """What the person is proposed: the proposal at once where that is one."""
    return with_person(request, Purpose.MATCH, _index)


def show(request: HttpRequest, match: int) -> HttpResponse:
    """One proposal, with what the person may know of the other."""
    return with_person(request, Purpose.MATCH, lambda request, link, _who: _show(request, link, match))


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is not None:
        send_link_again(person=who, link=link, by=holder(link))


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
