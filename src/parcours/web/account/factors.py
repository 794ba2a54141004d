"""Second factors: sealed at rest, each code good once, and never fewer than a person's roles ask for."""

import time
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as theirs
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn import forms as passkeys
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.actions.account import note_across
from parcours.accounts.keys import SECOND_FACTOR
from parcours.accounts.models import User
from parcours.accounts.policies import check_remove_factor
from parcours.accounts.queries import has_second_factor
from parcours.core.refusals import NotAllowed
from parcours.core.sealed import open_text, seal_text
from parcours.web.account import words

_USED_KEPT = 10  # steps: more than are ever good at once, so that a clock set back does not bring one to life


class FactorAdapter(DefaultMFAAdapter):
    """Our answers to what allauth asks about second factors."""

    error_messages = DefaultMFAAdapter.error_messages | words.FACTOR_ERRORS

    def encrypt(self, text: str) -> str:
        """Seal the secret of an authenticator app, or the seed of recovery codes."""
        return seal_text(text, SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return open_text(encrypted_text, SECOND_FACTOR)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the person keeps as many factors as their roles ask for."""
        try:
            check_remove_factor(authenticator.user, authenticator)
        except NotAllowed:
            return False
        return True

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """Return what a new passkey is called, until its owner calls it something else."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return who passkeys are for: this site."""
        return super().get_public_key_credential_rp_entity() | {"name": "Parcours"}


def step_of(secret: str, code: str) -> int | None:
    """Return the step of 30 seconds that ``code`` belongs to, among those that are good now; None for none."""
    for step in yield_hotp_counters_from_time():
        if format_hotp_value(hotp_value(secret, step)) == "".join(code.split()):
            return int(step)
    return None


def use_step(factor: Authenticator, step: int) -> bool:
    """Note that the code of ``step`` has been used; return False where it had been already."""
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=factor.pk)
        used = row.data.get("used_steps", [])
        if step in used:
            return False
        row.data["used_steps"] = [*used, step][-_USED_KEPT:]
        row.save(update_fields=["data"])
    return True


class _Once:
    """A code, from the app or from the list of recovery codes, that is good once.

    allauth remembers a code for one step, but takes it for three, as telephones' clocks differ.
    """

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])  # type: ignore[attr-defined]
        app = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()  # type: ignore[attr-defined]
        step = step_of(open_text(app.data["secret"], SECOND_FACTOR), code) if app else None
        if app and step is not None and not use_step(app, step):
            raise FactorAdapter().validation_error("incorrect_code")
        return str(super().clean_code())  # type: ignore[misc]


def _code_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
        help_text=gettext_lazy("Six digits from your authenticator app, or one of your recovery codes."),
    )


class EnterFactor(_Once, theirs.AuthenticateForm):
    """The second factor, while signing in."""

    code = _code_field()


class ConfirmFactor(_Once, theirs.ReauthenticateForm):
    """The second factor, before something important."""

    code = _code_field()


class AddApp(ActivateTOTPForm):
    """The first code of a new app, which shows that it works."""

    code = forms.CharField(
        label=gettext_lazy("Code from the app"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class AddPasskey(passkeys.AddWebAuthnForm):
    """A name for the passkey that the browser makes."""

    name = forms.CharField(
        label=gettext_lazy("What to call it"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("So that you know which one it is, such as “My telephone”."),
    )
    passwordless = None  # every passkey can sign in by itself


class RenamePasskey(passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=gettext_lazy("What to call it"), max_length=100)

    @transaction.atomic
    def save(self) -> Authenticator:
        """Rename it."""
        note_across(self.instance.user, verb="account.passkey_renamed")
        return super().save()


class _First:
    """The first factor ends every other sign-in: those began without one, and one of them may be somebody else's."""

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - whichever factor is added
        """Add it."""
        request = self.request  # type: ignore[attr-defined]
        is_first = not has_second_factor(request.user)
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        others = UserSession.objects.filter(user=request.user).exclude(
            session_key=request.session.session_key
        )
        if is_first and others.exists():
            note_across(request.user, verb="account.signed_out_elsewhere")
            end_other_sessions(request, request.user)
        return response


class AddAppView(_First, ActivateTOTPView):
    """Adding an app: the code that showed that it works is used up."""

    def form_valid(self, form: AddApp) -> HttpResponse:
        """Add it."""
        response = super().form_valid(form)
        factor = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        step = step_of(form.secret, form.cleaned_data["code"])
        use_step(factor, int(time.time()) // 30 if step is None else step)
        return response


class AddPasskeyView(_First, AddWebAuthnView):
    """Adding a passkey that can sign in by itself, once its owner has shown themselves to the device."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Ask the browser for such a one."""
        made: dict[str, Any] = super().get_context_data(**context)
        return made | {
            "js_data": {"creation_options": auth.begin_registration(self.request.user, passwordless=True)}
        }


class RemovePasskeyView(RemoveWebAuthnView):
    """Removing a passkey, unless it is the last factor of somebody who needs one."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Remove it."""
        check_remove_factor(self.request.user, self.object)
        response: HttpResponse = super().form_valid(form)
        return response


add_app = AddAppView.as_view()
add_passkey = AddPasskeyView.as_view()
remove_passkey = RemovePasskeyView.as_view()
