"""Calendars without signing in: the feed that calendar programs read, and a guest's appointments by a signed link.

As with other links, the address of the message shows nothing: it leaves a signed cookie for half an hour and leads on.
"""

import hashlib

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django_scopes import scope

from parcours.accounts.links.queries import hash_of
from parcours.messaging.calendar import files
from parcours.messaging.calendar.actions.feeds import guest
from parcours.messaging.calendar.links import guest_by_token_across
from parcours.messaging.calendar.models import Attendee
from parcours.messaging.calendar.queries import appointments_of, feed_by_token_across, guest_across
from parcours.web.calendars import own

COOKIE = "calendar"
_HALF_AN_HOUR = 30 * 60
_SALT = "parcours.calendar.cookie"
_PATH = "/appointments/"
GONE = 410


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's appointments for their calendar program; 404 for an address that does not work (T36)."""
    found = feed_by_token_across(hash_of(token))
    if found is None:
        raise Http404
    with scope(organization=found.organization):
        body = files.feed(appointments_of(found.user, found.email), found)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Content-Disposition"] = 'inline; filename="parcours.ics"'
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    assert isinstance(answer, HttpResponse)  # noqa: S101 - it is ours, or one that says that nothing changed
    return answer


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address bar."""
    attendee = guest_by_token_across(token)
    response = redirect("calendar-guest")
    if attendee is None:
        response.delete_cookie(COOKIE, path=_PATH)
        return response
    response.set_cookie(
        COOKIE,
        signing.dumps(attendee.pk, salt=_SALT),
        max_age=_HALF_AN_HOUR,
        path=_PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def show(request: HttpRequest) -> HttpResponse:
    """What a guest is invited to, and the address of their feed."""
    attendee = _attendee(request)
    if attendee is None:
        return render(request, "public/calendar_over.html", status=GONE)
    with scope(organization=attendee.organization):
        return own(request, "public/calendar.html", attendee, guest(attendee))


def _attendee(request: HttpRequest) -> Attendee | None:
    """Return the guest that this browser came for in the last half hour."""
    try:
        pk = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_HALF_AN_HOUR)
    except signing.BadSignature:
        return None
    return guest_across(pk)
