"""The page of a cohort that takes applications, for anybody: what it is, when, and the first step of applying."""

from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.kinds import Language
from parcours.accounts.models import Organization
from parcours.applications.actions.applying import start
from parcours.applications.documents import documents_asked
from parcours.applications.intake import Intake, intake_of
from parcours.core.refusals import Refused
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts, rules_of
from parcours.web.about_programs import address_of, as_block, program_data, sender_of
from parcours.web.forms import Form
from parcours.web.public.occasions import AGAIN, occasion

_GONE = 410


class StartForm(Form):
    """Who applies. Everything else is asked on the pages that the letter leads to."""

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(
        label=_("Family name"), max_length=100, required=False, help_text=_("Some people have one name only.")
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("The link to your application goes there. You need no account."),
    )
    language = forms.ChoiceField(label=_("Language of our letters"), choices=Language.choices)


def show(request: HttpRequest, of: str, cohort: int) -> HttpResponse:
    """What the program is, who may take part, and the form to begin with."""
    organization = sender_of(of)
    with scope(organization=organization), timezone.override(organization.time_zone):
        row = cohorts().filter(pk=cohort).exclude(status="planned").first()
        if row is None:
            raise Http404
        if row.status == "cancelled":
            context = {"sender": organization, "cohort": row, "program": row.program}
            return render(request, "public/open_cohort_gone.html", context, status=_GONE)
        return _answer(request, organization, row)


def _answer(request: HttpRequest, organization: Organization, row: Cohort) -> HttpResponse:
    intake, address = intake_of(row), address_of("open-cohort", organization.slug, row.pk)
    start_with = {"language": (get_language() or "en")[:2]}
    form = StartForm(request.POST if request.method == "POST" else None, initial=start_with)
    context: dict[str, Any] = {
        "sender": organization,
        "cohort": row,
        "program": row.program,
        "intake": intake,
        "reasons": [rule.reason for rule in rules_of(row.program)],
        "documents": documents_asked(row.program),
        "form": form,
        "schema": as_block(_data(row, organization, intake, address)),
        "address": address,
        "called": f"{row.program} · {organization}",
    }
    if form.is_valid() and _begun(organization, row, form):
        return render(request, "public/open_cohort_sent.html", context)
    return render(request, "public/open_cohort.html", context)


def _begun(organization: Organization, row: Cohort, form: StartForm) -> bool:
    """Send the letter; once in ten minutes to an address, whoever presses the button."""
    given = form.cleaned_data
    once = occasion(f"apply:{row.pk}", given["email"])
    if not cache.add(once, 1, AGAIN):
        return True
    try:
        start(cohort=row, by=system(organization), **given)
    except (Refused, ValidationError) as problem:
        cache.delete(once)
        form.add_error(None, problem if isinstance(problem, ValidationError) else str(problem))
        return False
    return True


def _data(row: Cohort, owner: Organization, intake: Intake, address: str) -> dict[str, Any]:
    known = program_data(row.program, owner, address, intake.opens, intake.closes)
    return {**known, "name": f"{row.program}, {row.name}", "maximumEnrollment": row.seats}
