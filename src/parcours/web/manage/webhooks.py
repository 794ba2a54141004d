"""Webhooks: which other systems are told what, whether it arrived, and everything that is done about it."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.core.events import EVENTS
from parcours.core.refusals import Refused
from parcours.messaging.webhooks import actions
from parcours.messaging.webhooks.addresses import check_address
from parcours.messaging.webhooks.models import Answer, Delivery, DeliveryState, Endpoint
from parcours.messaging.webhooks.queries import deliveries, endpoints
from parcours.messaging.webhooks.telling import TEST
from parcours.web.editing import Editing
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.pages import OrganizationRequest

_SECRET = "webhook_secret"  # noqa: S105 - its name in the session, which is sealed
_TONES = {DeliveryState.WAITING: "info", DeliveryState.DELIVERED: "good", DeliveryState.FAILED: "problem"}


def _name(code: str) -> str:
    """Return what an event is called; its code where this version has no such event any more."""
    event = EVENTS.get(code)
    return gettext("Test") if code == TEST else str(event.name) if event else code


def _answer(row: Delivery) -> str:
    """Return what came back at the last try."""
    if row.answer == Answer.NUMBER:
        return gettext("It answered %(number)s") % {"number": row.status}
    return row.get_answer_display()


def _moment(when: Any) -> str:  # noqa: ANN401 - a moment, or none
    return date_format(timezone.localtime(when), "DATETIME_FORMAT") if when else ""


def _next_try(row: Delivery) -> str:
    return _moment(row.due_at) if row.state == DeliveryState.WAITING else ""


DELIVERIES = List(
    name=_("Events sent"),
    columns=(
        Column(
            "event",
            _("Event"),
            lambda row: _name(row.event),
            head=True,
            link=lambda row: reverse(
                "webhook-delivery", args=[row.organization.slug, row.endpoint_id, row.pk]
            ),
        ),
        Column("happened", _("Happened"), lambda row: _moment(row.happened_at), order=("pk",)),
        Column(
            "state",
            _("State"),
            lambda row: row.get_state_display(),
            order=("state", "pk"),
            tone=lambda row: _TONES[DeliveryState(row.state)],
        ),
        Column("answer", _("Answer"), _answer),
        Column("tries", _("Tries"), lambda row: row.attempts, order=("attempts", "pk"), number=True),
        Column("next", _("Next try"), _next_try),
    ),
    sort="-happened",
    filters=(Choice("state", _("State"), DeliveryState.choices, "state"),),
)


class EndpointForm(Form):
    """Where and of what a system is told."""

    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        validators=[check_address],
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=_("The other system gives it. It begins with https:// and is reached from the internet."),
    )
    note = forms.CharField(
        label=_("What it is for"),
        max_length=200,
        required=False,
        help_text=_("For colleagues, such as: case management, asked for by Ana."),
    )
    events = forms.MultipleChoiceField(
        label=_("Events"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The other system is told of these, by numbers and codes: never a name or an address."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, f"{event.name} ({code})") for code, event in sorted(EVENTS.items())]
        self.fields["events"].choices = choices  # type: ignore[attr-defined] # of a field of choices


def index(request: OrganizationRequest) -> HttpResponse:
    """Every endpoint, and how it fares."""
    return render(request, "manage/webhooks/list.html", {"endpoints": list(endpoints())})


def new(request: OrganizationRequest) -> HttpResponse:
    """Add an endpoint."""
    form = EndpointForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            endpoint, secret = actions.add_endpoint(by=request.actor, **form.cleaned_data)
        except (Refused, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            return _with_secret(request, endpoint, secret)
    return render(request, "manage/webhooks/new.html", {"form": form})


def edit(request: OrganizationRequest, webhook: int) -> HttpResponse:
    """Change an endpoint."""
    row = _endpoint(webhook)
    editing = Editing(
        request,
        lambda: Endpoint.objects.get(pk=row.pk),
        lambda now, *sent: EndpointForm(
            *sent, initial={"url": now.url, "note": now.note, "events": now.events}
        ),
    )
    if editing.saved(lambda given: actions.change_endpoint(endpoint=row, by=request.actor, **given)):
        messages.success(request, gettext("The endpoint is changed."))
        return redirect("webhook", request.organization.slug, row.pk)
    return editing.page("manage/webhooks/edit.html", endpoint=row)


def show(request: OrganizationRequest, webhook: int) -> HttpResponse:
    """One endpoint: what was sent, the buttons that test, stop and start it, and the ways to all else.

    A secret is shown once, on the first look after it was made.
    """
    row = _endpoint(webhook)
    if request.method == "POST":
        return _done(request, row)
    shown = DELIVERIES.read(request, deliveries(row).select_related("organization"))
    if (file := shown.file()) is not None:
        note_export(of="webhook", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    waits = deliveries(row).filter(event=TEST, state=DeliveryState.WAITING).exists()
    context = {
        "endpoint": row,
        "list": shown,
        "events": [_name(code) for code in row.events],
        "at_work": waits,
        "secret": request.session.pop(_SECRET, {}).get(str(row.pk), ""),
    }
    return render(request, "manage/webhooks/show.html", context)


_BUTTONS: Mapping[str, tuple[Callable[..., object], str | Promise]] = {
    "test": (actions.send_test, _("A test is on its way.")),
    "stop": (actions.stop_endpoint, _("The endpoint is stopped: nothing is sent to it.")),
    "start": (actions.start_endpoint, _("The endpoint is started: what waits for it is sent.")),
}
"""What a button of the page does, and what is said when it is done."""


def _done(request: OrganizationRequest, row: Endpoint) -> HttpResponse:
    """Do what the button that was pressed says; nothing where it is none of ours."""
    asked = request.POST.get("do", "")
    if asked in _BUTTONS:
        do, said = _BUTTONS[asked]
        do(endpoint=row, by=request.actor)
        messages.success(request, str(said))
    return redirect("webhook", request.organization.slug, row.pk)


def secret(request: OrganizationRequest, webhook: int) -> HttpResponse:
    """Ask, then replace the secret."""
    row = _endpoint(webhook)
    if request.method == "POST":
        return _with_secret(request, row, actions.replace_secret(endpoint=row, by=request.actor))
    return render(request, "manage/webhooks/secret.html", {"endpoint": row})


def remove(request: OrganizationRequest, webhook: int) -> HttpResponse:
    """Ask, then remove the endpoint with what is listed of it."""
    row = _endpoint(webhook)
    if request.method == "POST":
        actions.remove_endpoint(endpoint=row, by=request.actor)
        messages.success(request, gettext("The endpoint is removed."))
        return redirect("webhooks", request.organization.slug)
    return render(request, "manage/webhooks/remove.html", {"endpoint": row})


def delivery(request: OrganizationRequest, webhook: int, delivery: int) -> HttpResponse:
    """One event for one endpoint: what was sent, what came back, and the button that sends it again."""
    row = get_object_or_404(deliveries(_endpoint(webhook)).select_related("endpoint"), pk=delivery)
    if request.method == "POST":
        actions.send_again(delivery=row, by=request.actor)
        messages.success(request, gettext("The event is on its way again."))
        return redirect("webhook-delivery", request.organization.slug, webhook, row.pk)
    context = {
        "row": row,
        "name": _name(row.event),
        "tone": _TONES[DeliveryState(row.state)],
        "answer": _answer(row),
        "body": row.body.decode(),
    }
    return render(request, "manage/webhooks/delivery.html", context)


def _with_secret(request: OrganizationRequest, row: Endpoint, secret: str) -> HttpResponse:
    """Lead to the endpoint, which shows the secret this once."""
    request.session[_SECRET] = {str(row.pk): secret}
    return redirect("webhook", request.organization.slug, row.pk)


def _endpoint(pk: int) -> Endpoint:
    found: Endpoint = get_object_or_404(endpoints(), pk=pk)
    return found
