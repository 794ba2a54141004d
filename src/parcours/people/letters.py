"""What the letters to people say. Each function is called in the recipient's language."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.mail import Letter
from parcours.accounts.models import SignedLink
from parcours.people.models import Person


def profile_link(person: Person, link: SignedLink, address: str) -> Letter:
    """The link by which somebody fills in their profile."""
    values = {
        "name": person.name_used,
        "organization": person.organization.name,
        "until": date_format(timezone.localtime(link.expires_at), "DATE_FORMAT"),
    }
    return Letter(
        subject=_("Your profile for %(organization)s") % values,
        paragraphs=[
            _("Hello %(name)s,") % values,
            _("%(organization)s asks you to fill in your profile. It takes about ten minutes.") % values,
            _("You need no account. Each step is saved: stop whenever you like, and go on with this letter."),
        ],
        button=_("Fill in my profile"),
        address=address,
        closing=[
            _("The link is for you alone and works until %(until)s.") % values,
            _("You did not expect it? Then do nothing, or ask %(organization)s.") % values,
        ],
    )
