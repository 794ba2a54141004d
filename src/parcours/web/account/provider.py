"""Signing in through the identity provider of one's organization (OpenID Connect)."""

import logging
import time
from dataclasses import asdict

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from parcours.accounts import oidc
from parcours.accounts.actions.sign_in import user_vouched_for
from parcours.accounts.models import IdentityProvider
from parcours.accounts.queries import providers_across
from parcours.core.keyring import Unreadable
from parcours.core.outgoing import NotReached
from parcours.core.refusals import NotAllowed
from parcours.web.account.forms import WorkAddress
from parcours.web.pages import PROVIDER_ASKED, VOUCHED_IN

_PENDING = "provider_sign_in"
_LONGEST = 15 * 60  # seconds at the provider

logger = logging.getLogger(__name__)


def ask(request: HttpRequest) -> HttpResponse:
    """Which organization: told by the address at work. Then the way to its provider, as a link that says where."""
    form = WorkAddress(request.POST or None)
    if not form.is_valid():
        return render(request, "account/provider.html", {"form": form})
    found = providers_across(form.cleaned_data["email"])
    if not found:
        form.add_error(
            "email", _("No organization signs its people in with this kind of address. Sign in another way.")
        )
        return render(request, "account/provider.html", {"form": form})
    ways = [(provider, _leave(request, provider)) for provider in found]
    return render(request, "account/provider_choice.html", {"ways": ways})


def come_back(request: HttpRequest) -> HttpResponse:
    """From the provider: sign in whom it vouches for, or say that it did not."""
    pending = request.session.pop(_PENDING, {})
    handshake = next(
        (
            each
            for each in pending.values()
            if constant_time_compare(each["state"], request.GET.get("state", ""))
            and 0 <= time.time() - each["at"] <= _LONGEST
        ),
        None,
    )
    if handshake is None or "code" not in request.GET:
        return _refused(request, _("The sign-in was cancelled, or took too long. Begin again."))
    with scopes_disabled():
        try:
            provider = IdentityProvider.objects.select_related("organization").get(
                pk=handshake["provider"], is_active=True, organization__is_active=True
            )
        except ObjectDoesNotExist:
            return _refused(request, _("The sign-in was cancelled, or took too long. Begin again."))
    kept = oidc.Handshake(handshake["state"], handshake["nonce"], handshake["verifier"])
    try:
        claims = oidc.claims_for(provider, kept, request.GET["code"], _back())
        with scope(organization=provider.organization):
            user = user_vouched_for(provider=provider, claims=claims)
    except NotAllowed as refusal:
        return _refused(request, str(refusal))
    except NotReached as error:
        logger.warning("provider %s cannot be reached: %s", provider.pk, error)
        return _refused(
            request,
            _("Your organization’s sign-in does not answer now. Try again later, or sign in another way."),
        )
    except (oidc.NotVouchedFor, Unreadable) as error:
        logger.warning("sign-in through provider %s failed: %s", provider.pk, error)
        return _refused(
            request,
            _("The answer of your organization’s sign-in could not be trusted. Tell your organization."),
        )
    if request.user.is_authenticated:
        # Signing in over somebody else empties the session, and would forget what this one may open.
        logout(request, show_message=False)
    request.session[VOUCHED_IN] = provider.organization_id
    request.session[PROVIDER_ASKED] = provider.asks_second_factor
    record_authentication(request, user, method="provider")
    return perform_login(request, Login(user=user, email=user.email, redirect_url=handshake["next"]))


def _leave(request: HttpRequest, provider: IdentityProvider) -> str:
    """Return the address of the provider's sign-in page; what must come back is kept in the session."""
    handshake = oidc.new_handshake()
    try:
        address = oidc.authorization_address(provider, handshake, _back())
    except (NotReached, oidc.NotVouchedFor) as error:
        logger.warning("provider %s cannot be used: %s", provider.pk, error)
        return ""
    pending = request.session.get(_PENDING, {})
    pending[str(provider.pk)] = asdict(handshake) | {
        "provider": provider.pk,
        "at": time.time(),
        "next": reverse("organization", args=[provider.organization.slug]),
    }
    request.session[_PENDING] = pending
    return address


def _back() -> str:
    return settings.BASE_URL + reverse("provider_back")


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "account/provider_refused.html", {"why": why}, status=403)
