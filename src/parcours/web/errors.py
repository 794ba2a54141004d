"""The pages for what went wrong. They say what to do next, and carry an id instead of details."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: the person's role does not include this; ``reason`` says it in words for them."""
    return _page(request, 403, reason=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing that is the person's to see: both look the same."""
    return _page(request, 404)


def conflict(request: HttpRequest, reason: str) -> HttpResponse:
    """409: somebody else was faster; ``reason`` says what is true now."""
    return _page(request, 409, reason=reason)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than the site takes at once; nothing of it was read."""
    return _page(request, 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake, logged under the id that the page shows.

    The page has no frame: what failed may be what the frame is made of.
    """
    page = get_template("errors/broken.html").render({"request_id": getattr(request, "id", "")})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was not one of ours, or is too old."""
    return _page(request, 403, old_form=True)


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    context |= {"status": status, "request_id": getattr(request, "id", "")}
    return render(request, "errors/error.html", context, status=status)
