"""What is too large is refused before any of it is read: a form is otherwise read whole before a page is asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from parcours.web import errors


def refuse_large_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 413 where the request says that it is larger than `LARGEST_REQUEST`; what says no size has no body."""

    def middleware(request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdecimal() and int(size) > settings.LARGEST_REQUEST:
            return errors.too_large(request)
        return get_response(request)

    return middleware
