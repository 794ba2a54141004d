"""How members sign in: the organization's identity provider."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.actions.sign_in import remove_provider, set_provider
from parcours.accounts.models import IdentityProvider
from parcours.accounts.queries import provider
from parcours.web.editing import Editing
from parcours.web.forms import Form
from parcours.web.pages import OrganizationRequest

_DOMAIN = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+")


class Provider(Form):
    """What the provider is called, what it knows us by, and whom it vouches for."""

    issuer = forms.URLField(
        label=gettext_lazy("Issuer"),
        max_length=300,
        assume_scheme="https",
        help_text=gettext_lazy(
            "The address that the provider gives as “issuer”, exactly, such as https://login.example.org."
        ),
    )
    client_id = forms.CharField(label=gettext_lazy("Client ID"), max_length=200)
    secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Kept encrypted and never shown again. Leave it empty to keep the present one."
        ),
    )
    domains = forms.CharField(
        label=gettext_lazy("Email domains"),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One on each line, such as example.org. Only addresses in them are linked to members."
        ),
    )
    asks_second_factor = forms.BooleanField(
        label=gettext_lazy("Our provider asks for a second factor"),
        required=False,
        help_text=gettext_lazy("Then staff who sign in through it need no other one here."),
    )
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False)

    def clean_issuer(self) -> str:
        """The issuer, which must be reached in a way that nobody can listen to."""
        issuer = str(self.cleaned_data["issuer"])
        if not issuer.startswith("https://") and urlsplit(issuer).hostname not in settings.INTERNAL_HOSTS:
            raise ValidationError(_("The issuer must begin with https://."))
        return issuer

    def clean_domains(self) -> list[str]:
        """The domains, or every line that is none."""
        domains = [
            line.strip().lower().lstrip("@")
            for line in self.cleaned_data["domains"].splitlines()
            if line.strip()
        ]
        faults = [
            _("“%(text)s” is not a domain. Give the part after @, such as example.org.") % {"text": domain}
            for domain in domains
            if not _DOMAIN.fullmatch(domain)
        ]
        if faults:
            raise ValidationError(faults)
        return domains


def edit(request: OrganizationRequest) -> HttpResponse:
    """Set the provider up, or change it."""
    editing = Editing(request, provider, _form)
    if editing.saved(lambda given: set_provider(by=request.actor, **given), refused_at="secret"):
        messages.success(request, _("The identity provider is set up. Try it in a private window."))
        return redirect("sign_in", request.organization.slug)
    back = settings.BASE_URL + reverse("provider_back")
    return editing.page("manage/sign_in.html", provider=editing.row, back=back)


def _form(row: IdentityProvider | None, *sent: Any) -> Provider:
    """Return the form for the provider there is, or for the first one, whose secret nobody knows yet."""
    if row is None:
        form = Provider(*sent, initial={"is_active": True})
        form.fields["secret"].required = True
        form.fields["secret"].help_text = _("Kept encrypted and never shown again.")
        return form
    names = ("issuer", "client_id", "asks_second_factor", "is_active")
    kept = {name: getattr(row, name) for name in names}
    return Provider(*sent, initial=kept | {"domains": "\n".join(row.domains)})


def remove(request: OrganizationRequest) -> HttpResponse:
    """Remove it."""
    remove_provider(by=request.actor)
    messages.success(request, _("The identity provider is removed."))
    return redirect("sign_in", request.organization.slug)
