"""Sending a message of the catalogue."""

from typing import Any

from parcours.accounts import mail
from parcours.accounts.models import Organization, User
from parcours.core.catalogue import CATALOGUE


def post(
    key: str,
    *,
    to: User | str,
    organization: Organization | None = None,
    about: User | None = None,
    language: str = "",
    address: str = "",
    dedup: str = "",
    of_program: int | None = None,
    **variables: Any,
) -> None:
    """Send the catalogue's entry ``key`` to a user, or to an email address.

    It joins the transaction at hand: rolled back, it was never sent. ``language`` (``en`` or ``fr``) is the user's own,
    or for an address the reader's of this page, unless given. ``address`` is where its button leads, a whole address
    made from BASE_URL. ``about`` is the person it concerns, the recipient where nothing is said. ``dedup`` names the
    occasion, such as ``f"{row.pk}:{row.version}"``: the same key with the same one is sent once, whoever asks again.
    ``of_program`` is the number of the program that the message is about, whose words it is sent in.
    ``variables`` are the entry's; dates are written as the recipient writes them, and ``organization`` comes by itself.
    Raises KeyError for an unknown key or a variable that is missing.
    """
    mail.send(
        CATALOGUE[key],
        to=to,
        language=language,
        organization=organization,
        about=about or (to if isinstance(to, User) else None),
        address=address,
        dedup=dedup,
        of_program=of_program,
        **variables,
    )
