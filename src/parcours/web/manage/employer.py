"""One employer that is asked for mentors: who is written to, what is asked, whom it named, and how far they are."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.audit import record_view
from parcours.accounts.kinds import Language
from parcours.accounts.links.standing import standing_address
from parcours.accounts.models.link import Purpose
from parcours.applications.queries import asks_with_offers, offers_of
from parcours.core.refusals import Refused, Stale
from parcours.programs.actions.asks import take
from parcours.programs.actions.employers import change_contact, send_asks
from parcours.programs.models import Ask, Employer
from parcours.programs.policies import subject_of
from parcours.programs.queries import employer as employer_with
from parcours.programs.states import ASK, ASK_BUTTONS, ways_from
from parcours.web.editing import Editing
from parcours.web.forms import Form
from parcours.web.manage.asks import TONES
from parcours.web.manage.occupations import named
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest


class ContactForm(Form):
    """Who is written to."""

    contact_name = forms.CharField(label=_("Name"), max_length=150, required=False)
    contact_email = forms.EmailField(label=_("Email address"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Language of our letters"), choices=Language.choices)

    def __init__(self, employer: Employer, *sent: Any) -> None:
        super().__init__(*sent[:1], initial={name: getattr(employer, name) for name in self.base_fields})
        if employer.partnership:
            partner = employer.partnership.partner
            self.fields["contact_email"].help_text = (
                gettext("Where it is empty, letters go to the contact of the partner: %(address)s")
                % {"address": partner.contact_email}
                if partner.contact_email
                else ""
            )


def show(request: OrganizationRequest, employer: int) -> HttpResponse:
    """The employer, and whatever its buttons do."""
    row = _found(employer)
    asks = list(asks_with_offers().filter(employer=row))
    sent = request.POST.keys() & {"way", "send"}
    if sent:
        _do(request, row, asks)
        return redirect("employer", request.organization.slug, row.pk)
    editing = Editing(request, lambda: _found(employer), ContactForm)
    if editing.saved(lambda given: change_contact(employer=editing.row, by=request.actor, **given)):
        messages.success(request, gettext("Saved."))
        return redirect("employer", request.organization.slug, row.pk)
    offers = list(offers_of(row))
    record_view(by=request.actor, page="employer", what=row)
    return editing.page(
        "manage/programs/employer.html",
        employer=row,
        asks=[
            (ask, named(ask.noc), TONES[ask.status], [(way.name, ASK_BUTTONS[way.name]) for way in ways])
            for ask in asks
            for ways in [ways_from(ASK, ask.status)]
        ],
        offers=[(offer, named(offer.ask.noc)) for offer in offers],
        figures={
            "asked": sum(ask.number for ask in asks if ask.status == "open"),
            "named": len(offers),
            "answered": sum(offer.is_answered for offer in offers),
        },
        is_open=any(ask.status == "open" for ask in asks),
        staff_page=standing_address(purpose=Purpose.OFFER_ONESELF, subject=subject_of(row)),
    )


def _found(pk: int) -> Employer:
    row = employer_with(pk)
    if row is None:
        raise Http404
    return row


def _do(request: OrganizationRequest, row: Employer, asks: list[Ask]) -> None:
    """Send the letter, or move an ask; what cannot be done is said above the page."""
    act = _send if "send" in request.POST else _move
    try:
        messages.success(request, act(request, row, asks))
    except (Refused, Stale) as problem:
        messages.warning(request, str(problem))


def _send(request: OrganizationRequest, row: Employer, _asks: list[Ask]) -> str:
    version = next(iter(row_numbers([request.POST.get("seen", "")])), row.version)
    send_asks(employer=row, version=version, by=request.actor)
    return gettext("The letter to %(address)s is on its way.") % {"address": row.contact.email}


def _move(request: OrganizationRequest, _row: Employer, asks: list[Ask]) -> str:
    number = next(iter(row_numbers([request.POST.get("number", "")])), 0)
    ask = next((one for one in asks if one.pk == number), None)
    if ask is None:
        raise Refused(gettext("Choose an ask of the list."))
    take(ask=ask, way=request.POST.get("way", ""), by=request.actor)
    return gettext("The status is changed.")
