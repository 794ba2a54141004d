"""The messages about accounts, invitations, contacts and the audit log, as entries of the catalogue."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

CODE_LIFE = timedelta(minutes=15)

_FOR_ACCOUNTS = _("Whoever the account belongs to")

INVITATION = declare(
    Entry(
        key="invitation",
        name=_("Invitation"),
        audience=_("People invited into an organization"),
        trigger=_("When somebody is invited into the organization, and when the invitation is sent again."),
        subject=_("{organization} invites you to Parcours"),
        text=_("Hello,\n\n{organization} invites you to join it on Parcours. Your role: {roles}."),
        button=_("See the invitation"),
        closing=_(
            "The invitation is for this address only. It works once, for seven days.\n\n"
            "You did not expect it? Then do nothing: without you, nothing happens."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "roles": Example("mentor", "mentor ou mentore"),
        },
        essential=True,
        life=timedelta(days=7),
    )
)

_CODE_CLOSING = _(
    "It works once, for 15 minutes. You did not ask for it? Then do nothing.\n\n"
    "Nobody from Parcours or from your organization will ever ask you for this code."
)

SIGN_IN_CODE = declare(
    Entry(
        key="account.sign_in_code",
        name=_("Sign-in code"),
        audience=_FOR_ACCOUNTS,
        trigger=_("When somebody asks for a code to sign in with."),
        subject=_("Your sign-in code for Parcours"),
        text=_("Enter this code where you asked for it:"),
        closing=_CODE_CLOSING,
        essential=True,
        urgent=True,
        life=CODE_LIFE,
        reworded=False,
    )
)

RESET_CODE = declare(
    Entry(
        key="account.reset_code",
        name=_("Code for a new password"),
        audience=_FOR_ACCOUNTS,
        trigger=_("When somebody forgot their password."),
        subject=_("Your code for a new password"),
        text=_("To choose a new password, enter this code where you asked for it:"),
        closing=_CODE_CLOSING,
        essential=True,
        urgent=True,
        life=CODE_LIFE,
        reworded=False,
    )
)

ADDRESS_CODE = declare(
    Entry(
        key="account.address_code",
        name=_("Code for an email address"),
        audience=_FOR_ACCOUNTS,
        trigger=_("When somebody gives a new email address for their account."),
        subject=_("Confirm your email address"),
        text=_("To confirm that this address is yours, enter this code on the page that asks for it:"),
        closing=_CODE_CLOSING,
        essential=True,
        urgent=True,
        life=CODE_LIFE,
        reworded=False,
    )
)

NO_ACCOUNT = declare(
    Entry(
        key="account.none",
        name=_("No account for an address"),
        audience=_("Whoever the address belongs to"),
        trigger=_("When somebody tries to sign in with an address that has no account."),
        subject=_("There is no Parcours account for this address"),
        text=_(
            "Somebody, perhaps you, tried to sign in to Parcours with this address. It has no account.\n\n"
            "Do you have an account under another address? Then use that one.\n\n"
            "An account begins with an invitation: ask the organization whose program you are in."
        ),
        closing=_("It was not you? Then do nothing."),
        essential=True,
        urgent=True,
        life=timedelta(days=1),
        reworded=False,
    )
)

ADDRESS_TAKEN = declare(
    Entry(
        key="account.address_taken",
        name=_("Address in use already"),
        audience=_FOR_ACCOUNTS,
        trigger=_("When somebody gives an address that belongs to another account."),
        subject=_("This address has a Parcours account already"),
        text=_(
            "Somebody, perhaps you, tried to use this address for another Parcours account.\n\n"
            "It has an account already: sign in with it. If you forgot the password, ask for a new one there."
        ),
        closing=_("It was not you? Then do nothing: your account has not changed."),
        essential=True,
        urgent=True,
        life=timedelta(days=1),
        reworded=False,
    )
)

CHANGED = declare(
    Entry(
        key="account.changed",
        name=_("Change of an account"),
        audience=_FOR_ACCOUNTS,
        trigger=_("When a password, an address or a second factor of the account changes."),
        subject=_("Your Parcours account: {what}"),
        text=_("This changed in your account: {what}.\n\nWhen: {when}. From the network address {network}."),
        closing=_(
            "It was not you? Ask for a new password at once, sign out everywhere else, and tell your organization."
        ),
        variables={
            "what": Example("another password", "un autre mot de passe"),
            "when": Example("3 Dec 2026, 2:30 pm", "3 déc. 2026, 14 h 30"),
            "network": Example("203.0.113.7"),
        },
        essential=True,
        reworded=False,
    )
)

CONTACT_LINK = declare(
    Entry(
        key="contact.link",
        name=_("Contact details to confirm"),
        audience=_("The contact and the privacy officer that an organization names"),
        trigger=_("When an administrator asks whether what is on file about them is right."),
        subject=_("{organization} asks you to confirm your contact details"),
        text=_(
            "Hello {name},\n\n{organization} names you in Parcours. Please look at what is on file about you, and "
            "confirm or correct it."
        ),
        button=_("Look at my details"),
        closing=_(
            "You need no account. The link is for you alone and works until {until}; nothing changes before you "
            "press the button on the page."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "name": Example("Ana Roy"),
            "until": Example("17 Dec 2026", "17 déc. 2026"),
        },
        essential=True,
        life=timedelta(days=14),
    )
)

AUDIT_ANCHOR = declare(
    Entry(
        key="audit.anchor",
        name=_("Heads of the audit log"),
        audience=_("Whoever runs the installation"),
        trigger=_("Once a day."),
        subject=_("Parcours: today’s heads of the audit log"),
        text=_(
            "Keep the file attached outside this server. Later it shows whether entries of the audit log were cut "
            "off or rewritten:\n\nparcours audit verify --anchor {file}"
        ),
        variables={"file": Example("parcours-audit-2026-12-03.json")},
        essential=True,
        reworded=False,
    )
)

INVITATION_ACCEPTED = declare(
    Entry(
        key="invitation.accepted",
        name=_("Invitation accepted"),
        audience=_("Whoever sent the invitation"),
        trigger=_("When the person invited accepts."),
        subject=_("An invitation to {organization} was accepted"),
        text=_("{person} accepted your invitation. Their role: {roles}."),
        button=_("See the person"),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "person": Example("Ana Roy"),
            "roles": Example("mentor", "mentor ou mentore"),
        },
        gathered=True,
    )
)

IMPORT_FINISHED = declare(
    Entry(
        key="import.finished",
        name=_("Import finished"),
        audience=_("Whoever began the import"),
        trigger=_("When the rows of a spreadsheet are applied."),
        subject=_("Your import into {organization} is done"),
        text=_("Rows of {file} that were applied: {applied} of {total}."),
        button=_("See what came of each row"),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "file": Example("mentors.xlsx", "mentors.xlsx"),
            "applied": Example("38"),
            "total": Example("40"),
        },
    )
)

PARTNER_NAMED = declare(
    Entry(
        key="partner.named",
        name=_("Named as a partner"),
        audience=_("Administrators of the partner"),
        trigger=_("When another organization names yours as its partner."),
        subject=_("{organization} works with {partner}"),
        text=_("{organization} named {partner} as its partner from {day} on. What you do there: {role}."),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "partner": Example("City of Rivermouth", "Ville de Rivermouth"),
            "day": Example("3 Dec 2026", "3 déc. 2026"),
            "role": Example("host employer", "employeur d’accueil"),
        },
        gathered=True,
    )
)
