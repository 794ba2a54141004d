"""The addresses of the site, and one of a page that breaks."""

from typing import NoReturn

from django.core.handlers.wsgi import WSGIRequest
from django.urls import path

from parcours.config import urls
from parcours.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def broken(request: WSGIRequest) -> NoReturn:
    """Break, with what the browser says of itself in the message."""
    raise RuntimeError(request.headers.get("user-agent", "as asked"))


urlpatterns = [path("broken/", broken), *urls.urlpatterns]
