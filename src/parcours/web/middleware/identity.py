"""Each request has an id, which the log and the error page show: a person can name the one that failed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is read wrongly over a telephone


def name_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give the request an ``id`` and send it back as X-Request-ID."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.id = get_random_string(10, _ALPHABET)  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response

    return middleware
