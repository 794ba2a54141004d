"""The documents of somebody who came by the link to their profile."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.people.documents.queries import document as found_document
from parcours.people.models import Person
from parcours.web.profiles.documents import Documents, download
from parcours.web.public.profile import page_of, with_person


def index(request: HttpRequest) -> HttpResponse:
    """Add, open and remove documents."""
    return with_person(request, lambda link, who: _index(request, link, who))


def show(request: HttpRequest, document: int) -> HttpResponse:
    """The file itself."""
    return with_person(request, lambda link, who: download(found_document(document, who), holder(link)))


def _index(request: HttpRequest, link: SignedLink, who: Person) -> HttpResponse:
    documents = Documents(
        who,
        holder(link),
        here=reverse("link-documents"),
        address_of=lambda pk: reverse("link-document", args=[pk]),
    )
    response, context = documents.answer(request)
    frame = {"sender": link.organization, "back": page_of(link), "applies": link.purpose == Purpose.APPLY}
    return response or render(request, "public/profile/documents.html", {**context, **frame})
