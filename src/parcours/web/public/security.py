"""Where to report a weakness, in the form that researchers look for (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

_GOOD_FOR = timedelta(days=90)


def show(request: HttpRequest) -> HttpResponse:
    """The contact of this installation; it is asked for again rather than kept."""
    until = (timezone.now() + _GOOD_FOR).replace(microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en, fr",
        f"Canonical: {settings.BASE_URL}{request.path}",
    )
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
