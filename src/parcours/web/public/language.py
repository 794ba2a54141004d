"""The language switch: a form, so that it works without JavaScript and no link changes anything."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from parcours.web.local import is_local
from parcours.web.middleware.language import BY_SHORT_CODE

_A_YEAR = 365 * 24 * 3600


def change(request: HttpRequest) -> HttpResponse:
    """Remember the language chosen and go back to the page it was chosen on, or to the first page."""
    back = request.POST.get("next", "")
    if not is_local(back):
        back = "/"
    response = redirect(back)
    chosen = request.POST.get("language", "")
    if chosen in BY_SHORT_CODE:
        remember(response, chosen)
    return response


def remember(response: HttpResponse, language: str) -> None:
    """Let the browser ask for ``language`` (``en`` or ``fr``) from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
