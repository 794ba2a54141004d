"""The messages about one’s own data, as entries of the catalogue."""

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

_AUDIENCE = _("Participants, mentors and supervisors, with or without an account")

ERASED = declare(
    Entry(
        key="privacy.erased",
        name=_("Your data is erased"),
        audience=_AUDIENCE,
        trigger=_("When somebody was erased; it is the last that their address is used for."),
        subject=_("Your data at {organization} is erased"),
        text=_("Hello {name},\n\n{organization} has erased what it held about you.\n\n{account}"),
        closing=_(
            "Backups that were made before are kept for a while under lock; whoever restores one erases you again. "
            "We keep no copy of this letter, and no longer your address."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "name": Example("Ana"),
            "account": Example(
                "Your account is erased too. You can no longer sign in.",
                "Votre compte est supprimé aussi. Vous ne pouvez plus ouvrir de session.",
            ),
        },
        essential=True,
        reworded=False,
        vanishes=True,
    )
)

ANSWERED = declare(
    Entry(
        key="privacy.answered",
        name=_("Answer to a request about one’s own data"),
        audience=_AUDIENCE,
        trigger=_("When staff answer a request for correction, or refuse to erase somebody."),
        subject=_("{organization} answered your request"),
        text=_("Hello {name},\n\n{organization} answered what you asked about your data:\n\n{answer}"),
        closing=_(
            "You do not agree? Write to {officer}. You may also turn to the privacy commissioner of your province, or "
            "of Canada."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "name": Example("Ana"),
            "answer": Example(
                "Your diploma is on file as you wrote it.", "Votre diplôme figure au dossier tel quel."
            ),
            "officer": Example("privacy@northgate.example"),
        },
        essential=True,
    )
)
