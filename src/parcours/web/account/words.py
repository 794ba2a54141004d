"""What we say where allauth has words of its own, by the names it uses."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.accounts import letters
from parcours.core.catalogue import Entry

Said = str | Promise

ERRORS: Mapping[str, Said] = {
    "account_inactive": _("This account is not in use. Ask your organization."),
    "duplicate_email": _("This is the address you have now."),
    "email_password_mismatch": _("The address or the password is not right."),
    "email_taken": _("This address cannot be used. Choose another one."),
    "enter_current_password": _("This is not your present password."),
    "incorrect_code": _("This code is not right, or was used already. Check it, or ask for a new one."),
    "incorrect_password": _("This is not your password."),
    "rate_limited": _("That was too often. Wait a few minutes, then try again."),
    "same_as_current": _("This is the address you have now."),
    "too_many_login_attempts": _("The code was wrong too often. Ask for a new one."),
}

FACTOR_ERRORS: Mapping[str, Said] = {
    "add_email_blocked": _("Confirm your email address first."),
    "cannot_delete_authenticator": _(
        "You see other people’s data, so you need a second factor. Add another one, then remove this one."
    ),
    "cannot_generate_recovery_codes": _("Add an authenticator app or a passkey first."),
    "incorrect_code": _(
        "This code is not right, or was used already. Wait for the next one, and check the clock."
    ),
    "unverified_email": _("Confirm your email address first."),
}

NOTES: Mapping[str, Said] = {
    "account/messages/email_confirmed.txt": _("Your email address is confirmed."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _(
        "Your password is changed. Everywhere else you are signed out."
    ),
    "account/messages/password_set.txt": _("You have a password now."),
    "account/messages/primary_email_set.txt": _("Your email address is changed."),
    "mfa/messages/recovery_codes_generated.txt": _("Here are your recovery codes. Keep them somewhere safe."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is added."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "usersessions/messages/sessions_logged_out.txt": _("Everywhere else you are signed out."),
}

LETTERS: Mapping[str, Entry] = {
    "account/email/account_already_exists": letters.ADDRESS_TAKEN,
    "account/email/email_confirmation": letters.ADDRESS_CODE,
    "account/email/email_confirmation_signup": letters.ADDRESS_CODE,
    "account/email/login_code": letters.SIGN_IN_CODE,
    "account/email/password_reset_code": letters.RESET_CODE,
    "account/email/unknown_account": letters.NO_ACCOUNT,
}

# The verb of the audit log, and what the letter tells.
CHANGES: Mapping[str, tuple[str, Said]] = {
    "account/email/email_changed": ("account.email_changed", _("another email address")),
    "account/email/password_changed": ("account.password_changed", _("another password")),
    "account/email/password_reset": (
        "account.password_reset",
        _("another password, chosen with a mailed code"),
    ),
    "account/email/password_set": ("account.password_set", _("a first password")),
    "mfa/email/recovery_codes_generated": ("account.recovery_codes_made", _("new recovery codes")),
    "mfa/email/totp_activated": ("account.app_added", _("an authenticator app was added")),
    "mfa/email/totp_deactivated": ("account.app_removed", _("the authenticator app was removed")),
    "mfa/email/webauthn_added": ("account.passkey_added", _("a passkey was added")),
    "mfa/email/webauthn_removed": ("account.passkey_removed", _("a passkey was removed")),
}

WAYS: Mapping[str, Said] = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
