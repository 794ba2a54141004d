"""One mentor of a cohort: how many places and who has them, the steps of screening with notes, pauses, wishes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.audit import record_view
from parcours.accounts.roles import Permission
from parcours.applications.actions.mentors import change_places
from parcours.applications.actions.screening import note_step, undo_step
from parcours.applications.models import MentorPlace
from parcours.applications.queries import participants_of
from parcours.applications.queries import place as found_place
from parcours.applications.room import names_in
from parcours.applications.screening import steps_of
from parcours.core.refusals import Refused, Stale
from parcours.matching.actions.wishing import keep_wishes
from parcours.people.queries import pauses_of
from parcours.programs.lists import SCREENING_STEP
from parcours.web.forms import Form
from parcours.web.manage.application_tones import PLACE
from parcours.web.manage.wishes import WishesForm, wanted_by
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest


class PlacesForm(Form):
    """For how many people the mentor has room in this cohort."""

    places = forms.IntegerField(label=_("Places in this cohort"), min_value=1)


class StepForm(Form):
    """A step of the screening that was done."""

    step = forms.ChoiceField(label=_("Step"))
    on = forms.DateField(label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(
        label=_("Notes"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "They stand beside the short-lists. Staff read them. The mentor may ask to see them. Noting a step again"
            " replaces its notes."
        ),
    )

    def __init__(self, *args: Any, asked: list[str], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="step-%s", **kwargs)
        others = [code for code, _label in SCREENING_STEP.choices if code not in asked]
        field: Any = self.fields["step"]
        field.choices = [(code, SCREENING_STEP.label(code)) for code in (*asked, *others)]


def show(request: OrganizationRequest, cohort: int, place: int) -> HttpResponse:
    """The mentor’s part in the cohort, and whatever its buttons do."""
    row = found_place(place)
    if row is None or row.cohort_id != cohort:
        raise Http404
    made = _forms(request, row)
    if request.method == "POST" and _tried(request, row, made):
        return redirect("cohort-mentor", request.organization.slug, cohort, row.pk)
    record_view(by=request.actor, page="cohort-mentor", what=row, about=row.mentor.person.user)
    done = {step.step: step for step in steps_of(row.mentor)}
    asked = row.cohort.program.screening
    taken = names_in(row)
    context = {
        "cohort": row.cohort,
        "place": row,
        "tone": PLACE[row.status],
        "taken": taken,
        "may_close": 0 < len(taken) < row.places,
        "steps": [(SCREENING_STEP.label(code), done.get(code)) for code in asked]
        + [(step.get_step_display(), step) for code, step in done.items() if code not in asked],
        "pauses": pauses_of(row.mentor),
        "forms": made,
        "bound": next((form for form in made.values() if form.is_bound), None),
    }
    return render(request, "manage/applications/mentor.html", context)


def _forms(request: OrganizationRequest, row: MentorPlace) -> dict[str, Form]:
    """Return the forms of the page; of wishes for those alone who may match."""
    sent = request.POST
    made: dict[str, Form] = {
        "places": PlacesForm(sent if "save_places" in sent else None, initial={"places": row.places}),
        "step": StepForm(
            sent if "note_step" in sent else None,
            asked=row.cohort.program.screening,
            initial={"on": timezone.localdate()},
        ),
    }
    if request.actor.may(Permission.MANAGE_PROGRAMS) and row.status == "agreed":
        made["wishes"] = WishesForm(
            sent if "save_wishes" in sent else None,
            people=participants_of(row.cohort),
            wanted=wanted_by(row.cohort, row.mentor),
        )
    return made


def _tried(request: OrganizationRequest, row: MentorPlace, made: dict[str, Form]) -> bool:
    """Do what the button says and return True; False where a form has to be corrected first."""
    if any(form.is_bound and not form.is_valid() for form in made.values()):
        return False
    try:
        _do(request, row, made)
    except (Refused, Stale) as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, gettext("Saved."))
    return True


def _do(request: OrganizationRequest, row: MentorPlace, made: dict[str, Form]) -> None:
    sent, by = request.POST, request.actor
    version = next(iter(row_numbers([sent.get("version", "")])), row.version)
    if "save_places" in sent:
        change_places(place=row, version=version, places=made["places"].cleaned_data["places"], by=by)
    elif "none_new" in sent:
        change_places(place=row, version=version, places=len(names_in(row)), by=by)
    elif "note_step" in sent:
        note_step(mentor=row.mentor, by=by, **made["step"].cleaned_data)
    elif "save_wishes" in sent and isinstance(wishes := made.get("wishes"), WishesForm):
        keep_wishes(cohort=row.cohort, who=row.mentor, wanted=wishes.wanted, by=by)
    else:
        number = next(iter(row_numbers([sent.get("undo_step", "")])), 0)
        step = next((one for one in steps_of(row.mentor) if one.pk == number), None)
        if step is None:
            raise Refused(gettext("There is no such step. Open the page again."))
        undo_step(row=step, by=by)
