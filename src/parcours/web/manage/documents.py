"""The documents of a participant, a mentor or a supervisor, as staff look after them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import User
from parcours.accounts.queries import memberships, partnerships_running
from parcours.core.refusals import Refused
from parcours.people.documents.actions import show_cv
from parcours.people.documents.policies import SHOWN_TO
from parcours.people.documents.queries import document as found_document
from parcours.people.models import Person
from parcours.people.queries import person as found_person
from parcours.web.forms import Form, in_our_words
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.documents import Documents, download

MOST_CHOICES = 200
"""Among so many people somebody is chosen from a list; among more, by their address."""


class ShowForm(Form):
    """Whom a CV is shown to."""

    to = forms.TypedChoiceField(label=_("Mentor or host supervisor"), coerce=int)
    partner = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_(
            "A partner needs the person’s consent to sharing with it; a mentor of ours, to the service."
        ),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._possible = memberships().filter(role__in=SHOWN_TO).exclude(user=person.user_id)
        people = {row.user_id: str(row.user) for row in self._possible[: MOST_CHOICES + 1]}
        if len(people) > MOST_CHOICES:
            label, too_many = self.fields["to"].label, _("Their email address: they are too many for a list.")
            self.fields["to"] = forms.EmailField(label=label, help_text=too_many)
            in_our_words(self)
        else:
            self.fields["to"].choices = [("", _("Choose")), *people.items()]  # type: ignore[attr-defined]
        partners = {row.partner_id: str(row.partner) for row in partnerships_running(timezone.localdate())}
        ours = _("This organization")
        self.fields["partner"].choices = [("", ours), *partners.items()]  # type: ignore[attr-defined]

    def clean_to(self) -> int:
        """Return the number of the user chosen, or named by the address."""
        given: int | str = self.cleaned_data["to"]
        if isinstance(given, int):
            return given
        row = self._possible.filter(email=given.lower()).first()
        if row is None:
            raise forms.ValidationError(
                gettext("No mentor or host supervisor here has this address. Look it up under Members.")
            )
        return row.user_id


def index(request: OrganizationRequest, person: int) -> HttpResponse:
    """Every version of every document, a new one, and whom the CV is shown to."""
    row = _found(person)
    slug = request.organization.slug
    here = reverse("person-documents", args=[slug, row.pk])
    show: ShowForm | None = None
    if request.method == "POST" and "to" in request.POST:
        show = ShowForm(request.POST, person=row)
        if show.is_valid() and _show(show, row, request):
            return redirect(here)
    documents = Documents(
        row,
        request.actor,
        here=here,
        address_of=lambda pk: reverse("person-document", args=[slug, row.pk, pk]),
        saved=lambda words: messages.success(request, words),
    )
    if show:
        context = documents.context()
    else:
        response, context = documents.answer(request)
        if response:
            return response
    if context["documents"] and show is None:
        show = ShowForm(person=row)
    return render(request, "manage/people/documents.html", {**context, "show": show})


def show(request: OrganizationRequest, person: int, document: int) -> HttpResponse:
    """The file itself."""
    return download(found_document(document, _found(person)), request.actor)


def _show(form: ShowForm, person: Person, request: OrganizationRequest) -> bool:
    asked = form.cleaned_data
    partner = next(
        (
            row.partner
            for row in partnerships_running(timezone.localdate())
            if row.partner_id == asked["partner"]
        ),
        None,
    )
    to = User.objects.get(pk=asked["to"])
    try:
        show_cv(person=person, to=to, partner=partner, by=request.actor)
    except Refused as refusal:
        form.add_error("to", str(refusal))
        return False
    messages.success(request, gettext("The CV is shown to %(name)s.") % {"name": to})
    return True


def _found(pk: int) -> Person:
    row = found_person(pk)
    if row is None:
        raise Http404
    return row
