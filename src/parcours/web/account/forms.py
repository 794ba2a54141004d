"""The forms of signing in, in our words. Passwords are typed once: they can be shown, and pasted."""

from typing import Any

from allauth.account import forms as theirs
from django import forms
from django.contrib.auth.password_validation import get_default_password_validators
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models import User
from parcours.web.forms import Form, in_our_words

LONGEST_PASSWORD = 1000  # characters: long enough for any sentence, short enough to hash at once


def password_field(*, new: bool, label: Any, required: bool = True) -> forms.CharField:  # noqa: ANN401 - lazy text
    """Return a field for a password, present or new."""
    return forms.CharField(
        label=label,
        strip=False,
        required=required,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"}),
        help_text=_("12 characters or more. A sentence of a few words is good; a password manager’s is best.")
        if new
        else "",
    )


def email_field(label: Any = None) -> forms.EmailField:  # noqa: ANN401 - lazy text
    """Return a field for one's own address."""
    return forms.EmailField(
        label=label or _("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
    )


def code_field() -> forms.CharField:
    """Return a field for a mailed code."""
    return forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class _Ours:
    """One of allauth's forms, with our words for what is missing."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        in_our_words(self)  # type: ignore[arg-type]


class _Lower(_Ours):
    """An address is kept in lower case."""

    def clean_email(self) -> Any:  # noqa: ANN401 - what the form above it makes of it
        self.cleaned_data["email"] = self.cleaned_data["email"].lower()  # type: ignore[attr-defined]
        return super().clean_email()  # type: ignore[misc]


class SignIn(theirs.LoginForm):
    """Address and password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["login"] = forms.EmailField(
            label=_("Email address"),
            widget=forms.EmailInput(attrs={"autocomplete": "username"}),
            max_length=254,
        )
        self.fields["password"] = password_field(new=False, label=_("Password"))
        in_our_words(self)

    def clean_login(self) -> str:
        """The address as accounts are found by it."""
        return str(self.cleaned_data["login"]).lower()


class AskForCode(_Lower, theirs.RequestLoginCodeForm):
    """The address that a sign-in code goes to."""

    email = email_field()


class EnterCode(_Ours, theirs.BaseConfirmCodeForm):
    """A code that was mailed."""

    code = code_field()


class EnterEmailCode(_Ours, theirs.ConfirmEmailVerificationCodeForm):
    """The code mailed to a new address."""

    code = code_field()


class ResetPassword(_Lower, theirs.ResetPasswordForm):
    """The address that the code for a new password goes to."""

    email = email_field()


class _Once:
    """A new password typed once. allauth compares two fields where there are two, and saves the first."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        fields = self.fields  # type: ignore[attr-defined]
        fields["password1"] = password_field(new=True, label=_("New password"))
        del fields["password2"]
        in_our_words(self)  # type: ignore[arg-type]

    def clean_password1(self) -> str:
        """The password, if nobody would guess it."""
        password = str(self.cleaned_data["password1"])  # type: ignore[attr-defined]
        return check_password(password, getattr(self, "user", None))


class NewPassword(_Once, theirs.ResetPasswordKeyForm):
    """The new password, after the mailed code."""


class SetPassword(_Once, theirs.SetPasswordForm):
    """The first password of somebody who signed in without one."""


class ChangePassword(_Once, theirs.ChangePasswordForm):
    """Another password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["oldpassword"] = password_field(new=False, label=_("Present password"))
        in_our_words(self)


class ConfirmPassword(_Ours, theirs.ReauthenticateForm):
    """The password once more, before something important."""

    password = password_field(new=False, label=_("Password"))


class ChangeEmail(_Lower, theirs.AddEmailForm):
    """The address that replaces the present one."""

    email = email_field(_("New email address"))


class Profile(Form):
    """What a person is called here, and their language."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As people who work with you should read it."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        help_text=_("Of pages, unless you switch, and of letters to you."),
    )


class WorkAddress(Form):
    """The address at work, which tells the identity provider."""

    email = email_field(_("Email address at work"))


def check_password(password: str, user: User | None = None) -> str:
    """Return ``password``; raise ValidationError with every reason why it is not a good one."""
    faults: list[forms.ValidationError] = []
    for validator in get_default_password_validators():
        try:
            validator.validate(password, user)
        except forms.ValidationError as fault:
            faults.append(fault)
    if faults:
        raise forms.ValidationError(faults)
    return password
