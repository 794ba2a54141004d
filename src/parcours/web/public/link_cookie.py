"""What a browser carries once it has opened a signed link: which row it is, for a while, and not its secret."""

import time

from django.core import signing
from django.http import HttpRequest, HttpResponse

from parcours.accounts.links.queries import link_across
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose

COOKIE = "link"
PATH = "/link/"
_SALT = "parcours.link"
_HALF_AN_HOUR = 30 * 60
_CLOCKS_APART = 60  # seconds
_LONGER = dict.fromkeys(
    (
        Purpose.FILL_PROFILE,
        Purpose.SURVEY,
        Purpose.APPLY,
        Purpose.TAKE_PART,
        Purpose.MENTORSHIP,
        Purpose.AFTERWARDS,
        Purpose.NAME_MENTORS,
        Purpose.OFFER_ONESELF,
    ),
    4 * 3600,
)
"""For work that takes longer: counted anew with every page, so that nobody loses what they write."""


def carry(response: HttpResponse, request: HttpRequest, link: SignedLink) -> None:
    """Let the browser carry ``link`` from now on."""
    seconds = _seconds(link.purpose)
    response.set_cookie(
        COOKIE,
        signing.dumps([link.pk, link.purpose, int(time.time()) + seconds], salt=_SALT),
        max_age=seconds,
        path=PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _seconds(purpose: str) -> int:
    return _LONGER.get(Purpose(purpose), _HALF_AN_HOUR)


def drop(response: HttpResponse) -> None:
    """Let the browser forget the link that it carries."""
    response.delete_cookie(COOKIE, path=PATH)


def carried(request: HttpRequest) -> SignedLink | None:
    """Return the link that the browser carries, whether or not it still works; None where there is none.

    A clock that was set back would let it be carried longer; then it is over too.
    """
    try:
        pk, purpose, until = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT)
        is_over = not 0 <= until - time.time() <= _seconds(purpose) + _CLOCKS_APART
    except (signing.BadSignature, ValueError, TypeError):
        return None
    link = None if is_over else link_across(pk)
    return link if link is not None and link.purpose == purpose else None
