"""The pages for what went wrong. They say what to do next, and carry an id instead of details."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from parcours.core.outages import is_away, is_full

_RETRY_SECONDS = "30"


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


def too_many(request: HttpRequest, reason: str) -> HttpResponse:
    """429: the organization does as much as it may for now; ``reason`` says when it may go on."""
    return _page(request, 429, reason=reason)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than the site takes at once; nothing of it was read."""
    return _page(request, 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake, logged under the id that the page shows; 503 or 507 where it is the machine's.

    503: the database is away, or too busy. 507: a disk is full. Trying again helps once
    that is over. The page has no frame: what failed may be what the frame is made of.
    """
    problem = sys.exc_info()[1]
    status = 500
    if problem is not None:
        status = 507 if is_full(problem) else 503 if is_away(problem) else 500
    context = {"request_id": getattr(request, "id", ""), "status": status}
    response = HttpResponse(get_template("errors/broken.html").render(context), status=status)
    if status != 500:  # noqa: PLR2004 - as HTTP numbers them
        response["Retry-After"] = _RETRY_SECONDS
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was not one of ours, or is too old."""
    return _page(request, 403, old_form=True)


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    context |= {"status": status, "request_id": getattr(request, "id", "")}
    return render(request, "errors/error.html", context, status=status)
