"""Addresses under /account/: the pages of allauth that we use, each with its audience and its throttle, and our own.

Those that are not here do not exist. `docs/access.md` and the access matrix read them like any other page.
"""

import functools
from typing import Any

from allauth.account import views
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.debug import sensitive_post_parameters

from parcours.web import errors
from parcours.web.account import again, factors, messages, profile, provider, sessions
from parcours.web.account.again import for_every_place, own_hands
from parcours.web.account.throttles import (
    CHANGE,
    CODE,
    CODE_ASKED,
    CONFIRM,
    FACTOR,
    PASSKEY,
    PROVIDER,
    PROVIDER_BACK,
    SIGN_IN,
    Throttle,
    View,
    throttled,
)
from parcours.web.pages import FORM, READ, Audience, page


def _private(view: View) -> View:
    """Return ``view`` with an answer that nothing keeps, and that tells no other page where the person was."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **parameters: Any) -> HttpResponse:
        try:
            response = view(request, *arguments, **parameters)
        except RecursionError:  # a passkey's answer is JSON, and this one is nested deeper than any browser's
            response = errors.bad_request(request)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin"
        return response

    return guarded


def _door(
    route: str,
    view: View,
    name: str,
    *,
    throttle: Throttle | None = None,
    methods: tuple[str, ...] = FORM,
) -> URLPattern:
    """A page for people who are about to sign in."""
    if throttle is not None:
        view = throttled(view, throttle)
    hidden = sensitive_post_parameters()(_private(view))
    return page(route, hidden, name=name, audience=Audience.ANYONE, methods=methods)


def _own(
    route: str,
    view: View,
    name: str,
    *,
    throttle: Throttle | None = None,
    changes: bool = False,
    methods: tuple[str, ...] = FORM,
) -> URLPattern:
    """A page about one's own account; one that ``changes`` how one signs in is for own hands."""
    if throttle is not None:
        view = throttled(view, throttle)
    if changes:
        view = own_hands(view)
    hidden = sensitive_post_parameters()(_private(view))
    return page(route, hidden, name=name, audience=Audience.SIGNED_IN, methods=methods)


urlpatterns = [
    _door("login/", views.login, "account_login", throttle=SIGN_IN),
    _door("login/code/", views.request_login_code, "account_request_login_code", throttle=CODE_ASKED),
    _door("login/code/confirm/", views.confirm_login_code, "account_confirm_login_code", throttle=CODE),
    _door("login/passkey/", passkey.login_webauthn, "mfa_login_webauthn", throttle=PASSKEY),
    _door("login/second-factor/", factor.authenticate, "mfa_authenticate", throttle=FACTOR),
    _door("login/provider/", provider.ask, "provider", throttle=PROVIDER),
    _door("login/provider/back/", provider.come_back, "provider_back", throttle=PROVIDER_BACK),
    _door("logout/", views.logout, "account_logout"),
    _door("inactive/", views.account_inactive, "account_inactive", methods=READ),
    _door("signup/", profile.sign_up, "account_signup", methods=READ),
    _door("password/reset/", views.password_reset, "account_reset_password", throttle=CODE_ASKED),
    _door(
        "password/reset/confirm/",
        views.confirm_password_reset_code,
        "account_confirm_password_reset_code",
        throttle=CODE,
    ),
    _door(
        "password/reset/complete/",
        views.complete_password_reset,
        "account_complete_password_reset",
        throttle=CODE,
    ),
    _door(
        "password/reset/done/",
        views.password_reset_from_key_done,
        "account_password_reset_completed",
        methods=READ,
    ),
    _door("email/confirm/", views.email_verification_sent, "account_email_verification_sent", throttle=CODE),
    _own("profile/", for_every_place(profile.edit), "profile"),
    _own("messages/", for_every_place(messages.edit), "account_messages"),
    _own("time/", profile.session_time, "session_time"),
    _own("email/", views.email, "account_email", throttle=CHANGE, changes=True),
    _own("password/", views.password_change, "account_change_password", throttle=CHANGE, changes=True),
    _own("password/set/", views.password_set, "account_set_password", throttle=CHANGE, changes=True),
    _own("confirm/", views.reauthenticate, "account_reauthenticate", throttle=CONFIRM),
    _own("confirm/again/", again.show, "sign_in_again", methods=READ),
    _own("confirm/second-factor/", factor.reauthenticate, "mfa_reauthenticate", throttle=CONFIRM),
    _own(
        "confirm/passkey/", passkey.reauthenticate_webauthn, "mfa_reauthenticate_webauthn", throttle=CONFIRM
    ),
    _own("second-factors/", factor.index, "mfa_index", methods=READ),
    _own("second-factors/app/add/", factors.add_app, "mfa_activate_totp", throttle=CHANGE, changes=True),
    _own("second-factors/app/remove/", app.deactivate_totp, "mfa_deactivate_totp", changes=True),
    _own("second-factors/passkeys/", passkey.list_webauthn, "mfa_list_webauthn", methods=READ),
    _own(
        "second-factors/passkeys/add/", factors.add_passkey, "mfa_add_webauthn", throttle=CHANGE, changes=True
    ),
    _own("second-factors/passkeys/<int:pk>/", passkey.edit_webauthn, "mfa_edit_webauthn", changes=True),
    _own(
        "second-factors/passkeys/<int:pk>/remove/",
        factors.remove_passkey,
        "mfa_remove_webauthn",
        changes=True,
    ),
    _own(
        "second-factors/recovery/",
        recovery.view_recovery_codes,
        "mfa_view_recovery_codes",
        changes=True,
        methods=READ,
    ),
    _own(
        "second-factors/recovery/new/",
        recovery.generate_recovery_codes,
        "mfa_generate_recovery_codes",
        changes=True,
    ),
    _own(
        "second-factors/recovery/download/",
        recovery.download_recovery_codes,
        "mfa_download_recovery_codes",
        changes=True,
        methods=READ,
    ),
    _own("sessions/", own_hands(sessions.show, reading=False), "usersessions_list"),
]
