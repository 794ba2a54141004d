"""Signed links as pages: the way in, the page a link opens, and a new link for an old one.

The link's own address carries its secret, so nothing is shown there: it leaves a signed cookie for a while (half an
hour, or longer for a profile) and leads on to an address that says nothing. Opening changes nothing, because programs
that check mail open links too.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.links.actions import confirm_details, send_again
from parcours.accounts.links.contact import held
from parcours.accounts.links.queries import link_by_token_across
from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.models.link import ABOUT_A_PERSON, Purpose
from parcours.web.editing import Editing
from parcours.web.forms import Form
from parcours.web.public import (
    afterwards,
    applying,
    consent,
    employers,
    matches,
    mentorships,
    profile,
    surveys,
    taking_part,
)
from parcours.web.public.language import remember
from parcours.web.public.link_cookie import carried, carry, drop
from parcours.web.public.link_over import over

_AGAIN = 10 * 60
_LEADS_TO: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.CONSENT: "link-consent",
        Purpose.SURVEY: "link-surveys",
        Purpose.APPLY: "link-apply",
        Purpose.TAKE_PART: "link-take-part",
        Purpose.MATCH: "link-matches",
        Purpose.MENTORSHIP: "link-mentorships",
        Purpose.AFTERWARDS: "link-afterwards",
        Purpose.NAME_MENTORS: "link-name-mentors",
        Purpose.OFFER_ONESELF: "link-offer",
    }
)
_AGAIN_FOR: Mapping[Purpose, Callable[[SignedLink], None]] = MappingProxyType(
    {
        Purpose.FILL_PROFILE: profile.send_again,
        Purpose.CONSENT: consent.send_again,
        Purpose.SURVEY: surveys.send_again,
        Purpose.APPLY: applying.send_again,
        Purpose.TAKE_PART: taking_part.send_again,
        Purpose.MATCH: matches.send_again,
        Purpose.MENTORSHIP: mentorships.send_again,
        Purpose.AFTERWARDS: afterwards.send_again,
        Purpose.NAME_MENTORS: employers.send_again,
        Purpose.OFFER_ONESELF: employers.send_again,
    }
)
"""How a new link is sent in place of an old one, where it is about a person or an employer."""


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address bar."""
    link = link_by_token_across(token)
    response = redirect("link-open")
    if link is None:
        drop(response)
        return response
    before = carried(request)
    if before is not None and (before.organization_id, before.subject) != (
        link.organization_id,
        link.subject,
    ):
        rotate_token(request)  # a form that somebody else has open would be sent as this person's
    carry(response, request, link)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and (language := _language(link)):
        remember(response, language)
    return response


def _language(link: SignedLink) -> str:
    """Return the language of whoever the link was sent to; nothing where that is not known, or it is passed on."""
    if link.purpose in ABOUT_A_PERSON:
        return profile.language(link)
    return employers.language(link) if link.purpose == Purpose.NAME_MENTORS else ""


def show(request: HttpRequest) -> HttpResponse:
    """The page that the link opens; its button uses the link up."""
    link = carried(request)
    if link is None or not link.works:
        return over(request, link)
    if link.purpose == Purpose.FILL_PROFILE:
        return profile.begin(request)
    if link.purpose in _LEADS_TO:
        return redirect(_LEADS_TO[Purpose(link.purpose)])
    with scope(organization=link.organization):
        return _details(request, link)


def again(request: HttpRequest) -> HttpResponse:
    """Send a new link to the address on file; once in ten minutes."""
    link = carried(request)
    if link is None:
        return over(request, None)
    with scope(organization=link.organization):
        if cache.add(f"link-again:{link.organization_id}:{link.purpose}:{link.subject}", 1, _AGAIN):
            if (again := _AGAIN_FOR.get(Purpose(link.purpose))) is not None:
                again(link)
            else:
                send_again(link=link)
    return render(request, "public/link/sent.html", {"sender": link.organization})


class DetailsForm(Form):
    """What is on file about the person, to be left as it is or corrected."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("Email address"), max_length=254)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def __init__(self, *args: Any, held: list[str], **kwargs: Any) -> None:
        super().__init__(*args, initial=dict(zip(self.base_fields, held, strict=False)), **kwargs)
        for name in self.fields.keys() - self.initial.keys():
            del self.fields[name]


def _details(request: HttpRequest, link: SignedLink) -> HttpResponse:
    purpose = Purpose(link.purpose)
    editing = Editing(
        request,
        lambda: Organization.objects.get(pk=link.organization_id),
        lambda row, *sent: DetailsForm(*sent, held=list(held(row, purpose).values())),
    )
    context = {"sender": link.organization, "purpose": purpose}
    if editing.saved(lambda given: confirm_details(link=link, **given)):
        return render(request, "public/link/done.html", {**context, "corrected": editing.form.has_changed()})
    link.refresh_from_db()  # somebody may have used it, or withdrawn it, at this very moment
    return editing.page("public/link/details.html", **context) if link.works else over(request, link)
