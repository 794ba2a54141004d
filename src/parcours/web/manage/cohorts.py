"""A cohort: its phases on a line, moving a day after a preview, its status, and a copy for next year."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.applications.actions.closing import complete_cohort
from parcours.applications.intake import intake_of, may_take
from parcours.core.refusals import Refused
from parcours.engagements.actions.cancelling import cancel_cohort
from parcours.engagements.cancelling import under_way
from parcours.programs.actions.cohorts import after_move, change_cohort, copy_cohort, move_phase, take
from parcours.programs.lists import PHASE
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts, spans_of
from parcours.programs.states import BUTTONS, COHORT, ways_from
from parcours.programs.timetable import Edge, Span, a_year_later
from parcours.web.charts import BarChart, timeline
from parcours.web.editing import Editing
from parcours.web.forms import Form, ModelForm
from parcours.web.manage.cohort_states import DAYS, TONES
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_CANCEL = next(one for one in COHORT if one.name == "cancel")


class CohortForm(ModelForm):
    """What the cohort is called, its seats and its intake."""

    class Meta:
        """What can be changed at any time."""

        model = Cohort
        fields = ("name", "seats", "intake", "has_waitlist")


class MoveForm(Form):
    """Which day moves, and where to."""

    kind = forms.ChoiceField(label=_("Phase"))
    edge = forms.ChoiceField(
        label=_("Which day"), choices=[(Edge.START.value, _("First day")), (Edge.END.value, _("Last day"))]
    )
    to = forms.DateField(
        label=_("Moves to"),
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, spans: Sequence[Span], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="move-%s", **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(span.key, PHASE.label(span.key)) for span in spans]


def _found(cohort: int) -> Cohort:
    row = cohorts().filter(pk=cohort).first()
    if row is None:
        raise Http404
    return row


def show(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The cohort, a move as it would be, and whatever its buttons do."""
    here = ("cohort", request.organization.slug, cohort)
    if request.method == "POST" and "save" not in request.POST:
        return _do(request, _found(cohort))
    editing = Editing(request, lambda: _found(cohort), lambda row, *sent: CohortForm(*sent, instance=row))

    def save(given: Any) -> None:  # noqa: ANN401 - what the form says
        change_cohort(cohort=editing.row, by=request.actor, **given)

    if editing.saved(save):
        messages.success(request, gettext("Saved."))
        return redirect(*here)
    row = _found(cohort)
    spans = spans_of(row)
    moving = MoveForm(request.GET if "to" in request.GET else None, spans=spans)
    copied = a_year_later(spans)
    return editing.page(
        "manage/programs/cohort.html",
        cohort=row,
        tone=TONES[row.status],
        intake=intake_of(row) if may_take(row) else None,
        public=reverse("open-cohort", args=[request.organization.slug, row.pk]),
        chart=_chart(spans),
        ways=[(way.name, BUTTONS[way.name]) for way in ways_from(COHORT, row.status)],
        moving=moving,
        moved=_preview(row, spans, moving),
        ends=under_way(row) if "cancel" in request.GET and row.status in _CANCEL.sources else None,
        copy_name=next_name(row.name),
        copy_from=copied[0].starts_on if copied else None,
        copy_until=max((span.ends_on for span in copied), default=None),
    )


def _chart(spans: Sequence[Span]) -> BarChart | None:
    if not spans:
        return None
    first, last = spans[0].starts_on, max(span.ends_on for span in spans)
    words = {"first": date_format(first), "last": date_format(last)}
    return BarChart(
        id="phases",
        title=gettext("Phases of the cohort"),
        description=gettext("The phases one after the other, from %(first)s to %(last)s.") % words,
        what=gettext("Phase"),
        measure=gettext("From – until"),
        bars=timeline([(PHASE.label(span.key), span.starts_on, span.ends_on) for span in spans]),
    )


def _preview(cohort: Cohort, spans: Sequence[Span], form: MoveForm) -> list[tuple[str, Span, Span]]:
    """Return each phase that would move: as it is, and as it would be. What cannot be is said at the form."""
    if not form.is_valid():
        return []
    given = form.cleaned_data
    try:
        after = after_move(cohort, given["kind"], Edge(given["edge"]), given["to"])
    except Refused as refusal:
        form.add_error("to", str(refusal))
        return []
    before = {span.key: span for span in spans}
    changed = [(PHASE.label(span.key), before[span.key], span) for span in after if before[span.key] != span]
    if not changed:
        form.add_error("to", gettext("The phase is on that day already."))
    return changed


def next_name(name: str) -> str:
    """Return what a copy is called: each year in the name is the next one, or a number comes after it."""
    later = re.sub(r"\b(?:19|20)\d\d\b", lambda year: str(int(year.group()) + 1), name)
    return later if later != name else f"{name[:190]} (2)"


def _do(request: OrganizationRequest, row: Cohort) -> HttpResponse:
    """Do what the button says, and show the cohort that came of it."""
    sent, by = request.POST, request.actor
    try:
        if "way" in sent:
            _take(row, sent["way"], by)
            messages.success(request, gettext("The status is changed."))
        elif "copy" in sent:
            name = CohortForm.base_fields["name"].clean(sent.get("name", ""))
            row = copy_cohort(cohort=row, name=name, by=by)
            messages.success(request, gettext("This is the copy, 52 weeks later."))
        elif "move" in sent:
            _move(request, row)
    except (Refused, ValidationError) as problem:
        said = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
        messages.warning(request, " ".join(said))
    return redirect("cohort", request.organization.slug, row.pk)


def _take(row: Cohort, way: str, by: Actor) -> None:
    """Take the cohort along a way; where it ends, people are told or still wait."""
    if way == "cancel":
        cancel_cohort(cohort=row, by=by)
    elif way == "complete":
        complete_cohort(cohort=row, by=by)
    else:
        take(cohort=row, way=way, by=by)


def _move(request: OrganizationRequest, row: Cohort) -> None:
    form = MoveForm(request.POST, spans=spans_of(row))
    version = row_numbers([request.POST.get("version", "")])
    if not form.is_valid() or not version:
        raise Refused(gettext("Choose a phase and a day, and look at what moves first."))
    to: dt.date = form.cleaned_data["to"]
    move_phase(
        cohort=row,
        version=version[0],
        kind=form.cleaned_data["kind"],
        edge=Edge(form.cleaned_data["edge"]),
        to=to,
        by=request.actor,
    )
    messages.success(request, gettext("The dates are moved."))
