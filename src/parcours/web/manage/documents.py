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
from parcours.web.forms import Form
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.documents import Documents, download


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
        rows = (
            memberships()
            .filter(role__in=SHOWN_TO, ended_at=None)
            .select_related("user")
            .order_by("called", "pk")
        )
        people = {row.user_id: str(row.user) for row in rows if row.user_id != person.user_id}
        partners = {row.partner_id: str(row.partner) for row in partnerships_running(timezone.localdate())}
        self.fields["to"].choices = [("", _("Choose")), *people.items()]  # type: ignore[attr-defined]
        ours = _("This organization")
        self.fields["partner"].choices = [("", ours), *partners.items()]  # type: ignore[attr-defined]


def index(request: OrganizationRequest, person: int) -> HttpResponse:
    """Every version of every document, a new one, and whom the CV is shown to."""
    row = _found(person)
    slug = request.organization.slug
    here = reverse("person-documents", args=[slug, row.pk])
    if request.method == "POST" and "to" in request.POST:
        show = ShowForm(request.POST, person=row)
        if show.is_valid() and _show(show, row, request):
            return redirect(here)
    else:
        show = ShowForm(person=row)
    documents = Documents(
        row,
        request.actor,
        here=here,
        address_of=lambda pk: reverse("person-document", args=[slug, row.pk, pk]),
        saved=lambda words: messages.success(request, words),
    )
    if show.is_bound:
        context = documents.context()
    else:
        response, context = documents.answer(request)
        if response:
            return response
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
