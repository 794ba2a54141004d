"""Reports of a cohort as they were handed out: freezing one, and comparing it with what the records say now."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.audit import record_view
from parcours.core.refusals import Refused
from parcours.people.consent.queries import today
from parcours.reporting.frozen.actions import freeze
from parcours.reporting.frozen.counts import compared
from parcours.reporting.frozen.queries import frozen_of, is_as_frozen
from parcours.web.forms import Form
from parcours.web.manage.applications import found_cohort
from parcours.web.pages import OrganizationRequest


class FreezeForm(Form):
    """Up to which day."""

    until = forms.DateField(
        label=gettext_lazy("Last day of the period"),
        help_text=gettext_lazy("What happened after it does not count."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def index(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The frozen reports of the cohort, with a form for another one."""
    row = found_cohort(cohort)
    sent = request.POST if request.method == "POST" else None
    form = FreezeForm(sent, initial={"until": today(request.organization)})
    if form.is_valid():
        try:
            made = freeze(cohort=row, until=form.cleaned_data["until"], by=request.actor)
        except Refused as refusal:
            form.add_error("until", str(refusal))
        else:
            messages.success(request, _("The numbers are kept as they are now."))
            return redirect("frozen-report", request.organization.slug, cohort, made.pk)
    return render(
        request, "manage/programs/frozen.html", {"cohort": row, "rows": frozen_of(row), "form": form}
    )


def show(request: OrganizationRequest, cohort: int, frozen_id: int) -> HttpResponse:
    """One of them: each number as it was handed out, as it is now, and what lies between."""
    row = found_cohort(cohort)
    frozen = frozen_of(row).filter(pk=frozen_id).first()
    if frozen is None:
        raise Http404
    record_view(by=request.actor, page="frozen-report", what=frozen)
    figures = [one for one in compared(frozen.figures, row, frozen.until) if one.then or one.now]
    context = {
        "cohort": row,
        "frozen": frozen,
        "figures": figures,
        "differing": sum(one.then != one.now for one in figures),
        "is_as_frozen": is_as_frozen(frozen),
    }
    return render(request, "manage/programs/frozen_report.html", context)
