"""The retention schedule: what is kept how long, exactly what is due, and what the last runs did."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.people.privacy.actions.retention import save_schedule
from parcours.people.privacy.models.retention import LONGEST
from parcours.people.privacy.queries import runs
from parcours.people.privacy.retention import SCHEDULE, others_due, people_due, rules
from parcours.web.forms import Form
from parcours.web.pages import OrganizationRequest

_ON_A_PAGE = 50


class ScheduleForm(Form):
    """The days of each category."""

    def __init__(self, *args: Any, days: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, category in SCHEDULE.items():
            self.fields[key] = forms.IntegerField(
                label=str(category.label),
                help_text=_("Days. Proposed: %(days)s.") % {"days": category.days},
                min_value=1,
                max_value=LONGEST,
                initial=days.get(key, category.days),
            )


def show(request: OrganizationRequest) -> HttpResponse:
    """The schedule as it is or would be, whom it concerns today, and saving it."""
    kept = rules()
    form = ScheduleForm(request.POST or None, days=kept)
    if request.method == "POST" and form.is_valid():
        save_schedule(days=form.cleaned_data, by=request.actor)
        messages.success(request, gettext("The schedule is in force. It is carried out once a day."))
        return redirect("retention", request.organization.slug)
    days, now = kept or {key: one.days for key, one in SCHEDULE.items()}, timezone.now()
    due = people_due(days, now)
    page = Paginator(due, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "may_manage_privacy": True,
        "form": form,
        "in_force": bool(kept),
        "page": page,
        "people": [(one, SCHEDULE[one.category].label) for one in page],
        "others": [(SCHEDULE[key].label, count) for key, count in others_due(days, now).items()],
        "runs": [
            (time, [(SCHEDULE[key].label, n) for key, n in done.items() if n and key in SCHEDULE])
            for time, done in runs()
        ],
    }
    return render(request, "manage/privacy/retention.html", context)
