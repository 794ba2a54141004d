"""A concern, for the coordinators: what was reported, and the steps of the procedure with their letters."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.audit import record_view
from parcours.core.refusals import Refused
from parcours.engagements.actions.concerns import LONGEST, reasons_for, steps, take_step
from parcours.engagements.course_drafts import drafts
from parcours.engagements.course_lists import MEASURE
from parcours.engagements.course_queries import concern as concern_with
from parcours.engagements.lists import END_REASON
from parcours.engagements.models import Concern
from parcours.engagements.policies import check_concerns
from parcours.web.forms import Form
from parcours.web.manage.course import CONCERN_TONES
from parcours.web.pages import OrganizationRequest

MEANINGS = {
    "talk": gettext_lazy("Hear both, each by themselves. Nothing changes."),
    "warning": gettext_lazy("Say what must change. The mentorship is marked as at risk."),
    "pause": gettext_lazy("They do not meet for now. Nobody is reminded of anything."),
    "rematch": gettext_lazy("It ends, and the mentee is matched again."),
    "end": gettext_lazy("It ends for good, with a reason."),
    "close": gettext_lazy("There is nothing more to do. No letter is sent."),
}


class StepForm(Form):
    """A step with its note and its letters, each in the language of whom it goes to."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Read by coordinators alone."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, concern: Concern, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reasons_for(kind):
            self.fields["reason"] = forms.ChoiceField(
                label=_("Reason"),
                choices=[("", ""), *((code, END_REASON.label(code)) for code in reasons_for(kind))],
                help_text=_("Kept with the mentorship. The two are not told."),
                error_messages={"required": _("Choose one.")},
            )
        written = {} if kind == "close" else drafts(concern.mentorship, kind)
        mentorship = concern.mentorship
        people = {"mentor": mentorship.mentor.person, "mentee": mentorship.participant.person}
        for side, words in written.items():
            person = people[side]
            self.fields[f"to_{side}"] = forms.CharField(
                label=_("Letter to %(person)s") % {"person": person.full_name},
                help_text=_("Sent as you leave it here, after a greeting; left empty, nothing is sent.")
                if person.email
                else _("There is no email address on file: nothing can be sent."),
                max_length=LONGEST,
                required=False,
                initial=words,
                widget=forms.Textarea(attrs={"rows": 8, "lang": person.language}),
            )


def show(request: OrganizationRequest, concern: int) -> HttpResponse:
    """What was reported and done so far; with ``step`` in the address, the letters of that step to edit and send."""
    row = concern_with(concern)
    if row is None:
        raise Http404
    check_concerns(request.actor, row.mentorship)
    possible = steps(row.mentorship) if row.status != "closed" else []
    kind = request.GET.get("step") or request.POST.get("step", "")
    if kind and kind not in possible:
        raise Refused(_("This step is not possible as the mentorship stands. Open the page again."))
    form = StepForm(request.POST or None, concern=row, kind=kind) if kind else None
    if request.method == "POST":
        if form is None:
            raise Refused(_("Choose a step first."))
        if form.is_valid():
            take_step(concern=row, kind=kind, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Done: %(step)s.") % {"step": MEASURE.label(kind)})
            return redirect("concern", request.organization.slug, row.pk)
    mentorship = row.mentorship
    reporter = mentorship.mentor.person if row.side == "mentor" else mentorship.participant.person
    record_view(by=request.actor, page="concern", about=reporter.user)
    context = {
        "concern": row,
        "tone": CONCERN_TONES[row.status],
        "reporter": reporter,
        "measures": list(row.measures.all()),
        "steps": [(one, MEASURE.label(one), MEANINGS[one]) for one in possible],
        "kind": kind,
        "step": MEASURE.label(kind),
        "meaning": MEANINGS.get(kind, ""),
        "form": form,
    }
    return render(request, "manage/course/concern.html", context)
