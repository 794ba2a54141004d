"""What the cache remembers of a letter that a public page sent: that it was, and of whom to only a digest.

Rows of the cache stay in the database when they are over, until there are many, and no erasure looks into them.
"""

from django.utils.crypto import salted_hmac

from parcours.core.plain import email_key

AGAIN = 10 * 60
"""So many seconds nothing of the kind is sent to an address again, whoever presses the button."""

_SALT = "parcours.web.public.occasions"


def occasion(what: str, address: str) -> str:
    """Return under which name the cache remembers ``what`` was sent to ``address``."""
    return f"{what}:{salted_hmac(_SALT, email_key(address), algorithm='sha256').hexdigest()}"
