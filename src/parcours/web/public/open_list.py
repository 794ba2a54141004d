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

from parcours.accounts.models import Organization
from parcours.applications.intake import intake_of
from parcours.programs.queries import cohorts
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

    One that takes people by referral is among them with the page that says so.
    """
    organization = Organization.objects.filter(slug=of, is_active=True).first()
    if organization is None or code not in LANGUAGES:
        raise Http404
    with (
        scope(organization=organization),
        timezone.override(organization.time_zone),
        override(LANGUAGES[code]),
    ):
        rows = cohorts().order_by("program_id", "-pk")
        if asked := row_numbers([request.GET.get("program", "")]):
            rows = rows.filter(program__in=asked)
        intakes = [(row, intake_of(row)) for row in rows]
        shown = [(row, intake) for row, intake in intakes if intake.is_open]
        context = {"sender": organization, "rows": shown, "language": code}
        return render(request, "public/open_list.html", context)
