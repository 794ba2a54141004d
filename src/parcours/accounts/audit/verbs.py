"""Every verb of the log in words. A test fails for a verb that is recorded anywhere and is not here."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "account.app_added": _("Authenticator app added"),
        "account.app_removed": _("Authenticator app removed"),
        "account.email_changed": _("Email address of the account changed"),
        "account.passkey_added": _("Passkey added"),
        "account.passkey_removed": _("Passkey removed"),
        "account.password_changed": _("Password changed"),
        "account.password_reset": _("Password forgotten and changed"),
        "account.password_set": _("Password set"),
        "account.profile_changed": _("Profile changed"),
        "account.recovery_codes_made": _("Recovery codes made"),
        "account.signed_in": _("Signed in"),
        "account.signed_out": _("Signed out"),
        "appointment.cancelled": _("Appointment cancelled"),
        "appointment.changed": _("Appointment changed"),
        "appointment.made": _("Appointment made"),
        "appointment.moved": _("Appointment moved by new rules for clocks"),
        "audit.exported": _("Audit log exported"),
        "audit.verified": _("Audit log checked"),
        "contact.confirmed": _("Contact details confirmed"),
        "contact.corrected": _("Contact details corrected"),
        "feed.made": _("Address of a calendar feed made"),
        "feed.revoked": _("Address of a calendar feed withdrawn"),
        "import.cancelled": _("Import stopped"),
        "import.failed": _("Import undone by a problem"),
        "import.finished": _("Import finished"),
        "import.resumed": _("Import taken up again"),
        "import.started": _("Import begun"),
        "import.uploaded": _("File for import uploaded"),
        "invitation.accepted": _("Invitation accepted"),
        "invitation.resent": _("Invitation sent again"),
        "invitation.revoked": _("Invitation withdrawn"),
        "invitation.sent": _("Invitation sent"),
        "job.run_again": _("Background work run again"),
        "link.revoked": _("Link withdrawn"),
        "link.sent": _("Link sent"),
        "list.exported": _("List exported"),
        "membership.added": _("Role given"),
        "membership.ended": _("Role ended"),
        "membership.role_changed": _("Role changed"),
        "message.reset": _("Message put back into the product’s words"),
        "message.reworded": _("Message reworded"),
        "message.sent_again": _("Message sent again"),
        "messages.preferred": _("Preferences for messages changed"),
        "messages.stopped": _("Messages of a kind stopped"),
        "messages.wanted": _("Messages of a kind wanted again"),
        "network.added": _("Network added"),
        "network.joined": _("Network joined"),
        "network.left": _("Network left"),
        "organization.added": _("Organization added"),
        "organization.changed": _("Organization’s details changed"),
        "organization.logo_changed": _("Organization’s logo changed"),
        "page.denied": _("Page refused"),
        "partnership.added": _("Partnership added"),
        "partnership.ended": _("Partnership ended"),
        "people.viewed": _("List of people viewed"),
        "person.erased": _("Person erased"),
        "person.viewed": _("Person viewed"),
        "sign_in.linked": _("Sign-in linked to a provider"),
        "sign_in.provider_removed": _("Sign-in provider removed"),
        "sign_in.provider_set": _("Sign-in provider set up"),
    }
)


def in_words(verb: str) -> str:
    """Return the verb in the language that is active; its code where an older version wrote one that is gone."""
    return str(VERBS.get(verb, verb))
