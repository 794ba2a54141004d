"""What was sent in the organization's name, and what did not arrive."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_scopes import get_scope

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.messaging import queries
from parcours.messaging.actions.resending import send_again_across
from parcours.messaging.models import Outgoing, State
from parcours.web.pages import OrganizationRequest
from parcours.web.sent import TONES, name_of, sent_list


def _address(row: Outgoing) -> str:
    return reverse("sent-message", args=[get_scope()["organization"].slug, row.pk])


SENT = sent_list(_("Sent messages"), _address)


def index(request: OrganizationRequest) -> HttpResponse:
    """Every message of the last year: to whom, when, and whether it arrived."""
    shown = SENT.read(request, queries.messages())
    if (file := shown.file()) is not None:
        note_export(of="sent", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="sent")
    context = {
        "list": shown,
        "failed": queries.undelivered().count(),
        "each_hour": settings.MAIL_PER_HOUR,
        "goes_on_at": queries.goes_on_at(),
    }
    return render(request, "manage/messages/sent/list.html", context)


def show(request: OrganizationRequest, message: int) -> HttpResponse:
    """One message: how it fared, and the button that sends it again where it could not be delivered."""
    row = _found(message)
    record_view(by=request.actor, page="sent-message", about=row.about, what=row)
    context = {"row": row, "name": name_of(row), "tone": TONES[State(row.state)]}
    return render(request, "manage/messages/sent/show.html", context)


def again(request: OrganizationRequest, message: int) -> HttpResponse:
    """Send it again."""
    row = _found(message)
    send_again_across(message=row, by=request.actor)
    messages.success(request, gettext("The message is on its way again."))
    return redirect("sent-message", request.organization.slug, row.pk)


def _found(message: int) -> Outgoing:
    row = queries.messages().filter(pk=message).first()
    if row is None:
        raise Http404
    return row
