"""A mentorship, for the mentor or the mentee who came by their link, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.engagements.actions.linking import send_course_link_again
from parcours.engagements.course_queries import courses_of
from parcours.engagements.policies import can_follow, side_of
from parcours.engagements.queries import mentorship
from parcours.people.models import Person
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.web.course.place import Place, View
from parcours.web.course.views import VIEWS, route
from parcours.web.pages import FORM, READ, Audience, page
from parcours.web.public.link_over import over
from parcours.web.public.link_person import with_person


def index(request: HttpRequest) -> HttpResponse:
    """The mentorships of the person: the one at once, where there is one."""
    return with_person(request, Purpose.MENTORSHIP, _index)


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is not None:
        send_course_link_again(person=who, link=link, by=holder(link))


def _index(request: HttpRequest, link: SignedLink, who: Person) -> HttpResponse:
    rows = courses_of(who)
    if len(rows) == 1:
        return redirect("link-mentorship", rows[0].pk)
    context = {"mentorships": rows, "sender": link.organization, "who": who}
    return render(request, "public/mentorships.html", context)


def _page(name: str, view: View) -> URLPattern:

    def show(request: HttpRequest, match: int) -> HttpResponse:
        return with_person(
            request, Purpose.MENTORSHIP, lambda request, link, _who: _answered(request, link, view, match)
        )

    return page(
        f"link/mentorships/<int:match>/{route(name)}",
        show,
        name=_name(name),
        audience=Audience.LINK,
        methods=READ if name == "meeting" else FORM,
    )


def _answered(request: HttpRequest, link: SignedLink, view: View, number: int) -> HttpResponse:
    row, by = mentorship(number), holder(link)
    if row is None or not can_follow(by, row):
        return over(request, None)
    return view(Place(request, row, by, side_of(by, row), lambda name: reverse(_name(name), args=[number])))


def _name(page_: str) -> str:
    return f"link-mentorship-{page_}" if page_ else "link-mentorship"


mentorship_pages = [
    page("link/mentorships/", index, name="link-mentorships", audience=Audience.LINK),
    *(_page(name, view) for name, view in VIEWS.items()),
]
