"""Answering questionnaires by a link and without an account. The link works as long as anything can be answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.people.models import Person
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.surveys.actions.asking import send_link_again
from parcours.surveys.queries import open_to, survey
from parcours.web.public.link_over import over
from parcours.web.public.link_person import with_person
from parcours.web.surveys import answer


def index(request: HttpRequest) -> HttpResponse:
    """What the person is asked: the questions at once where that is one."""
    return with_person(request, Purpose.SURVEY, _index)


def show(request: HttpRequest, survey: int) -> HttpResponse:
    """The questions of one, page by page."""
    return with_person(request, Purpose.SURVEY, lambda request, link, who: _show(request, link, who, survey))


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is not None:
        send_link_again(person=who, link=link, by=holder(link))


def _index(request: HttpRequest, link: SignedLink, who: Person) -> HttpResponse:
    rows = open_to(who)
    if len(rows) == 1:
        return redirect("link-survey", rows[0].pk)
    return render(request, "public/surveys.html", {"surveys": rows, "sender": link.organization})


def _show(request: HttpRequest, link: SignedLink, who: Person, number: int) -> HttpResponse:
    row = survey(number)
    if row is None or row.person_id != who.pk or row.state == "planned":
        return over(request, None)
    return answer(request, "public/survey.html", row, holder(link))
