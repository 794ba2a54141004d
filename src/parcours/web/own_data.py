"""One’s own data: seen, taken along, corrected, erased; for members on their pages and for others by their link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.core.refusals import Refused
from parcours.people.models import Person
from parcours.people.privacy.actions.requests import LONGEST, ask, note_taken, withdraw_request
from parcours.people.privacy.held import held_about
from parcours.people.privacy.log import looks_at
from parcours.people.privacy.models import DataRequest, RequestKind
from parcours.people.privacy.queries import hold_of, requests_of, words
from parcours.reporting.own_data import as_json, as_pdf
from parcours.web.forms import Form
from parcours.web.numbers import row_numbers

_LOOKS = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is shown: whose data, who acts, and the address of each page by its name."""

    person: Person
    by: Actor
    address: Callable[[str], str]

    @property
    def context(self) -> dict[str, Any]:
        """What every page of it needs."""
        pages = ("show", "json", "pdf", "correction", "erasure", "withdraw", "profile", "consent")
        return {
            "person": self.person,
            "sender": self.person.organization,
            "to": {name: self.address(name) for name in pages},
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its words."""

    row: DataRequest
    text: str
    answer: str


def show(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything that is held, who looked, and what was asked."""
    looks = looks_at(place.person)
    context = {
        "groups": [group for group in held_about(place.person) if group.category.key != "log"],
        "looks": looks[:_LOOKS],
        "more_looks": max(0, len(looks) - _LOOKS),
        "requests": [asked(row) for row in requests_of(place.person)],
    }
    return render(request, "own_data/show.html", {**context, **place.context})


def take(place: Place, kind: str) -> HttpResponse:
    """The file, as JSON or PDF; the log keeps that it was taken along."""
    written = as_json(place.person).encode() if kind == "json" else as_pdf(place.person)
    note_taken(person=place.person, kind=kind, by=place.by)
    return HttpResponse(
        written,
        content_type="application/json" if kind == "json" else "application/pdf",
        headers={"Content-Disposition": f'attachment; filename="parcours-data.{kind}"'},
    )


class CorrectionForm(Form):
    """What is wrong, and what is right."""

    words = forms.CharField(
        label=_("What is wrong, and what is right?"),
        help_text=_("Only for what you cannot change in your profile yourself."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )


class ErasureForm(Form):
    """That the person means it."""

    words = forms.CharField(
        label=_("Why? You need not say."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )
    sure = forms.BooleanField(label=_("I understand that this cannot be taken back once it is done."))


def correct(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for a correction."""
    form = CorrectionForm(request.POST or None)
    said = gettext("Your request is on its way. You are told the answer by email.")
    return _ask(request, place, form, RequestKind.CORRECTION, said, "own_data/correction.html")


def erase(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for erasure, after a look at what that means."""
    form = ErasureForm(request.POST or None)
    said = gettext("Your request is on its way. When it is done, you are sent a confirmation.")
    return _ask(request, place, form, RequestKind.ERASURE, said, "own_data/erasure.html")


def withdraw(request: HttpRequest, place: Place) -> HttpResponse:
    """Take back a request that nobody has answered; 404 for one that is not the person's."""
    asked_for = {row.pk: row for row in requests_of(place.person)}
    for pk in row_numbers([request.POST.get("request", "")]):
        if pk in asked_for:
            try:
                withdraw_request(row=asked_for[pk], by=place.by)
            except Refused as refusal:
                messages.warning(request, str(refusal))
            else:
                messages.success(request, gettext("Your request is withdrawn."))
            return redirect(place.address("show"))
    raise Http404


def _ask(
    request: HttpRequest, place: Place, form: Form, kind: RequestKind, said: str, template: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            ask(person=place.person, kind=kind, text=form.cleaned_data["words"], by=place.by)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(place.address("show"))
    context = {"form": form, "is_held": hold_of(place.person) is not None, **place.context}
    return render(request, template, context)


def asked(row: DataRequest) -> Asked:
    """Return a request with its words."""
    return Asked(row, words("words").read(row), words("answer").read(row))
