"""Where an endpoint may be: what can be seen from the address alone. Where its name leads is looked at in each call."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from parcours.core.outgoing import is_public


def check_address(url: str) -> None:
    """Raise ValidationError, with how to put it right, unless events may be sent to ``url``."""
    try:
        parts = urlsplit(url)
        host, named = parts.hostname or "", bool(parts.username or parts.password)
    except ValueError as problem:
        raise ValidationError(_("This is not an address. Copy it from the other system.")) from problem
    if host in settings.INTERNAL_HOSTS:
        return
    if parts.scheme != "https":
        raise ValidationError(_("The address must begin with https://."))
    if named or parts.fragment:
        raise ValidationError(
            _("Leave out the name, the password and whatever follows #. Events are signed instead.")
        )
    if not _may_be_public(host):
        raise ValidationError(
            _("This address is inside our own network. Give one that can be reached from the internet.")
        )


def _may_be_public(host: str) -> bool:
    """Return whether a host is a name, which may lead anywhere, or a number that is on the internet."""
    try:
        return is_public(host)
    except ValueError:
        return "." in host and not host.replace(".", "").isdigit()
