"""The cohorts that take applications, as a list that agencies show in a frame on their own sites."""

from collections.abc import Collection
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django_scopes import scope

from parcours.applications.intake import intakes_of, openings_of
from parcours.programs.queries import cohorts, public_programs
from parcours.web.about_programs import sender_of
from parcours.web.numbers import row_numbers

LANGUAGES = {"en": "en", "fr": "fr-ca"}

_IN_ANY_FRAME = cast("dict[str, Collection[str]]", settings.SECURE_CSP) | {
    "script-src": [CSP.NONE],
    "connect-src": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}
"""This one page may stand in a frame anywhere: it has no form, no script, no cookie, and nobody’s data."""


@xframe_options_exempt
@csp_override(_IN_ANY_FRAME)
def show(request: HttpRequest, of: str, code: str) -> HttpResponse:
    """The open cohorts of an organization in the language of the address, or those of one ``program``.

    One that takes people by referral is among them with the page that says so. After them come the programs of which
    none is open, each with its own page if it has one.
    """
    organization = sender_of(of)
    if code not in LANGUAGES:
        raise Http404
    with (
        scope(organization=organization),
        timezone.override(organization.time_zone),
        override(LANGUAGES[code]),
    ):
        rows, pages = cohorts().order_by("program_id", "-pk"), public_programs()
        if asked := row_numbers([request.GET.get("program", "")]):
            rows, pages = rows.filter(program__in=asked), pages.filter(pk__in=asked)
        shown = [(row, intake) for row, intake in intakes_of(rows) if intake.is_open]
        others = sorted(pages.exclude(pk__in={row.program_id for row, _intake in shown}), key=str)
        known = openings_of(others)
        closed = [(row, known[row.pk]) for row in others]
        context = {"sender": organization, "rows": shown, "closed": closed, "language": code}
        return render(request, "public/open_list.html", context)
