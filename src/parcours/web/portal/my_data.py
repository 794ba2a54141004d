"""One’s own data, for somebody who has an account."""

from allauth.account.decorators import reauthentication_required
from django.http import Http404, HttpResponse
from django.urls import reverse

from parcours.people.queries import person_of
from parcours.web import own_data
from parcours.web.account.again import own_hands
from parcours.web.own_data import Place
from parcours.web.pages import OrganizationRequest

_PAGES = {
    "show": "my-data",
    "json": "my-data-json",
    "pdf": "my-data-pdf",
    "correction": "my-data-correction",
    "erasure": "my-data-erasure",
    "withdraw": "my-data-withdraw",
    "profile": "own-profile",
    "consent": "own-consent",
}


def show(request: OrganizationRequest) -> HttpResponse:
    """Everything that is held about the person."""
    return own_data.show(request, _place(request))


def as_json(request: OrganizationRequest) -> HttpResponse:
    """The same for machines."""
    return own_data.take(_place(request), "json")


def as_pdf(request: OrganizationRequest) -> HttpResponse:
    """The same for reading."""
    return own_data.take(_place(request), "pdf")


def correct(request: OrganizationRequest) -> HttpResponse:
    """Ask for a correction."""
    return own_data.correct(request, _place(request))


def withdraw(request: OrganizationRequest) -> HttpResponse:
    """Take a request back."""
    return own_data.withdraw(request, _place(request))


def _erase(request: OrganizationRequest) -> HttpResponse:
    return own_data.erase(request, _place(request))


erase = own_hands(
    reauthentication_required(_erase)
)  # whoever finds a screen unlocked must not erase its owner


def _place(request: OrganizationRequest) -> Place:
    person = person_of(request.user)
    if person is None:
        raise Http404
    slug = request.organization.slug
    return Place(person, request.actor, lambda name: reverse(_PAGES[name], args=[slug]))
