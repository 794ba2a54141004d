"""Requests about one’s own data, erasures, holds: what staff answer and decide."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.people.models import Person
from parcours.people.privacy.actions.erasures import decide_erasure, lift_hold, place_hold
from parcours.people.privacy.actions.requests import LONGEST, answer
from parcours.people.privacy.known import known_across
from parcours.people.privacy.models import ErasureState, ErasureWhy, RequestKind, RequestState
from parcours.people.privacy.policies import is_erasable, roles_at_work
from parcours.people.privacy.queries import erasures, hold_of, requests
from parcours.people.privacy.queries import request as request_of
from parcours.people.queries import person as found_person
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.own_data import asked
from parcours.web.pages import OrganizationRequest

REQUESTS = List(
    name=_("Requests about own data"),
    columns=(
        Column(
            "person",
            _("Person"),
            lambda row: str(row.person),
            order=("person__called", "pk"),
            head=True,
            link=lambda row: reverse("data-request", args=[row.organization.slug, row.pk]),
        ),
        Column("kind", _("Request"), lambda row: row.get_kind_display(), order=("kind", "asked_at", "pk")),
        Column("state", _("State"), lambda row: row.get_state_display(), order=("state", "asked_at", "pk")),
        Column("asked", _("Asked"), lambda row: date_format(row.asked_at), order=("asked_at", "pk")),
        Column("due", _("Answer by"), lambda row: date_format(row.due_on)),
    ),
    sort="asked",
    filters=(
        Choice("state", _("State"), RequestState.choices, "state"),
        Choice("kind", _("Request"), RequestKind.choices, "kind"),
    ),
)

ERASURES = List(
    name=_("Erasures"),
    columns=(
        Column("record", _("Record"), lambda row: str(row.record), order=("record", "pk"), head=True),
        Column("why", _("Why"), lambda row: row.get_why_display(), order=("why", "pk")),
        Column("state", _("State"), lambda row: row.get_state_display(), order=("state", "pk")),
        Column(
            "decided",
            _("Decided"),
            lambda row: date_format(row.decided_at, "DATETIME_FORMAT"),
            order=("decided_at", "pk"),
        ),
        Column("by", _("By"), lambda row: str(row.decided_by or "")),
        Column("removed", _("Rows and files"), lambda row: str(row.removed), order=("removed", "pk")),
    ),
    sort="-decided",
    filters=(Choice("state", _("State"), ErasureState.choices, "state"),),
)


def index(request: OrganizationRequest) -> HttpResponse:
    """Every request, the longest waiting first."""
    shown = REQUESTS.read(request, requests())
    if (file := shown.file()) is not None:
        note_export(of="data-requests", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="data-requests")
    return render(request, "manage/privacy/requests.html", {"list": shown, **_tabs(request)})


def erased(request: OrganizationRequest) -> HttpResponse:
    """Every erasure, by the number of the record that is no more."""
    shown = ERASURES.read(request, erasures())
    if (file := shown.file()) is not None:
        note_export(of="erasures", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    return render(request, "manage/privacy/erasures.html", {"list": shown, **_tabs(request)})


def _tabs(request: OrganizationRequest) -> dict[str, bool]:
    return {"may_manage_privacy": request.actor.may(Permission.MANAGE_PRIVACY)}


class AnswerForm(Form):
    """What is decided, and what the person is told."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("What the person is told"),
        help_text=_("They are sent it by email. An erasure is confirmed by a message of its own."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )

    def __init__(self, kind: RequestKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is, above
        grant = _("Erase this person") if kind == RequestKind.ERASURE else _("It is corrected")
        field.choices = [("grant", grant), ("refuse", _("Refuse, and say why"))]


def data_request(request: OrganizationRequest, data_request: int) -> HttpResponse:
    """One request: what was asked, what would go and what would stay, and the answer."""
    row = request_of(data_request)
    if row is None:
        raise Http404
    form = AnswerForm(RequestKind(row.kind), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answer(row=row, grant=given["decision"] == "grant", text=given["answer"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The request is answered."))
            return redirect("data-requests", request.organization.slug)
    record_view(by=request.actor, page="data-request", what=row.person, about=row.person.user)
    context = {
        "asked": asked(row),
        "person": row.person,
        "form": form if row.state == RequestState.OPEN else None,
        "is_erasure": row.kind == RequestKind.ERASURE,
        **_stays(row.person),
    }
    return render(request, "manage/privacy/request.html", context)


class HoldForm(Form):
    """Why a record must stay."""

    reason = forms.CharField(label=_("Why must this record stay?"), max_length=300)


def person(request: OrganizationRequest, person: int) -> HttpResponse:
    """The hold on somebody’s record, and erasing them without their asking."""
    row = found_person(person)
    if row is None:
        raise Http404
    form = HoldForm(request.POST if request.POST.get("do") == "hold" else None)
    if request.method == "POST":
        response = _done(request, row, form)
        if response is not None:
            return response
    context = {"person": row, "form": form, "may_erase": is_erasable(row), **_stays(row)}
    return render(request, "manage/privacy/person.html", context)


def _done(request: OrganizationRequest, row: Person, form: HoldForm) -> HttpResponse | None:
    match request.POST.get("do"):
        case "hold":
            if not form.is_valid():
                return None
            place_hold(person=row, reason=form.cleaned_data["reason"], by=request.actor)
            messages.success(request, gettext("The record is held."))
        case "lift":
            lift_hold(person=row, by=request.actor)
            messages.success(request, gettext("The hold is lifted."))
        case "erase":
            decide_erasure(person=row, why=ErasureWhy.ASKED, by=request.actor)
            messages.success(request, gettext("The person is being erased, and is told when it is done."))
            return redirect("erasures", request.organization.slug)
        case _:
            return None
    return redirect("person-privacy", request.organization.slug, row.pk)


def _stays(row: Person) -> dict[str, Any]:
    """Return what keeps somebody, and whether their account would go with them."""
    return {
        "hold": hold_of(row),
        "works": [role.label for role in roles_at_work(row)],
        "account_goes": row.user is not None and known_across(row).everywhere,
    }
