"""One’s own data, for somebody who holds the link to their profile."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from parcours.accounts.links.actions import holder
from parcours.web import own_data
from parcours.web.own_data import Place
from parcours.web.public.profile import with_person

_PAGES = {
    "show": "link-data",
    "json": "link-data-json",
    "pdf": "link-data-pdf",
    "correction": "link-data-correction",
    "erasure": "link-data-erasure",
    "withdraw": "link-data-withdraw",
    "profile": "link-profile",
    "consent": "link-consent",
}


def show(request: HttpRequest) -> HttpResponse:
    """Everything that is held about the person."""
    return _at(request, lambda place: own_data.show(request, place))


def as_json(request: HttpRequest) -> HttpResponse:
    """The same for machines."""
    return _at(request, lambda place: own_data.take(place, "json"))


def as_pdf(request: HttpRequest) -> HttpResponse:
    """The same for reading."""
    return _at(request, lambda place: own_data.take(place, "pdf"))


def correct(request: HttpRequest) -> HttpResponse:
    """Ask for a correction."""
    return _at(request, lambda place: own_data.correct(request, place))


def erase(request: HttpRequest) -> HttpResponse:
    """Ask for erasure."""
    return _at(request, lambda place: own_data.erase(request, place))


def withdraw(request: HttpRequest) -> HttpResponse:
    """Take a request back."""
    return _at(request, lambda place: own_data.withdraw(request, place))


def _at(request: HttpRequest, answer: Callable[[Place], HttpResponse]) -> HttpResponse:
    return with_person(
        request,
        lambda link, who: answer(Place(who, holder(link), lambda name: reverse(_PAGES[name]))),
    )
