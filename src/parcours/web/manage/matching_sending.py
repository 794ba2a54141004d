"""Sending the chosen pairs to their mentors, with the letter as they will read it; one mentorship and its course."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parcours.accounts.audit import record_view
from parcours.core.refusals import Refused
from parcours.engagements.actions.asking import answer_by, ask_again, publish, unreachable_in
from parcours.engagements.actions.choosing import take_back
from parcours.engagements.actions.course import STEPS, begin, take
from parcours.engagements.course_lists import SIDE
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import COURSE
from parcours.engagements.queries import mentorship as mentorship_with
from parcours.engagements.queries import of_cohort, waits_for, who_declined
from parcours.engagements.states import MENTORSHIP
from parcours.outcomes.actions.closing import close
from parcours.programs.models import Cohort
from parcours.web.forms import Form
from parcours.web.manage.matching import TONES
from parcours.web.manage.matching_forms import FinishForm, WhyForm
from parcours.web.matches import facts_about, on_file
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest
from parcours.web.parts import part

BUTTONS = {
    "flag": gettext_lazy("Mark as at risk"),
    "reassure": gettext_lazy("It goes well again"),
    "pause": gettext_lazy("Pause"),
    "take_up_again": gettext_lazy("Take up again"),
}


class BeginForm(Form):
    """The day of the first meeting."""

    on = forms.DateField(
        label=gettext_lazy("Day of the first meeting"), widget=forms.DateInput(attrs={"type": "date"})
    )


def send(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The pairs that wait to be sent, each with what its mentor will read; the button sends those that are ticked."""
    row = get_object_or_404(Cohort.objects.select_related("program"), pk=cohort)
    drafts = list(of_cohort(row, ("draft",)))
    if request.method == "POST":
        wanted = set(row_numbers(request.POST.getlist("pair")))
        chosen = [one for one in drafts if one.pk in wanted]
        if len(chosen) < len(wanted) or not chosen:
            raise Refused(
                _("Some of these pairs were taken back or sent meanwhile. Nothing was sent: look again.")
                if wanted
                else _("Tick the pairs that you send.")
            )
        publish(mentorships=chosen, by=request.actor)
        number = len(chosen)
        messages.success(
            request,
            ngettext("%(n)s pair is sent to its mentor.", "%(n)s pairs are sent to their mentors.", number)
            % {"n": number},
        )
        return redirect("matching", request.organization.slug, row.pk)
    record_view(by=request.actor, page="matching-send")
    shown = part(request, "page", drafts)
    unreachable = {person.pk for person in unreachable_in(shown.rows)}
    known = on_file(one.participant.person for one in shown.rows)
    pairs = [
        (
            one,
            facts_about(one.participant.person, one, "mentee", known),
            bool({one.mentor.person_id, one.participant.person_id} & unreachable),
        )
        for one in shown.rows
    ]
    context = {
        "cohort": row,
        "pairs": pairs,
        "part": shown,
        "answer_by": answer_by(drafts[0]) if drafts else None,
    }
    return render(request, "manage/matching/send.html", context)


def show(request: OrganizationRequest, match: int) -> HttpResponse:
    """One mentorship: where it stands, why, and what can be done."""
    found = mentorship_with(match)
    if found is None:
        raise Http404
    forms_ = {
        "back": WhyForm(request.POST if "back" in request.POST else None, prefix="back"),
        "begin": BeginForm(
            request.POST if "begin" in request.POST else None, initial={"on": timezone.localdate()}
        ),
        "finish": FinishForm(request.POST if "finish" in request.POST else None),
    }
    if request.method == "POST" and _done(request, found, forms_):
        return redirect("mentorship", request.organization.slug, found.pk)
    record_view(by=request.actor, page="mentorship")
    side = who_declined(found)
    ways = {name: one for name, one in MENTORSHIP.items() if found.status in one.sources}
    context = {
        "mentorship": found,
        "tone": TONES[found.status],
        "waits_for": waits_for(found),
        "declined_by": SIDE.label(side) if side else "",
        "has_course": found.status in COURSE,
        "steps": [(name, BUTTONS[name]) for name in STEPS if name in ways],
        "may": ways,
        "forms": forms_,
    }
    return render(request, "manage/matching/mentorship.html", context)


def _done(request: OrganizationRequest, row: Mentorship, given: dict[str, Any]) -> bool:
    """Do what was asked for, and return whether that was anything."""
    by = request.actor
    if "again" in request.POST:
        ask_again(mentorship=row, by=by)
        messages.success(request, _("A new letter is on its way."))
    elif "back" in request.POST and given["back"].is_valid():
        take_back(mentorship=row, why=given["back"].cleaned_data["why"], by=by)
        messages.success(request, _("Taken back. The place is free again."))
    elif "begin" in request.POST and given["begin"].is_valid():
        begin(mentorship=row, on=given["begin"].cleaned_data["on"], by=by)
    elif "finish" in request.POST and given["finish"].is_valid():
        said = given["finish"].cleaned_data
        close(cohort=row.cohort, mentorships=[row], reason=said["reason"], words=said["why"], by=by)
        messages.success(request, _("It is ended. Both are told, and the place is free."))
    elif request.POST.get("step"):
        take(mentorship=row, way=request.POST["step"], by=by)
    else:
        return False
    return True
