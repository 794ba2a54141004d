"""Addresses that answer otherwise than by who may open them, and why."""

from collections.abc import Mapping

from tests.access.course_rows import PAGES

OF_NO_ORGANIZATION = frozenset(
    {"consent-text", "message", "message-edit", "message-reset", "own-profile-section"}
)
"""Addresses whose parameters name something that every organization has, such as an entry of the
catalogue, or a section."""

NOTHING_YET: Mapping[str, frozenset[str]] = {
    # For people whom the organization has no profile of.
    "own-consent": frozenset({"absent"}),
    "own-facts": frozenset({"absent"}),
    "own-profile": frozenset({"absent"}),
    "own-profile-section": frozenset({"absent"}),
    "own-documents": frozenset({"absent"}),
    "document": frozenset({"absent"}),  # but for the person, and for whom a CV is shown to
    "own-survey": frozenset({"absent"}),  # but for whoever is asked
    "own-match": frozenset({"absent"}),  # but for the two whom it is about
    **{
        f"own-mentorship{name}": frozenset({"absent"})  # the same
        for name in PAGES
    },
    **dict.fromkeys(
        ("own-afterwards", "own-certificate", "own-follow-up", "own-match-end", "certificate"),
        frozenset({"absent"}),
    ),
    "my-data": frozenset({"absent"}),
    "my-data-json": frozenset({"absent"}),
    "my-data-pdf": frozenset({"absent"}),
    "my-data-correction": frozenset({"absent"}),
    "my-data-erasure": frozenset({"absent", "to sign in"}),
    "my-data-withdraw": frozenset({"absent"}),
    # Without a link, or before there is a code to wait for.
    "invitation": frozenset({"absent"}),
    "calendar-feed": frozenset({"absent"}),
    "invitation_switch": frozenset({"absent"}),
    "account_confirm_login_code": frozenset({"to sign in"}),
    "account_confirm_password_reset_code": frozenset({"to sign in"}),
    "account_email_verification_sent": frozenset({"to sign in"}),
    "mfa_authenticate": frozenset({"to sign in"}),
    "mfa_login_webauthn": frozenset({"to sign in"}),
    "provider_back": frozenset({"forbidden"}),
    # For people who have no such factor.
    "mfa_deactivate_totp": frozenset({"absent"}),
    "mfa_edit_webauthn": frozenset({"absent"}),
    "mfa_remove_webauthn": frozenset({"absent"}),
    "mfa_view_recovery_codes": frozenset({"absent"}),
    "mfa_download_recovery_codes": frozenset({"absent"}),
}
"""What pages for anyone, or about one's own account, answer instead of opening while they have nothing to show."""
