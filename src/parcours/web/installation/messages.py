"""What the installation itself sent, such as sign-in codes, and what of it did not arrive."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actors import Actor
from parcours.accounts.models import User
from parcours.messaging.actions.resending import send_again_across
from parcours.messaging.models import Outgoing, State
from parcours.messaging.queries import installation_messages
from parcours.web.sent import TONES, name_of, sent_list

SENT = sent_list(_("Sent messages"), lambda row: reverse("installation-message", args=[row.pk]))


def index(request: HttpRequest) -> HttpResponse:
    """Every message of the last year that belongs to no organization."""
    shown = SENT.read(request, installation_messages())
    if (file := shown.file()) is not None:
        note_export(of="installation-messages", kind=shown.file_asked, rows=shown.count, by=_actor(request))
        return file
    return render(request, "installation/messages/list.html", {"list": shown})


def show(request: HttpRequest, message: int) -> HttpResponse:
    """One message: how it fared, and the button that sends it again where it could not be delivered."""
    row = _found(message)
    context = {"row": row, "name": name_of(row), "tone": TONES[State(row.state)]}
    return render(request, "installation/messages/show.html", context)


def again(request: HttpRequest, message: int) -> HttpResponse:
    """Send it again."""
    row = _found(message)
    send_again_across(message=row, by=_actor(request))
    messages.success(request, gettext("The message is on its way again."))
    return redirect("installation-message", row.pk)


def _actor(request: HttpRequest) -> Actor:
    return Actor(None, user=cast("User", request.user))


def _found(message: int) -> Outgoing:
    row = installation_messages().filter(pk=message).first()
    if row is None:
        raise Http404
    return row
