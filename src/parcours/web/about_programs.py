"""What the public pages about programs share: whose they are, their addresses, and what search engines read."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from parcours.accounts.models import Organization
from parcours.programs.models import Program


def sender_of(slug: str) -> Organization:
    """Return the organization in use of this short name. Raises Http404 where there is none."""
    found = Organization.objects.filter(slug=slug, is_active=True).first()
    if found is None:
        raise Http404
    return found


def address_of(page: str, *parts: object) -> str:
    """Return the address of a page; with ``?lang=fr`` or ``?lang=en`` it opens in that language for everybody."""
    return settings.BASE_URL + reverse(page, args=parts)


def program_data(
    program: Program,
    owner: Organization,
    address: str,
    opens: dt.date | None = None,
    closes: dt.date | None = None,
) -> dict[str, Any]:
    """Return the program, or one of its intakes, in the words of schema.org."""
    return {
        "@type": "EducationalOccupationalProgram",
        "name": str(program),
        "description": program.summary,
        "url": address,
        "mainEntityOfPage": _page(address),
        "provider": {
            "@type": "Organization",
            "name": owner.name,
            "url": address_of("public-programs", owner.slug),
        },
        "applicationStartDate": opens.isoformat() if opens else None,
        "applicationDeadline": closes.isoformat() if closes else None,
        "timeToComplete": f"P{program.duration_months}M",
    }


def _page(address: str) -> dict[str, str]:
    """Return the page itself: of the two, only a page has a language there."""
    language = (get_language() or "en")[:2]
    return {"@type": "WebPage", "@id": f"{address}?lang={language}", "inLanguage": f"{language}-CA"}


def as_block(data: Mapping[str, Any]) -> SafeString:
    """Return data as a block that no browser runs, without what is empty."""
    whole = {"@context": "https://schema.org", **data}
    text = json.dumps({name: value for name, value in whole.items() if value}, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return SafeString(text)
