"""In which language a page is: what the person chose here, else what their profile says, else their browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

BY_SHORT_CODE = {"en": "en", "fr": "fr-ca"}


def choose_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Activate the reader's language for the request; ``?lang=fr`` in a shared address wins over all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = BY_SHORT_CODE[language_of(request)]
        with translation.override(code):
            response = get_response(request)
        response["Content-Language"] = "fr-CA" if code == "fr-ca" else "en-CA"
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    """Return ``en`` or ``fr``."""
    asked = (request.GET.get("lang"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    for code in (*asked, getattr(request.user, "language", None)):
        if code in BY_SHORT_CODE:
            return str(code)
    return translation.get_language_from_request(request)[:2]
