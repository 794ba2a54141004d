"""The two people that an organization names, asked by a link whether what is on file about them is right."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parcours.accounts.links.actions import revoke_link, send_link
from parcours.accounts.links.contact import held
from parcours.accounts.links.queries import latest_link
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.core.refusals import Refused
from parcours.web.pages import OrganizationRequest


@dataclass(frozen=True, slots=True)
class Named:
    """One of the two, with the last link that was sent to them."""

    purpose: Purpose
    title: str
    values: list[str]
    link: SignedLink | None


def index(request: OrganizationRequest) -> HttpResponse:
    """Both, and the buttons that send a link or withdraw it."""
    if request.method == "POST":
        _change(request)
        return redirect("contacts", request.organization.slug)
    titles = {Purpose.CONFIRM_CONTACT: _("Contact"), Purpose.CONFIRM_PRIVACY_OFFICER: _("Privacy officer")}
    people = [
        Named(purpose, title, list(held(request.organization, purpose).values()), latest_link(purpose))
        for purpose, title in titles.items()
    ]
    return render(request, "manage/contacts/list.html", {"people": people})


def _change(request: OrganizationRequest) -> None:
    if request.POST.get("purpose") not in Purpose.values:
        raise Refused(_("The page was too old. Open it again."))
    purpose = Purpose(request.POST["purpose"])
    link = latest_link(purpose)
    if request.POST.get("withdraw") and link is not None:
        revoke_link(link=link, by=request.actor)
    else:
        send_link(purpose=purpose, by=request.actor)
