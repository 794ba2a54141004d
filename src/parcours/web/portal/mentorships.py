"""A mentorship, for the mentor or the mentee who is signed in."""

from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse

from parcours.accounts.roles import Permission
from parcours.engagements.policies import can_follow, side_of
from parcours.engagements.queries import mentorship
from parcours.web.course.place import Place, View
from parcours.web.course.views import VIEWS, route
from parcours.web.pages import FORM, READ, OrganizationRequest, page


def _own(view: View, request: OrganizationRequest, match: int) -> HttpResponse:
    row = mentorship(match)
    if row is None or not can_follow(request.actor, row):
        raise Http404

    def address(name: str) -> str:
        return reverse(_name(name), args=[request.organization.slug, match])

    return view(Place(request, row, request.actor, side_of(request.actor, row), address))


def _name(page_: str) -> str:
    return f"own-mentorship-{page_}" if page_ else "own-mentorship"


def _page(name: str, view: View) -> URLPattern:

    def show(request: OrganizationRequest, match: int) -> HttpResponse:
        return _own(view, request, match)

    return page(
        f"mentorships/<int:match>/{route(name)}",
        show,
        name=_name(name),
        needs=Permission.SEE_ORGANIZATION,
        methods=READ if name == "meeting" else FORM,
    )


mentorship_pages = [_page(name, view) for name, view in VIEWS.items()]
