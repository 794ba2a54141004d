"""How allauth behaves here: who may sign up, what it mails, what it says, and what it leaves in the audit log."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from parcours.accounts import letters, mail
from parcours.accounts.actions.account import note_across
from parcours.accounts.models import User
from parcours.core.addresses import client_address
from parcours.web.account import words
from parcours.web.account.session_time import begin
from parcours.web.local import is_local
from parcours.web.pages import PROVIDER_ASKED, VOUCHED_IN

OWN_METHODS = frozenset({"password", "code", "mfa", "password_reset"})
"""Ways of showing who one is that are the person's own; an organization's provider is not one."""


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to what allauth asks."""

    error_messages = DefaultAccountAdapter.error_messages | words.ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: an account begins with an invitation."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether people may be sent to ``url`` after signing in: to pages of this site only."""
        return is_local(url)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the script that begins a sign-in with a passkey asks for JSON."""
        return request.method == "GET" and request.headers.get("Accept") == "application/json"

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where the request comes from, behind our own proxies."""
        meta = request.META
        return client_address(
            meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
        )

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in: under a new session key, with the clock started."""
        super().login(request, user)
        begin(request.session)
        ways = {
            "passkey" if record.get("passwordless") else record["method"]
            for record in get_authentication_records(request, user)
        }
        if ways - {"mfa", "provider"}:  # a way of their own, so every organization is theirs to open
            request.session.pop(VOUCHED_IN, None)
            request.session.pop(PROVIDER_ASKED, None)
        note_across(user, verb="account.signed_in", ways=sorted(ways))

    def logout(self, request: HttpRequest) -> None:
        """Sign out."""
        if isinstance(request.user, User):
            note_across(request.user, verb="account.signed_out")
        super().logout(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the letter that ``template_prefix`` stands for, in the language of the account, or of the page."""
        address = EmailAddress.objects.filter(email=email).select_related("user").first()
        language = address.user.language if address else ""
        mail.send(
            words.LETTERS[template_prefix],
            to=email,
            language=language,
            about=address.user if address else None,
            code=context.get("code", ""),
        )

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:  # noqa: ANN401, FBT001 - allauth's own
        """Send the code to a new address; an address that somebody else has is told so, and gets none."""
        address = emailconfirmation.email_address
        others = EmailAddress.objects.filter(email=address.email, verified=True).exclude(
            user_id=address.user_id
        )
        if others.exists():
            self.send_account_already_exists_mail(address.email)
        else:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person, and the audit log, what changed about how they sign in."""
        verb, what = words.CHANGES[template_prefix]
        note_across(user, verb=verb)
        to = email or user.email
        mail.send(
            letters.CHANGED,
            to=to,
            language=user.language,
            about=user,
            what=what,
            when=timezone.now(),
            network=self.get_client_ip(self.request),
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show our words for what happened, above the next page; what goes without saying is not said."""
        said = message or words.NOTES.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether the person must show again who they are: unless they did within the last five minutes."""
        earliest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(self.request, self.request.user)
        return not any(
            record["method"] in OWN_METHODS and earliest < record["at"] <= time.time() + 1
            for record in records
        )

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways of showing again who one is, in our words."""
        return [
            method | {"description": words.WAYS[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where to go after choosing a password."""
        return reverse("account_change_password")
