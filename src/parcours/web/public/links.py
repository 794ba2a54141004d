"""Signed links as pages: the way in, the page a link opens, and a new link for an old one.

The link's own address carries its secret, so nothing is shown there: it leaves a signed cookie for half an hour and
leads on to an address that says nothing. Opening changes nothing, because programs that check mail open links too.
"""

from typing import Any

from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.links.actions import confirm_details, send_again
from parcours.accounts.links.contact import held
from parcours.accounts.links.queries import link_across, link_by_token_across
from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.web.editing import Editing
from parcours.web.forms import Form

COOKIE = "link"
_HALF_AN_HOUR = 30 * 60
_SALT = "parcours.link"
_PATH = "/link/"
_AGAIN = 10 * 60
GONE = 410


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address bar."""
    link = link_by_token_across(token)
    response = redirect("link-open")
    if link is None:
        response.delete_cookie(COOKIE, path=_PATH)
        return response
    response.set_cookie(
        COOKIE,
        signing.dumps([link.pk, link.purpose], salt=_SALT),
        max_age=_HALF_AN_HOUR,
        path=_PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def show(request: HttpRequest) -> HttpResponse:
    """The page that the link opens; its button uses the link up."""
    link = _link(request)
    if link is None or not link.works:
        return _over(request, link)
    with scope(organization=link.organization):
        return _details(request, link)


def again(request: HttpRequest) -> HttpResponse:
    """Send a new link to the address on file; once in ten minutes."""
    link = _link(request)
    if link is None:
        return _over(request, None)
    with scope(organization=link.organization):
        if cache.add(f"link-again:{link.organization_id}:{link.purpose}", 1, _AGAIN):
            send_again(link=link)
    return render(request, "public/link/sent.html", {"sender": link.organization})


def _link(request: HttpRequest) -> SignedLink | None:
    """Return the link that this browser came with in the last half hour."""
    try:
        pk, purpose = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_HALF_AN_HOUR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    link = link_across(pk)
    return link if link is not None and link.purpose == purpose else None


def _over(request: HttpRequest, link: SignedLink | None) -> HttpResponse:
    """Say why the link does not work, and what to do."""
    why = "unknown"
    if link is not None:
        why = "revoked" if link.revoked_at else "used" if link.used_at else "expired"
    return render(request, "public/link/over.html", {"why": why, "link": link}, status=GONE)


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
    return editing.page("public/link/details.html", **context) if link.works else _over(request, link)
