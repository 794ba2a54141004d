"""What every page shows around it: the organization, its areas, the language switch; in a demo, its people."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from parcours.web.areas import areas, in_bar
from parcours.web.public.personas import PERSONAS


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the values for the frame; see templates/frame.html."""
    language = "fr" if (get_language() or "en").startswith("fr") else "en"
    organization = getattr(request, "organization", None)
    found = areas(request)
    shown, more = in_bar(found)
    return {
        "demo": settings.DEMO,
        "personas": PERSONAS if settings.DEMO else (),
        "language": language,
        "organization": organization,
        "here": _address(request),
        "actor": getattr(request, "actor", None),
        "areas": found,
        "areas_shown": shown,
        "areas_more": more,
        "version": settings.VERSION,
        "warning_seconds": settings.SIGN_IN_WARNING_SECONDS,
    }


def _address(request: HttpRequest) -> str:
    """Return the address of this page without ``lang=``, which would win over a language chosen here."""
    query = request.GET.copy()
    query.pop("lang", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
