"""One's own documents, and the CVs that are shown to a mentor or host supervisor."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parcours.people.documents.queries import document as found_document
from parcours.people.queries import person_of
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.documents import Documents, download


def index(request: OrganizationRequest) -> HttpResponse:
    """One's own documents: add, open, remove, and stop showing the CV to somebody."""
    row = person_of(request.user)
    if row is None:
        raise Http404
    slug = request.organization.slug
    documents = Documents(
        row,
        request.actor,
        here=reverse("own-documents", args=[slug]),
        address_of=lambda pk: reverse("document", args=[slug, pk]),
        saved=lambda words: messages.success(request, words),
    )
    response, context = documents.answer(request)
    return response or render(request, "portal/documents.html", context)


def show(request: OrganizationRequest, document: int) -> HttpResponse:
    """The file itself: one's own, or a CV that is shown to the member and that its person allows."""
    return download(found_document(document), request.actor)
