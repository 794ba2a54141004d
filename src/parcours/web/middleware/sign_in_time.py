"""Nobody stays signed in for ever, and nobody loses what they wrote: the page says why, and shows it."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import timezone

from parcours.web.account import session_time
from parcours.web.pages import Audience

_NEVER_SHOWN = ("password", "code", "secret", "csrf", "credential")


def limit_sign_in(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """End a sign-in that is over, with the reason; note for the others that the person is there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        why = _why_over(request)
        if not why:
            _note(request)
            return _unkept(request, get_response(request))
        request.session.flush()
        request.user = AnonymousUser()
        if not _needs_sign_in(request):
            return get_response(request)
        return _explained(request, why)

    return middleware


def _unkept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forbid keeping what somebody signed in was answered, where nobody has said anything about it yet."""
    if request.user.is_authenticated and not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
    return response


def _why_over(request: HttpRequest) -> str:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    if request.user.is_authenticated:
        if session_time.SEEN not in request.session:
            session_time.begin(request.session)
        return session_time.ended(request.session)
    if SESSION_KEY in request.session:
        return "account"
    return "elsewhere" if request.session.is_empty() else ""


def _note(request: HttpRequest) -> None:
    """Note that the person is there; asking how much time is left is not doing something."""
    about_time = request.path == reverse("session_time")
    if (
        (about_time and request.method != "POST")
        or not request.user.is_authenticated
        or session_time.SEEN not in request.session
    ):
        return
    if session_time.touch(request.session, at_once=about_time):
        UserSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=timezone.now()
        )


def _needs_sign_in(request: HttpRequest) -> bool:
    """Whether the page is for people who are signed in; the others do without, and need no explanation."""
    try:
        access = getattr(resolve(request.path_info).func, "access", None)
    except Http404:
        return False
    return access is not None and access.audience in {Audience.SIGNED_IN, Audience.MEMBERS, Audience.PLATFORM}


def _explained(request: HttpRequest, why: str) -> HttpResponse:
    if request.method != "POST":
        again = urlencode({"next": request.get_full_path(), "ended": why})
        return redirect(f"{reverse('account_login')}?{again}")
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and not any(word in name.lower() for word in _NEVER_SHOWN)
    ]
    context = {"why": why, "typed": typed, "again": request.get_full_path()}
    return render(request, "account/signed_out.html", context, status=403)
