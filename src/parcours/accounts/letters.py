"""What the letters about sign-in and invitations say. Each function is called in the recipient's language."""

from django.utils.translation import gettext as _

from parcours.accounts.mail import Letter
from parcours.accounts.models import Invitation


def invitation(row: Invitation, address: str) -> Letter:
    """The invitation into an organization; ``address`` opens it."""
    values = {"organization": row.organization.name, "roles": ", ".join(row.role_labels).lower()}
    return Letter(
        subject=_("%(organization)s invites you to Parcours") % values,
        paragraphs=[
            _("Hello,"),
            _("%(organization)s invites you to join it on Parcours. Your role: %(roles)s.") % values,
        ],
        button=_("See the invitation"),
        address=address,
        closing=[
            _("The invitation is for this address only. It works once, for seven days."),
            _("You did not expect it? Then do nothing: without you, nothing happens."),
        ],
    )


def sign_in_code(code: str) -> Letter:
    """The code that signs somebody in."""
    return Letter(
        subject=_("Your sign-in code for Parcours"),
        paragraphs=[_("Enter this code where you asked for it:")],
        code=code,
        closing=[_("It works once, for 15 minutes. You did not ask for it? Then do nothing."), _never()],
    )


def reset_code(code: str) -> Letter:
    """The code that lets somebody choose another password."""
    return Letter(
        subject=_("Your code for a new password"),
        paragraphs=[_("To choose a new password, enter this code where you asked for it:")],
        code=code,
        closing=[_("It works once, for 15 minutes. You did not ask for it? Then do nothing."), _never()],
    )


def address_code(code: str) -> Letter:
    """The code that shows that an address is the person's own."""
    return Letter(
        subject=_("Confirm your email address"),
        paragraphs=[
            _("To confirm that this address is yours, enter this code on the page that asks for it:")
        ],
        code=code,
        closing=[_("It works once, for 15 minutes. You did not ask for it? Then do nothing."), _never()],
    )


def no_account() -> Letter:
    """To an address that nobody has an account under, so that the page need not say so."""
    return Letter(
        subject=_("There is no Parcours account for this address"),
        paragraphs=[
            _("Somebody, perhaps you, tried to sign in to Parcours with this address. It has no account."),
            _("Do you have an account under another address? Then use that one."),
            _("An account begins with an invitation: ask the organization whose program you are in."),
        ],
        closing=[_("It was not you? Then do nothing.")],
    )


def address_taken() -> Letter:
    """To an address that somebody wants to use although it has an account."""
    return Letter(
        subject=_("This address has a Parcours account already"),
        paragraphs=[
            _("Somebody, perhaps you, tried to use this address for another Parcours account."),
            _(
                "It has an account already: sign in with it. If you forgot the password, ask for a new one there."
            ),
        ],
        closing=[_("It was not you? Then do nothing: your account has not changed.")],
    )


def changed(what: str, when: str, network: str) -> Letter:
    """What changed about how somebody signs in; ``when`` and from which ``network`` address."""
    return Letter(
        subject=_("Your Parcours account: %(what)s") % {"what": what},
        paragraphs=[
            _("This changed in your account: %(what)s.") % {"what": what},
            _("When: %(when)s. From the network address %(network)s.") % {"when": when, "network": network},
        ],
        closing=[
            _(
                "It was not you? Ask for a new password at once, sign out everywhere else, and tell your organization."
            )
        ],
    )


def _never() -> str:
    return _("Nobody from Parcours or from your organization will ever ask you for this code.")
